"""Time zones while somebody types."""

from __future__ import annotations

import asyncio
from typing import Any

import discord
from discord import app_commands

from bot.zones import suggest


async def offer_zones(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
    """By city, by country, or by what the clock shows there now."""
    found = await asyncio.to_thread(suggest, typed, interaction.client.clock.now())
    return [app_commands.Choice(name=label, value=name) for label, name in found]
