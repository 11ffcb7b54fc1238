"""`/mod health`: what every feature finds, what could not be sent, and the version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord import ui as dui
from discord.ext import commands
from sqlalchemy import select

from bot import outbox, ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.blocks import APPEAL
from bot.board.board import CARD, COUNT, MASKED, SYNC, TELL
from bot.board.post import State
from bot.db import Session
from bot.errors import UserError
from bot.health import version
from bot.outbox.tables import OutboxRow
from bot.words import t
from cogs.moderation.notices import trouble_words

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
SHOWN = 10
OPTIONS = 25
WHAT = {
    SYNC: "a post's message",
    COUNT: "a post's numbers",
    CARD: "a card for moderators",
    TELL: "a word to an author",
    MASKED: "a word to an author",
    "report": "a report's card",
    APPEAL: "an appeal's card",
}


@dataclass(frozen=True, slots=True)
class Failed:
    """A delivery that failed: which, about which post if it is about one, and why."""

    id: int
    kind: str
    subject: str
    handle: str
    failure: str

    @property
    def words(self) -> str:
        what = t(WHAT.get(self.kind, "something else"))
        return f"{what} ({self.handle})" if self.handle else what


class HealthCog(commands.Cog):
    """The command, and what can be done about failed deliveries."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        bot.mod.join(self)

    @subcommand("health", "Permissions, what waits, what could not be sent, version")
    async def health(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, await moderator_of(self.bot, interaction))

    @moderates("health-again")
    async def again(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        """Try what failed at once."""
        async with self.bot.database.begin() as session:
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "retry")
        await self.bot.mended(moderator.guild_id)
        await self._show(
            interaction, moderator, t("I am trying again now. `Look again` shows whether it worked.")
        )

    @moderates("health-look")
    async def look(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator)

    @moderates("health-drop")
    async def drop(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        """Ask once more before a delivery is given up."""
        async with self.bot.database.begin() as session:
            one = await self._one(session, moderator, ui.chosen(interaction)[0])
        text = t(
            "Give up {what}? I stop trying. A post that has not appeared then never will; its author sees that, and "
            "still has the text.",
            what=one.words,
        )
        view = ui.View(
            ui.button(t("Give it up"), "health-drop-now", str(one.id), style=discord.ButtonStyle.danger),
            ui.button(t("Keep trying"), "health-look"),
        )
        await ui.answer(interaction, text, view=view)

    @moderates("health-drop-now")
    async def drop_now(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            one = await self._one(session, moderator, key)
            await outbox.withdraw(session, one.kind, one.subject)
            if one.kind == SYNC:
                await self._give_up(session, int(one.subject))
            await self.bot.audit.record(
                session, moderator.guild_id, moderator.user_id, "drop", one.handle, one.failure
            )
        self.bot.hurry()
        await self._show(interaction, moderator, t("Given up: {what}.", what=one.words))

    async def _give_up(self, session: Session, post_id: int) -> None:
        """A post that could not appear: its author is told, and keeps the text."""
        store = self.bot.board.store
        post = await store.get(session, post_id)
        if post is None or post.state is not State.SCHEDULED:
            return
        reason = t("Discord did not let it appear, and the moderators of this server stopped trying.")
        await store.change(session, post_id, state=State.REMOVED, reason=reason)
        await outbox.request(session, TELL, str(post_id), due=self.bot.clock.now())

    async def _one(self, session: Session, moderator: Moderator, key: str) -> Failed:
        row = await session.get(OutboxRow, int(key)) if key.isdecimal() else None
        if row is None or row.guild_id != moderator.guild_id or row.failure is None:
            raise UserError(t("That has been sent, or was given up, meanwhile. Nothing was done."))
        return await self._failed(session, row)

    async def _failed(self, session: Session, row: OutboxRow) -> Failed:
        about_post = row.kind in (SYNC, COUNT, CARD, TELL, MASKED)
        post = await self.bot.board.store.get(session, int(row.subject)) if about_post else None
        return Failed(row.id, row.kind, row.subject, post.handle if post else "", row.failure or "")

    async def _show(self, interaction: Interaction, moderator: Moderator, said: str = "") -> None:
        guild = self.bot.get_guild(moderator.guild_id)
        if guild is None:
            raise UserError(t("Discord does not show me this server just now. Please try again in a moment."))
        findings = await self.bot.health.findings(guild)
        async with self.bot.database.begin() as session:
            rows = await session.scalars(
                select(OutboxRow)
                .where(OutboxRow.guild_id == guild.id, OutboxRow.failure.is_not(None))
                .order_by(OutboxRow.due_at)
                .limit(OPTIONS)
            )
            failed = [await self._failed(session, row) for row in rows]
        lines = [said] if said else []
        lines += [f"{'✓' if finding.good else '⚠'} {finding.words}" for finding in findings]
        lines += [f"- {one.words}: {trouble_words(one.failure)}" for one in failed[:SHOWN]]
        if len(failed) > SHOWN:
            lines.append(t("- and more"))
        lines.append(t("-# Onward {version}", version=version()))
        await ui.answer(interaction, "\n".join(lines)[:2000], view=_view(failed))


def _view(failed: list[Failed]) -> ui.View:
    items: list[dui.Item[Any]] = [ui.button(t("Look again"), "health-look", row=1)]
    if failed:
        options = [
            SelectOption(label=one.words[:100], value=str(one.id), description=one.failure[:100])
            for one in failed
        ]
        items.append(ui.button(t("Try again now"), "health-again", row=1))
        items.append(ui.select("health-drop", "", options, placeholder=t("Give one of them up"), row=0))
    return ui.View(*items)
