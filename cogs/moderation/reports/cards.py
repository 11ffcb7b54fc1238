"""Reporting a post: from its button or the message menu, and the card that moderators see of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import outbox, ui
from bot.board.blocks import Scope
from bot.board.post import Placed, Post, State
from bot.board.sender.cards import CARD_AGAIN
from bot.board.sender.reach import SILENT, Reach, gone, naming
from bot.board.ui import member_of, public_embeds
from bot.db import Session
from bot.errors import UserError
from bot.outbox import Again, Job
from bot.servers import ServerSettings
from bot.ui import on
from bot.words import t
from cogs.moderation.reports.kinds import OTHER, kind_words, kinds
from cogs.moderation.reports.store import Case, ReportStore
from cogs.moderation.reports.views import actions, case_words, outcome_words

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
REPORT = "report"
"""Keeps the card of a case as it stands; a job's subject is the post's id."""


class Reports:
    """The form of a report, what follows from it, and the sender of the cards."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self.store = ReportStore(bot.vault)
        self._reach = Reach(bot, bot.database, bot.board, bot.kinds, bot.clock)
        bot.board.ended.append(self.ended)
        bot.review.decided.append(self.decided)

    @on("report")
    async def ask(self, interaction: Interaction, handle: str) -> None:
        member = member_of(interaction)
        async with self.bot.database.begin() as session:
            await self.bot.board.blocks.admit(session, member.guild_id, member.user_id, Scope.REPORTS)
        options = [SelectOption(label=kind_words(kind), value=kind) for kind in kinds()]
        chosen = dui.Select[Any](
            custom_id="kind", options=options, required=False, min_values=0, placeholder=t("Choose one")
        )
        words = ui.field(
            t("In a few words"),
            "reason",
            hint=t("Moderators read this. They do not learn who you are."),
            most=500,
            required=False,
        )
        form = ui.Modal(
            t("Report {handle}", handle=handle),
            "report-reason",
            handle,
            ui.label(t("What is wrong with it?"), chosen),
            words,
        )
        await interaction.response.send_modal(form)

    @on("report-reason", screened="crisis")
    async def report(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member, typed = member_of(interaction), ui.typed(interaction)
        reason, kind = typed.get("reason", "").strip(), typed.get("kind", "")
        if not reason and kind in ("", OTHER):
            raise UserError(t("Please say in a few words what is wrong with it. Nothing was sent."))
        async with self.bot.database.begin() as session:
            server = await self.bot.board.server(session, member.guild_id)
            await self.bot.board.blocks.admit(session, member.guild_id, member.user_id, Scope.REPORTS)
            post = await self.bot.board.find(session, member.guild_id, handle)
            await self._add(session, server, post, member.user_id, reason, kind if kind in kinds() else OTHER)
        self.bot.hurry()
        await ui.answer(interaction, t("Thank you. Moderators see your report, not who sent it."))

    async def _add(
        self, session: Session, server: ServerSettings, post: Post, user_id: int, reason: str, kind: str
    ) -> None:
        """Keep a report, once for a member and a post; enough of them hold the post by themselves."""
        shown_at = server.review_at(self.bot.clock.now())
        if not await self.store.add(session, post, user_id, reason, shown_at, kind):
            return
        await self.bot.board.limits.report(session, post.guild_id, user_id)
        case = await self.store.case(session, post.id)
        due = max(self.bot.clock.now(), case.since if case else shown_at)
        await outbox.request(session, REPORT, str(post.id), due=due, guild_id=post.guild_id)
        count = await self.store.count(session, post.id)
        if server.report_threshold and count >= server.report_threshold and post.state is State.PUBLISHED:
            await self.bot.review.withhold(session, post, t("reports of {count} members", count=count))

    async def ended(self, session: Session, post: Post) -> None:
        """A post goes, whoever wanted it: the reports on it are answered."""
        now = await self.bot.board.store.get(session, post.id)
        outcome = "deleted" if now is None or now.state is State.DELETED else "removed"
        await self.settle(session, post, outcome)

    async def decided(self, session: Session, post: Post, action: str) -> None:
        """A moderator let a withheld post stand again: the reports on it are answered."""
        if action == "approve" and post.state is State.PUBLISHED:
            await self.settle(session, post, "dismissed")

    async def settle(self, session: Session, post: Post, outcome: str) -> bool:
        """Answer the reports on a post; False where there are none, or another moderator was faster."""
        if not await self.store.settle(session, post.id, outcome):
            return False
        now = self.bot.clock.now()
        await outbox.request(session, REPORT, str(post.id), due=now, guild_id=post.guild_id)
        return True

    async def send(self, job: Job) -> Again | None:
        """Keep a card in the review channel while a case waits there, and let it say how the case ended."""
        async with self.bot.database.begin() as session:
            case = await self.store.case(session, int(job.subject))
            post = await self.bot.board.store.get(session, int(job.subject))
            parent = (
                await self.bot.board.store.get(session, post.parent_id) if post and post.parent_id else None
            )
            reports = await self.store.reports(session, int(job.subject))
            server = await self.bot.board.server(session, case.guild_id) if case else None
            if case is not None and not case.outcome and not reports:  # their writers have erased themselves
                await self.store.settle(session, case.post_id, "withdrawn")
                case = replace(case, outcome="withdrawn")
        if case is None or server is None:
            return None
        channel_id = server.review_channel_id
        if case.outcome or post is None or post.content is None:
            await self._close(job, case, channel_id)
            return None
        if case.since > self.bot.clock.now():
            return Again(case.since)
        shown = {
            "content": case_words(case, post, reports),
            "embeds": public_embeds(self.bot.kinds[post.kind], post, post.content, parent),
            "view": ui.View(*actions(post.handle)),
        }
        if not (
            case.card and case.card.channel_id == channel_id and await self._reach.edit(case.card, shown)
        ):
            with naming(channel_id):
                placed = await self._reach.seen(job, channel_id, case.handle, "report-remove")
                if placed is None or not await self._reach.edit(placed, shown):
                    placed = await self._post(job, channel_id, case.guild_id, shown)
            async with self.bot.database.begin() as session:
                is_open = await self.store.place_card(session, case.post_id, placed)
            if not is_open:
                await gone(self.bot.http.delete_message(placed.channel_id, placed.message_id))
                return None
        return Again(self.bot.clock.now() + CARD_AGAIN)

    async def _post(self, job: Job, channel_id: int, guild_id: int, shown: dict[str, Any]) -> Placed:
        channel = self._reach.channel(channel_id, guild_id)
        nonce = f"report-{job.id}-{job.wanted}"
        message = await channel.send(**shown, nonce=nonce, allowed_mentions=SILENT)
        return Placed(channel.id, message.id)

    async def _close(self, job: Job, case: Case, channel_id: int) -> None:
        placed = await self._reach.stray(job, channel_id, case.handle, "report-remove") or case.card
        if placed is not None:
            words = outcome_words(case.handle, case.outcome or "deleted")
            await self._reach.edit(placed, {"content": words, "embeds": [], "view": None})
        async with self.bot.database.begin() as session:
            await self.store.forget_case(session, case)
