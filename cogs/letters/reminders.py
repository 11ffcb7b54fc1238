"""The senders of a letter's own jobs: reminders that its owner asked for, and an answer that may be opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot import ui
from bot.outbox import Again, Job
from bot.safety.neutral import harmless
from bot.tell import tell
from bot.words import t
from cogs.letters.aftercare import MOST_UNANSWERED, Aftercare
from cogs.letters.letter import Letter, State
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward


class Reminders:
    """Writes to a letter's owner by DM; where DMs are closed, nothing is lost: `/letter list` shows where it stands."""

    def __init__(self, bot: Onward, letters: Letters, after: Aftercare) -> None:
        self.bot = bot
        self._letters = letters
        self._after = after

    async def remind(self, job: Job) -> Again | None:
        """One of the four reminders; the job's subject is the letter's id and the day."""
        letter_id, _, day = job.subject.partition("/")
        async with self.bot.database.begin() as session:
            letter = await self._letters.store.any(session, letter_id)
            if letter is None:
                return None
            habits = await self._letters.store.habits(session, letter.owner_id)
            silent_until = await self._after.silent_until(session, habits)
            if silent_until is not None:
                return Again(silent_until)
            unanswered = await self._after.unanswered(session, letter)
        text = _words(letter, int(day), unanswered)
        if not habits.reminders or text is None:
            return None
        buttons = [
            ui.button(t("Open the letter"), "letter-show", letter.id, style=discord.ButtonStyle.primary),
            ui.button(t("Not today"), "letter-not-today", job.subject.replace("/", ".")),
            ui.button(t("Stop reminders"), "letter-remind-stop", letter.id),
        ]
        await tell(self.bot, job, letter.owner_id, text, *buttons)
        if day == "15":
            await self._close(letter_id)
        return None

    async def open_reply(self, job: Job) -> Again | None:
        """An answer that was hidden for a day may be opened; the job's subject is the answer's id."""
        async with self.bot.database.begin() as session:
            reply = await self._letters.store.reply(session, job.subject)
            letter = await self._letters.store.any(session, reply.letter_id) if reply else None
            if reply is None or letter is None or reply.hidden_until is None:
                return None
            habits = await self._letters.store.habits(session, letter.owner_id)
            silent_until = await self._after.silent_until(session, habits)
            if silent_until is not None:
                return Again(silent_until)
        text = t(
            "The answer about **{name}** has rested for a day. You may open it now, or leave it closed.",
            name=harmless(letter.name),
        )
        buttons = [
            ui.button(t("Open it"), "letter-reply-open", reply.id, style=discord.ButtonStyle.primary),
            ui.button(t("Another day"), "letter-reply-later", reply.id),
            ui.button(t("Throw it away"), "letter-reply-gone", reply.id),
        ]
        await tell(self.bot, job, letter.owner_id, text, *buttons)
        return None

    async def _close(self, letter_id: str) -> None:
        async with self.bot.database.begin() as session:
            letter = await self._letters.store.any(session, letter_id)
            if letter is not None and letter.state is State.SENT:
                await self._letters.store.put(session, replace(letter, state=State.CLOSED))


def _words(letter: Letter, day: int, unanswered: int) -> str | None:
    """What a reminder says; None where it has nothing to say any more."""
    name = harmless(letter.name)
    if day == 1 and letter.state is State.DRAFT:
        return t(
            "Your letter about **{name}** has slept for a night. Read it once more: send it, change it, or let it be.",
            name=name,
        )
    if day == 8 and letter.state is State.SENT and unanswered < MOST_UNANSWERED:
        return t(
            "It is about a week since your letter about **{name}**. One short second message is fine, if you want to; "
            "so is none. Afterwards, press `Sent again` under the letter.",
            name=name,
        )
    if day == 15 and letter.state is State.SENT:
        return t(
            "No answer about **{name}** so far. I close it here; that is about their time, not about your worth. "
            "If something still comes, `/letter reply` takes it.",
            name=name,
        )
    if day == 90 and letter.sent_at:
        return t(
            "About three months ago you wrote about **{name}**. If you still like the place, have a look whether "
            "something has opened. They may remember you; that is possible, not promised.",
            name=name,
        )
    return None
