"""`/help`, by what one may do here, and `/help-now`, for everybody and always."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.access import moderator_of
from bot.care import screens
from bot.errors import UserError
from bot.safety.crisis import country_of
from bot.servers import get_server
from cogs.help.views import help_words

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Help(commands.Cog):
    """Two commands that never need a set-up."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @app_commands.command(name="help", description="What I can do for you here")
    async def help(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        guild_id = interaction.guild_id
        server = None
        if guild_id is not None:
            async with self.bot.database.begin() as session:
                server = await get_server(session, guild_id)
        text = help_words(
            self._known(in_server=guild_id is not None),
            moderates=await self._moderates(interaction),
            is_set_up=server is not None,
            in_server=guild_id is not None,
            support=self.bot.settings.support,
        )
        await ui.answer(interaction, text)

    @app_commands.command(name="help-now", description="People to talk to right now, by country")
    async def help_now(self, interaction: Interaction) -> None:
        """Asks no database and no set-up: it must work where nothing else does."""
        text, view = screens.people_screen(country_of(str(interaction.locale)))
        if interaction.guild_id is not None:
            view.add_item(screens.reach_button(row=2))
        await interaction.response.send_message(text, view=view, ephemeral=True)

    def _known(self, *, in_server: bool) -> set[str]:
        """The names of all commands that work in a server, or in a DM."""
        known = set()
        for command in self.bot.tree.walk_commands():
            root = command.root_parent or command
            if in_server or not root.guild_only:
                known.add(command.qualified_name)
        return known

    async def _moderates(self, interaction: Interaction) -> bool:
        try:
            await moderator_of(self.bot, interaction)
        except UserError:
            return False
        return True
