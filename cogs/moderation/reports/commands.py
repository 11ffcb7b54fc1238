"""`/mod reports`, and what moderators do about reports: from the list as from the cards in the review channel."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot import ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.blocks import Scope
from bot.board.ui import public_embeds
from bot.errors import UserError
from bot.words import t
from cogs.moderation.blocks.views import LENGTHS, USUAL
from cogs.moderation.queue.views import position
from cogs.moderation.reports import views
from cogs.moderation.reports.cards import Reports

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Cases:
    """The reports as moderators see them."""

    def __init__(self, bot: Onward, reports: Reports) -> None:
        self.bot = bot
        self._reports = reports
        self._store = reports.store

    @subcommand("reports", "What members reported, oldest first; nobody learns who did")
    async def reports(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        await self._show(interaction, moderator.guild_id)

    @moderates("report-at")
    async def at(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        handle, place, show = f"{key}..".split(".")[:3]
        number = int(place) if place.isdecimal() else 0
        await self._show(interaction, moderator.guild_id, show, handle=handle, place=number)

    @moderates("report-show")
    async def filtered(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator.guild_id, *ui.chosen(interaction)[:1])

    @moderates("report-jump")
    async def jump(self, interaction: Interaction, show: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator.guild_id, show, handle="".join(ui.chosen(interaction)[:1]))

    @moderates("report-remove")
    async def remove(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        await self._settle(interaction, key, moderator, "removed")

    @moderates("report-dismiss")
    async def dismiss(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        await self._settle(interaction, key, moderator, "dismissed")

    @moderates("report-discord", fresh=True)
    async def tell_discord(self, interaction: Interaction, handle: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            post = await self.bot.board.find(session, moderator.guild_id, handle)
        await ui.answer(interaction, views.discord_words(post))

    @moderates("report-abusive", opens_form=True)
    async def ask_block(self, interaction: Interaction, _key: str, _moderator: Moderator) -> None:
        number = "".join(ui.chosen(interaction)[:1])
        await interaction.response.send_modal(views.block_form(number, LENGTHS, USUAL))

    @moderates("report-block", fresh=True, screened="crisis")
    async def block_reporter(self, interaction: Interaction, number: str, moderator: Moderator) -> None:
        typed = ui.typed(interaction)
        reason, days = typed.get("reason", "").strip(), LENGTHS.keys() & {typed.get("length", "")}
        if not reason or not days or not number.isdecimal():
            raise UserError(t("Please choose again whom to block, and for how long. Nothing was done."))
        ends_at = self.bot.clock.now() + timedelta(days=int(days.pop())) if days != {"0"} else None
        async with self.bot.database.begin() as session:
            user_id = await self._store.reporter_of(session, moderator.guild_id, int(number))
            if user_id is None:
                raise UserError(
                    t("Another moderator has answered this report already. Nothing else was done.")
                )
            block = await self.bot.board.blocks.block(
                session, moderator.guild_id, user_id, Scope.REPORTS, reason, ends_at
            )
            by = moderator.user_id
            await self.bot.audit.record(
                session, moderator.guild_id, by, "reporter-block", block.handle, reason
            )
        self.bot.hurry()
        words = t(
            "Whoever wrote this report cannot report here any more; the block stands as **{handle}** in `/mod blocks`. "
            "Nobody learns who it is. They get your reason, and may appeal once. The report still waits for you.",
            handle=block.handle,
        )
        await ui.answer(interaction, words)

    async def _settle(self, interaction: Interaction, key: str, moderator: Moderator, outcome: str) -> None:
        """Answer the reports on a post: on a card say so, in the list show what waits next."""
        handle, _, show = key.partition(".")
        try:
            said = await self._answer(moderator, handle, outcome)
        except UserError as problem:
            if not show:
                raise
            said = str(problem)
        self.bot.hurry()
        if show:
            await self._show(interaction, moderator.guild_id, show, said=said)
        else:
            await ui.answer(interaction, said)

    async def _answer(self, moderator: Moderator, handle: str, outcome: str) -> str:
        guild_id, by = moderator.guild_id, moderator.user_id
        async with self.bot.database.begin() as session:
            post = await self.bot.board.find(session, guild_id, handle)
            if not await self._reports.settle(session, post, outcome):
                raise UserError(
                    t("Another moderator has answered this report already. Nothing else was done.")
                )
            if outcome == "removed":
                await self.bot.review.take_down(session, post)
            elif post.is_withheld:
                await self.bot.review.release(session, post)
            action = "report-remove" if outcome == "removed" else "report-dismiss"
            await self.bot.audit.record(session, guild_id, by, action, handle)
        return views.outcome_words(handle, outcome)

    async def _show(
        self,
        interaction: Interaction,
        guild_id: int,
        show: str = views.EVERY,
        *,
        handle: str = "",
        place: int = 0,
        said: str = "",
    ) -> None:
        now, store = self.bot.clock.now(), self.bot.board.store
        async with self.bot.database.begin() as session:
            every = await self._store.cases(session, guild_id, now)
            cases = [case for case in every if show == views.EVERY or show in case.kinds]
            at = position([case.handle for case in cases], handle, place)
            post = await store.get(session, cases[at].post_id) if cases else None
            parent = await store.get(session, post.parent_id) if post and post.parent_id else None
            reports = await self._store.reports(session, cases[at].post_id) if cases else []
        lines = [said] if said else []
        if post is None:
            lines.append(t("No reports wait for you.") if not every else t("No reports of that kind wait."))
            items = views.filters(every, show)
            await ui.answer(interaction, "\n".join(lines), view=ui.View(*items) if items else None)
            return
        words = views.case_words(cases[at], post, reports)
        lines.append(t("{at} of {count} · {words}", at=at + 1, count=len(cases), words=words))
        view = ui.View(
            *views.actions(post.handle, f".{show}"),
            *views.turns(cases, at, show, now),
            *views.filters(every, show),
            *views.reporters(reports),
        )
        kind = self.bot.kinds[post.kind]
        embeds = public_embeds(kind, post, post.content, parent) if post.content else []
        await ui.answer(interaction, "\n".join(lines)[:2000], embeds=embeds, view=view)
