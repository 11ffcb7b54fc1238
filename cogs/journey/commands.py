"""`/journey`."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.words import t
from cogs.journey.path import described, in_words, nothing_yet, path_of
from cogs.journey.picture import draw

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class JourneyCommand(commands.Cog):
    """Words first; the picture shows the same."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @app_commands.command(
        name="journey", description=t("Your own path so far, for you alone: tried, answered, learned")
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    async def journey(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        path = path_of(await self.bot.moments.of(interaction.user.id))
        if not path:
            await ui.answer(interaction, nothing_yet())
            return
        picture = await asyncio.to_thread(draw, path)
        file = discord.File(io.BytesIO(picture), "journey.png", description=described(path))
        await ui.answer(interaction, in_words(path), files=[file])
