"""`/mod purge`: asked once more, begun, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.handles import read_handle
from bot.words import t
from cogs.moderation.handles import suggest_post
from cogs.moderation.purges.service import SPAN, Purges

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Purging(commands.Cog):
    """The command and its buttons."""

    def __init__(self, bot: Onward, purges: Purges) -> None:
        self.bot = bot
        self._purges = purges
        bot.mod.join(self)

    @subcommand("purge", "Take down everything by the author of a post on this server")
    @app_commands.describe(post="The handle under the post, such as K7Q2")
    @app_commands.autocomplete(post=suggest_post)
    async def purge(self, interaction: Interaction, post: app_commands.Range[str, 1, 20]) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        handle = read_handle(post)
        async with self.bot.database.begin() as session:
            await self.bot.board.find(session, moderator.guild_id, handle)
        text = t(
            "Take down **{handle}** and everything else that its author has on this server, in the queue too: posts, "
            "answers and feedback, with what others answered to them? They see it as removed; you cannot bring it "
            "back.\n-# Nobody learns who it is. But whoever watches the board sees what vanishes, and may guess that "
            "it belonged together.",
            handle=handle,
        )
        now = ui.button(t("Take it all down"), "purge-now", handle, style=discord.ButtonStyle.danger)
        await ui.answer(interaction, text, view=ui.View(now))

    @moderates("purge-now")
    async def begin(self, interaction: Interaction, handle: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            purge = await self._purges.begin(session, moderator.guild_id, handle)
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "purge", handle)
        self.bot.hurry()
        await self._show(interaction, moderator, f"{purge.id}.{handle}")

    @moderates("purge-at")
    async def look(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator, key)

    async def _show(self, interaction: Interaction, moderator: Moderator, key: str) -> None:
        purge_id, _, handle = key.partition(".")
        async with self.bot.database.begin() as session:
            purge = await self._purges.get(session, moderator.guild_id, purge_id)
        block = ui.button(t("Block the author"), "block", handle)
        if purge is None:
            text = t("Done: everything by the author of **{handle}** is taken down.", handle=handle)
            await ui.answer(interaction, text, view=ui.View(block))
            return
        passed = (self.bot.clock.now() - purge.begun_at) / SPAN
        if passed < 1:
            text = t(
                "under way, about a minute in all: {percent} % of it has passed. You need not wait.",
                percent=int(passed * 10) * 10,
            )
        else:
            text = t("nearly done: Discord still has to follow. You need not wait.")
        await ui.answer(
            interaction,
            f"**{handle}** · {text}",
            view=ui.View(ui.button(t("How far is it?"), "purge-at", key), block),
        )
