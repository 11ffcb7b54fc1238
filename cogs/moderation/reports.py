"""Reporting a post: from its button or the message menu, and what moderators see and do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot import outbox, ui
from bot.board.ui import member_of, public_embeds
from bot.errors import UserError
from bot.outbox import Job
from bot.safety.neutral import harmless
from bot.servers import get_server
from bot.ui import on
from bot.words import t
from cogs.moderation.access import require_moderator
from cogs.moderation.store import ReportStore

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
REPORT = "report"


class Reports:
    """The controls of reports, and the sender of their cards."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self.store = ReportStore(bot.vault)

    @on("report")
    async def ask(self, interaction: Interaction, handle: str) -> None:
        hint = t("Moderators read this. They do not learn who you are.")
        field = ui.field(t("What is wrong with it?"), "reason", hint=hint, most=500)
        modal = ui.Modal(t("Report {handle}", handle=handle), "report-reason", handle, field)
        await interaction.response.send_modal(modal)

    @on("report-reason", screened="crisis")
    async def report(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        async with self.bot.database.begin() as session:
            await self.bot.board.server(session, member.guild_id)
            post = await self.bot.board.find(session, member.guild_id, handle)
            reason = ui.typed(interaction)["reason"]
            report_id = await self.store.add(session, member.guild_id, post.id, member.user_id, reason)
            if report_id is not None:
                now = self.bot.clock.now()
                await outbox.request(session, REPORT, str(report_id), due=now, guild_id=member.guild_id)
        self.bot.hurry()
        await ui.answer(interaction, t("Thank you. Moderators see your report, not who sent it."))

    @on("report-remove")
    async def remove(self, interaction: Interaction, handle: str) -> None:
        await self._settle(interaction, handle, remove=True)

    @on("report-dismiss")
    async def dismiss(self, interaction: Interaction, handle: str) -> None:
        await self._settle(interaction, handle, remove=False)

    async def send(self, job: Job) -> None:
        """Put a report's card into the review channel."""
        async with self.bot.database.begin() as session:
            report = await self.store.get(session, int(job.subject))
            post = await self.bot.board.store.get(session, report.post_id) if report else None
            if report is None or post is None or post.content is None:
                return
            server = await get_server(session, post.guild_id)
            parent = await self.bot.board.store.get(session, post.parent_id) if post.parent_id else None
        if server is None:
            return
        text = t(
            "**{handle}** was reported:\n>>> {reason}", handle=post.handle, reason=harmless(report.reason)
        )
        await self.bot.get_partial_messageable(server.review_channel_id).send(
            text[:2000],
            embeds=public_embeds(self.bot.kinds[post.kind], post, post.content, parent),
            view=ui.View(
                ui.button(
                    t("Remove the post"), "report-remove", post.handle, style=discord.ButtonStyle.danger
                ),
                ui.button(t("Dismiss"), "report-dismiss", post.handle),
            ),
            nonce=f"report-{job.id}",
            allowed_mentions=discord.AllowedMentions.none(),
        )

    async def _settle(self, interaction: Interaction, handle: str, *, remove: bool) -> None:
        await interaction.response.defer()
        guild_id = await require_moderator(self.bot, interaction)
        async with self.bot.database.begin() as session:
            post = await self.bot.board.find(session, guild_id, handle)
            if not await self.store.settle(session, post.id):
                raise UserError(
                    t("Another moderator has answered this report already. Nothing else was done.")
                )
            if remove:
                await self.bot.board.take_down(session, post)
        self.bot.hurry()
        done = (
            t("**{handle}** was reported and removed.")
            if remove
            else t("**{handle}** was reported; dismissed.")
        )
        await interaction.edit_original_response(content=done.format(handle=handle), embeds=[], view=None)
