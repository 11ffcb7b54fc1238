"""`/mod audit` and `/mod export`: what moderators did, for moderators. No author stands in either."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.handles import read_handle
from bot.servers import get_server
from bot.words import t
from cogs.moderation.audit.views import PAGE, Sought, as_file, controls, page_words
from cogs.moderation.handles import suggest_post

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
FILE = "onward-settings-and-audit.json"


class Auditing:
    """The audit, page by page and as a file."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @subcommand("audit", "What moderators did, when and why; never who wrote a post")
    @app_commands.describe(
        post="Only about the post of this handle", moderator="Only what this moderator did"
    )
    @app_commands.autocomplete(post=suggest_post)
    async def audit(
        self,
        interaction: Interaction,
        post: app_commands.Range[str, 0, 20] = "",
        moderator: discord.User | None = None,
    ) -> None:
        await ui.acknowledge(interaction)
        asked = await moderator_of(self.bot, interaction)
        whom = moderator.id if moderator is not None else None
        await self._show(interaction, asked.guild_id, Sought(0, "all", read_handle(post), whom))

    @moderates("audit-at")
    async def at(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator.guild_id, Sought.read(key))

    @moderates("audit-show")
    async def filtered(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        group = "".join(ui.chosen(interaction)[:1])
        sought = Sought.read(Sought.read(key).key(0))
        await self._show(interaction, moderator.guild_id, Sought.read(replace(sought, group=group).key()))

    @subcommand("export", "The settings of this server and the audit, as a file for you")
    async def export(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        guild_id = moderator.guild_id
        async with self.bot.database.begin() as session:
            await self.bot.audit.record(session, guild_id, moderator.user_id, "export")
            settings = await get_server(session, guild_id)
            entries = await self.bot.audit.entries(session, guild_id)
            newest = await self.bot.audit.newest(session, guild_id)
        made = as_file(settings, entries, newest, self.bot.clock.now())
        words = t(
            "The settings and {count} entries of the audit. Keep the file to yourself: it names moderators. "
            "No author stands in it.",
            count=len(entries),
        )
        await ui.answer(interaction, words, files=[discord.File(io.BytesIO(made), FILE)])

    async def _show(self, interaction: Interaction, guild_id: int, sought: Sought) -> None:
        wanted: dict[str, Any] = {
            "moderator_id": sought.moderator_id,
            "handle": sought.handle,
            "actions": sought.actions,
        }
        async with self.bot.database.begin() as session:
            count = await self.bot.audit.count(session, guild_id, **wanted)
            page = min(sought.page, max(0, (count - 1) // PAGE))
            sought = replace(sought, page=page)
            entries = await self.bot.audit.entries(session, guild_id, **wanted, skip=page * PAGE, limit=PAGE)
        view = ui.View(*controls(sought, count))
        await ui.answer(interaction, page_words(entries, sought, count), view=view)
