"""A member's private notes: asked, kept, added to, read, deleted. One method is one transaction; no Discord here."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.db import Session
from bot.errors import UserError
from bot.moments import Moment
from bot.safety.neutral import is_blank, tidy
from bot.words import t
from cogs.encouragement.questions import Question, next_question, questions
from cogs.encouragement.service import Encouragement
from cogs.encouragement.store import Note

LONGEST = 4000
"""Characters of a note: what one of Discord's forms holds."""
MOST_NOTES = 2000
OPEN_FOR = timedelta(hours=2)
"""So long a question in the DM waits for an answer."""
KEEP = {
    "back": "Keep it, and bring it back to me some day",
    "keep": "Keep it, only for me to open",
    "none": "Do not keep it",
}


class Journal:
    """The use cases of `/reflect`."""

    def __init__(self, service: Encouragement) -> None:
        self._service = service
        self._begin = service.database.begin
        self._clock = service.clock

    async def ask(self, user_id: int, seed: str) -> Question:
        """A question; on the first day after a no, one that asks for no plan."""
        phase = await self._service.phase(user_id)
        async with self._begin() as session:
            state = await self._service.states.hold(session, user_id)
            asked = [one.removeprefix("q-") for one in state.seen if one.startswith("q-")]
            question = next_question(asked, seed, first_day=phase == "day")
            seen = (*(one for one in state.seen if one != f"q-{question.id}"), f"q-{question.id}")
            await self._service.states.put(session, user_id, replace(state, seen=seen))
            return question

    async def write(self, user_id: int, question_id: str, text: str, keep: str) -> Note | None:
        """Keep a note, or not at all; UserError where there is nothing in it or it is too long."""
        text = _checked(text)
        if keep == "none":
            return None
        async with self._begin() as session:
            return await self._add(session, user_id, question_id, text, back=keep != "keep")

    async def open_in_dm(self, user_id: int, question_id: str) -> None:
        """From now on, what the member types in the DM is an answer to this question."""
        async with self._begin() as session:
            state = await self._service.states.hold(session, user_id)
            asked_at = self._clock.now().isoformat()
            await self._service.states.put(
                session, user_id, replace(state, asking=question_id or "-", asked_at=asked_at, note="")
            )

    async def waits(self, user_id: int) -> bool:
        """Whether an answer in the DM is waited for."""
        async with self._begin() as session:
            state = await self._service.states.get(session, user_id)
        if not state.asking:
            return False
        return self._clock.now() - datetime.fromisoformat(state.asked_at) <= OPEN_FOR

    async def close(self, user_id: int) -> bool:
        """Wait no longer; whether anything waited."""
        async with self._begin() as session:
            state = await self._service.states.get(session, user_id)
            if not state.asking:
                return False
            await self._service.states.put(session, user_id, replace(state, asking="", asked_at="", note=""))
            return True

    async def heard(self, user_id: int, text: str) -> Note:
        """A message in the DM: the note, or more of it. Each is kept before it is answered."""
        async with self._begin() as session:
            state = await self._service.states.get(session, user_id)
            note = await self._service.notes.get(session, user_id, state.note) if state.note else None
            if note is None:
                note = await self._add(session, user_id, state.asking, _checked(text), back=True)
            else:
                note = replace(note, text=_checked(f"{note.text}\n\n{tidy(text)}"))
                await self._service.notes.put(session, user_id, note)
            kept = replace(state, note=note.id, asked_at=self._clock.now().isoformat())
            await self._service.states.put(session, user_id, kept)
            return note

    async def all(self, user_id: int) -> Sequence[Note]:
        """The member's notes, the newest first."""
        async with self._begin() as session:
            return await self._service.notes.all(session, user_id)

    async def bring_back(self, user_id: int, note_id: str, *, back: bool) -> None:
        """Whether a note may be brought back some day."""
        async with self._begin() as session:
            note = await self._service.notes.get(session, user_id, note_id)
            if note is None:
                raise UserError(t("That note is not here any more."))
            await self._service.notes.put(session, user_id, replace(note, back=back))

    async def delete(self, user_id: int, note_id: str | None) -> int:
        """Delete one note at once and for good, or all of them (None); how many went."""
        async with self._begin() as session:
            state = await self._service.states.get(session, user_id)
            if note_id is None or state.note == note_id:
                await self._service.states.put(session, user_id, replace(state, note=""))
            return await self._service.notes.delete(session, user_id, note_id)

    async def _add(self, session: Session, user_id: int, question_id: str, text: str, *, back: bool) -> Note:
        if len(await self._service.notes.all(session, user_id)) >= MOST_NOTES:
            raise UserError(
                t("Your journal is full. Delete a note in `/reflect read` first; this one is not kept yet.")
            )
        question = questions().get(question_id)
        asked = question.text if question else ""
        note = Note(secrets.token_urlsafe(9), self._clock.now(), text, asked, back)
        await self._service.notes.add(session, user_id, note)
        return note


def notes_of(journal: Journal) -> Callable[[int], Awaitable[Sequence[Moment]]]:
    """A source of moments: that a note was written, and the note."""

    async def found(user_id: int) -> Sequence[Moment]:
        return [Moment("note", note.written_at, note.text) for note in await journal.all(user_id)]

    return found


def _checked(text: str) -> str:
    text = tidy(text)
    if is_blank(text):
        raise UserError(t("There is nothing in it to keep yet. Nothing changed."))
    if len(text) > LONGEST:
        raise UserError(
            t(
                "A note holds {most} characters; this would be {count}. What was kept before is as it was. "
                "Begin another note for the rest.",
                most=f"{LONGEST:,}",
                count=f"{len(text):,}",
            )
        )
    return text
