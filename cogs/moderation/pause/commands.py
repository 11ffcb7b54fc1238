"""`/mod pause` and `/mod resume`; and the pause that comes by itself when a server is flooded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot import ui
from bot.access import moderator_of, subcommand
from bot.board.pause import pause
from bot.errors import UserError
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Pausing(commands.Cog):
    """Stopping a server's publication, and letting it go on."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        bot.mod.join(self)

    @subcommand("pause", "Publish nothing on this server until /mod resume; nothing is lost")
    async def pause(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        async with self.bot.database.begin() as session:
            await self.bot.board.server(session, moderator.guild_id)
            if not await pause(session, moderator.guild_id):
                raise UserError(t("Publication is paused already. `/mod resume` lets it go on."))
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "pause")
        await ui.answer(
            interaction,
            t(
                "Paused: no post, answer, feedback or change appears on this server until `/mod resume`. Members can "
                "still write; what they send is kept, and `/mod queue` works as ever. Taking down works too."
            ),
        )

    @subcommand("resume", "Let publication go on, one post after the other")
    async def resume(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        async with self.bot.database.begin() as session:
            await self.bot.board.server(session, moderator.guild_id)
            if not await self.bot.board.resume(session, moderator.guild_id):
                raise UserError(t("Publication is not paused here. Nothing was done."))
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "resume")
        self.bot.hurry()
        await ui.answer(
            interaction,
            t(
                "Publication goes on. What has waited appears one after the other, about half a minute apart; the "
                "first at a random moment, as always."
            ),
        )
