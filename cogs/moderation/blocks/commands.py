"""`/mod block`, `unblock` and `blocks`: an author is blocked by the handle of a post; nobody learns who it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption, app_commands
from discord import ui as dui
from discord.app_commands import Choice
from discord.ext import commands

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.block import Block, Scope
from bot.board.handles import read_handle
from bot.errors import UserError
from bot.words import t
from cogs.moderation.blocks import views
from cogs.moderation.handles import suggest_post

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
SCOPES = {
    Scope.ALL: "Everything: posting, feedback, reports",
    Scope.POSTING: "Posting",
    Scope.FEEDBACK: "Feedback",
    Scope.REPORTS: "Reports",
}


class Blocking(commands.Cog):
    """Blocking, unblocking and the list of blocks."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        bot.mod.join(self)

    @subcommand("block", "Block the author of a post; you do not learn who it is", screened="crisis")
    @app_commands.describe(
        post="The handle under the post, such as K7Q2",
        reason="Why; the blocked person reads it, and not who you are",
        what="What they may not do any more (everything, unless you choose)",
        length="For how long (a month, unless you choose)",
    )
    @app_commands.autocomplete(post=suggest_post)
    @app_commands.choices(
        what=[Choice(name=words, value=scope.value) for scope, words in SCOPES.items()],
        length=[Choice(name=words, value=days) for days, words in views.LENGTHS.items()],
    )
    async def block(
        self,
        interaction: Interaction,
        post: app_commands.Range[str, 1, 20],
        reason: app_commands.Range[str, 1, 500],
        what: str = Scope.ALL.value,
        length: str = views.USUAL,
    ) -> None:
        await ui.acknowledge(interaction)
        await self._block(interaction, read_handle(post), reason, what, length)

    @moderates("block", opens_form=True)
    async def ask(self, interaction: Interaction, handle: str, _moderator: Moderator) -> None:
        """The same from a button: a form."""
        reason = ui.field(
            t("Reason"),
            "reason",
            hint=t("The blocked person reads it. They do not learn who you are."),
            most=500,
        )
        what = _choice("what", {scope.value: words for scope, words in SCOPES.items()}, Scope.ALL.value)
        title = t("Block the author of {handle}", handle=handle)
        length = ui.label(t("For how long?"), _choice("length", views.LENGTHS, views.USUAL))
        fields = reason, ui.label(t("What may they not do?"), what), length
        await interaction.response.send_modal(ui.Modal(title, "block-form", handle, *fields))

    @moderates("block-form", fresh=True, screened="crisis")
    async def asked(self, interaction: Interaction, handle: str, _moderator: Moderator) -> None:
        typed = ui.typed(interaction)
        await self._block(interaction, handle, typed["reason"], typed["what"], typed["length"])

    async def suggest(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Handles under which a block stands."""
        moderator = await moderator_of(self.bot, interaction)
        async with self.bot.database.begin() as session:
            found = await self.bot.board.blocks.of_guild(session, moderator.guild_id)
        begin = read_handle(typed)
        handles = [block.handle for block in found if block.handle.startswith(begin)]
        return [Choice(name=handle, value=handle) for handle in handles[:25]]

    @subcommand("unblock", "Lift the block that stands under a handle")
    @app_commands.describe(post="The handle in the list of /mod blocks")
    @app_commands.autocomplete(post=suggest)
    async def unblock(self, interaction: Interaction, post: app_commands.Range[str, 1, 20]) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        await self._lift(interaction, moderator, read_handle(post))

    @subcommand("blocks", "Who is blocked, by the handles of posts")
    async def blocks(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._list(interaction, await moderator_of(self.bot, interaction), 0)

    @moderates("blocks-page")
    async def page(self, interaction: Interaction, page: str, moderator: Moderator) -> None:
        await self._list(interaction, moderator, int(page) if page.isdecimal() else 0)

    @moderates("blocks-open")
    async def open(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        block = await self._find(moderator, ui.chosen(interaction)[0])
        text, view = views.one(block)
        await ui.answer(interaction, text, view=view)

    @moderates("block-lift")
    async def lift(self, interaction: Interaction, handle: str, moderator: Moderator) -> None:
        await self._lift(interaction, moderator, handle)

    async def _block(
        self, interaction: Interaction, handle: str, reason: str, what: str, length: str
    ) -> None:
        moderator = await moderator_of(self.bot, interaction)
        if what not in list(Scope) or length not in views.LENGTHS or not reason.strip():
            raise UserError(t("Please choose again what to block, and for how long. Nothing was done."))
        days = timedelta(days=int(length))
        ends_at = self.bot.clock.now() + days if days else None
        async with self.bot.database.begin() as session:
            await self.bot.board.server(session, moderator.guild_id)
            block = await self.bot.board.blocks.block_author(
                session, moderator.guild_id, handle, Scope(what), reason, ends_at
            )
            await self.bot.audit.record(
                session, moderator.guild_id, moderator.user_id, "block", handle, reason
            )
        self.bot.hurry()
        await ui.answer(interaction, views.blocked(block))

    async def _lift(self, interaction: Interaction, moderator: Moderator, handle: str) -> None:
        async with self.bot.database.begin() as session:
            block = await self.bot.board.blocks.by_handle(session, moderator.guild_id, handle)
            if block is None:
                raise views.no_block(handle)
            await self.bot.board.blocks.lift(session, block)
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "unblock", handle)
        self.bot.hurry()
        await ui.answer(
            interaction,
            t("Lifted. Whoever wrote **{handle}** can take part again, and is told so.", handle=handle),
        )

    async def _find(self, moderator: Moderator, handle: str) -> Block:
        async with self.bot.database.begin() as session:
            block = await self.bot.board.blocks.by_handle(session, moderator.guild_id, handle)
        if block is None:
            raise views.no_block(handle)
        return block

    async def _list(self, interaction: Interaction, moderator: Moderator, page: int) -> None:
        async with self.bot.database.begin() as session:
            found = await self.bot.board.blocks.of_guild(session, moderator.guild_id)
        text, view = views.listed(found, page)
        await ui.answer(interaction, text, view=view)


def _choice(name: str, options: dict[str, str], chosen: str) -> dui.Select[Any]:
    return dui.Select(
        custom_id=name,
        options=[
            SelectOption(label=t(words), value=value, default=value == chosen)
            for value, words in options.items()
        ],
    )
