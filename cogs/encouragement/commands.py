"""`/encourage me`: a prompt for now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.words import t
from cogs.encouragement.choose import choose
from cogs.encouragement.prompts import load

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Encourage(commands.Cog):
    """Asks at most two things, and says a few words."""

    def __init__(self, bot: Onward, group: app_commands.Group) -> None:
        self.bot = bot
        group.add_command(
            app_commands.Command(name="me", description=t("A few words for now"), callback=self.me)
        )

    async def me(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        prompt = choose(load().values(), [], phase="day", seed=interaction.id)
        await ui.answer(interaction, prompt.text if prompt else t("I have no words for that yet."))
