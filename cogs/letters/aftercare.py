"""What comes after a letter went out: it is recorded, followed up, answered. One method is one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import outbox
from bot.db import Session
from bot.errors import UserError
from bot.reasons import Why
from bot.safety.neutral import is_blank, tidy
from bot.words import t
from bot.zones import read_zone
from cogs.letters.digest import channels, guessed_reason, proposed, sentences
from cogs.letters.letter import Habits, Letter, Reply, State
from cogs.letters.service import DAYS, OPEN_REPLY, REMIND, Letters
from cogs.letters.store import new_id

MOST_UNANSWERED = 2
HIDDEN = timedelta(hours=24)
LONGEST_REPLY = 4000
_LEGAL = re.compile(r"\b(?:the|inc|ltd|limited|llc|llp|plc|gmbh|ag|corp|co|company|group)\b\.?")


@dataclass(frozen=True, slots=True)
class Digest:
    """An answer with its letter; ``seconded`` is the employer of an earlier answer that names the same reason."""

    letter: Letter
    reply: Reply
    seconded: str = ""


def employer(company: str) -> str:
    """A company's name as it is compared: without case, signs and legal form."""
    plain = re.sub(r"[^\w\s]", " ", company.casefold())
    return " ".join(_LEGAL.sub(" ", plain).split()) or plain.strip()


def local_due(since: datetime, days: int, habits: Habits) -> datetime:
    """So many days after an instant, at the member's hour in their timezone."""
    zone = ZoneInfo(habits.zone)
    day = since.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, time(habits.hour), zone)


def _why(text: str, stated: str, control: str) -> Why:
    """The reason that the owner chose, or the one that an answer's words speak of."""
    why = Why.of(stated, "stated", control) or Why.of(guessed_reason(text), "inferred", control)
    return why or Why("unknown", "inferred")


class Aftercare:
    """The use cases after sending."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        self._store = letters.store
        self._begin = letters.database.begin
        self._clock = letters.clock
        self._quiet = letters.quiet

    async def sent(self, owner_id: int, letter_id: str) -> Letter:
        """Record that the letter went out, or a second message after it; UserError for a third without an answer."""
        async with self._begin() as session:
            letter = await self._get(session, owner_id, letter_id)
            if letter.state is State.ANSWERED:
                raise UserError(t("They have answered this one. Nothing changed."))
            if await self.unanswered(session, letter) >= MOST_UNANSWERED:
                raise UserError(
                    t(
                        "Two messages to {company} have no answer yet. I would leave it there: a third rarely helps, "
                        "and silence says nothing about your work. If an answer came, `/letter reply` records it.",
                        company=letter.company or t("them"),
                    )
                )
            letter = replace(letter, state=State.SENT, sent_at=(*letter.sent_at, self._clock.now()))
            await self._put(session, letter)
            await self.schedule(session, letter, await self._store.habits(session, owner_id))
            return letter

    async def unanswered(self, session: Session, letter: Letter) -> int:
        """How many messages to this letter's employer have no answer."""
        name = employer(letter.company)
        letters = await self._store.all(session, letter.owner_id)
        same = [one for one in letters if one.id == letter.id or (name and employer(one.company) == name)]
        return sum(one.unanswered for one in same)

    async def remind(self, owner_id: int, hour: int, zone: str) -> tuple[Habits, list[datetime]]:
        """Turn reminders on, for every open letter, at an hour of the member's timezone; the next due times."""
        async with self._begin() as session:
            habits = await self._store.habits(session, owner_id)
            habits = replace(habits, reminders=True, hour=hour, zone=read_zone(zone))
            await self._store.put_habits(session, habits)
            due: list[datetime] = []
            for letter in await self._store.all(session, owner_id):
                due += await self.schedule(session, letter, habits)
            return habits, sorted(due)

    async def stop_reminders(self, owner_id: int) -> None:
        async with self._begin() as session:
            habits = await self._store.habits(session, owner_id)
            await self._store.put_habits(session, replace(habits, reminders=False))
            for letter in await self._store.all(session, owner_id):
                await self._withdraw(session, letter, DAYS)

    async def not_today(self, owner_id: int) -> None:
        """No reminder and no prompt of any kind until tomorrow, by the member's own calendar."""
        async with self._begin() as session:
            habits = await self._store.habits(session, owner_id)
            until = local_due(self._clock.now(), 1, replace(habits, hour=0))
            await self._quiet.still(session, owner_id, until)

    async def silent_until(self, session: Session, habits: Habits) -> datetime | None:
        """When somebody who wants to be left alone may be written to again, at their hour; None if that is now."""
        until = await self._quiet.until(session, habits.owner_id)
        return max(local_due(until, 0, habits), until) if until is not None else None

    async def no_offers(self, owner_id: int) -> None:
        """Offer this member no letter after a rejection any more."""
        async with self._begin() as session:
            habits = await self._store.habits(session, owner_id)
            await self._store.put_habits(session, replace(habits, offers=False))

    async def habits(self, owner_id: int) -> Habits:
        async with self._begin() as session:
            return await self._store.habits(session, owner_id)

    async def schedule(self, session: Session, letter: Letter, habits: Habits) -> list[datetime]:
        """Ask for the reminders of a letter that are still to come, if its owner wants any; their times."""
        if not habits.reminders or not letter.version:
            return []
        wanted: Iterable[int] = DAYS[:1] if not letter.sent_at else DAYS[1:]
        if letter.state in (State.ANSWERED, State.CLOSED):
            wanted = DAYS[3:]
        since = letter.sent_at[-1] if letter.sent_at else letter.created_at
        await self._withdraw(session, letter, DAYS)
        due = []
        for day in wanted:
            at = local_due(since, day, habits)
            if at > self._clock.now():
                await outbox.request(session, REMIND, f"{letter.id}/{day}", due=at)
                due.append(at)
        return due

    async def record(self, owner_id: int, letter_id: str, typed: Mapping[str, str], *, hide: bool) -> Digest:
        """Keep what came back, perhaps hidden for a day; the letter counts as answered."""
        text = tidy(typed.get("text", ""))
        if is_blank(text):
            raise UserError(t("There is nothing in it to read yet. Nothing changed."))
        now = self._clock.now()
        reply = Reply(
            id=new_id(),
            letter_id=letter_id,
            text=text[:LONGEST_REPLY],
            came_at=now,
            channel=typed.get("channel", "") if typed.get("channel", "") in channels() else "",
            paraphrase=tidy(typed.get("paraphrase", ""))[:300],
            why=_why(text, typed.get("reason", ""), typed.get("control", "")),
            hidden_until=now + HIDDEN if hide else None,
        )
        async with self._begin() as session:
            letter = await self._get(session, owner_id, letter_id)
            letter = replace(letter, state=State.ANSWERED)
            await self._put(session, letter)
            await self._withdraw(session, letter, DAYS[:3])
            await self._store.put_reply(session, reply)
            if reply.hidden_until is not None:
                await outbox.request(session, OPEN_REPLY, reply.id, due=reply.hidden_until)
            return await self._digest(session, letter, reply)

    async def digest(self, owner_id: int, reply_id: str) -> Digest:
        """An answer of the owner's; UserError where there is none of that id."""
        async with self._begin() as session:
            return await self._read(session, owner_id, reply_id)

    async def unhide(self, owner_id: int, reply_id: str) -> Digest:
        async with self._begin() as session:
            digest = await self._read(session, owner_id, reply_id)
            await outbox.withdraw(session, OPEN_REPLY, reply_id)
            return await self._changed(session, digest, hidden_until=None)

    async def later(self, owner_id: int, reply_id: str) -> Digest:
        """Hide an answer for another day."""
        async with self._begin() as session:
            digest = await self._read(session, owner_id, reply_id)
            until = self._clock.now() + HIDDEN
            await outbox.request(session, OPEN_REPLY, reply_id, due=until)
            return await self._changed(session, digest, hidden_until=until)

    async def sort(self, owner_id: int, reply_id: str, kinds: Mapping[int, str] | None) -> Digest:
        """Say what a sentence is (its number to its kind), or take every proposal (None)."""
        async with self._begin() as session:
            digest = await self._read(session, owner_id, reply_id)
            parts = sentences(digest.reply.text)
            now = [*digest.reply.kinds, *[""] * (len(parts) - len(digest.reply.kinds))]
            for number, part in enumerate(parts):
                if kinds is None:
                    now[number] = now[number] or proposed(part)
                elif number in kinds:
                    now[number] = kinds[number]
            return await self._changed(session, digest, kinds=tuple(now))

    async def keep(self, owner_id: int, reply_id: str, sentence: str) -> Digest:
        """Keep one thing to work on, in place of another; empty for none."""
        async with self._begin() as session:
            return await self._changed(session, await self._read(session, owner_id, reply_id), kept=sentence)

    async def discard(self, owner_id: int, reply_id: str) -> Letter:
        """Throw an answer away; that the letter was answered stays."""
        async with self._begin() as session:
            digest = await self._read(session, owner_id, reply_id)
            await outbox.withdraw(session, OPEN_REPLY, reply_id)
            await self._store.delete_reply(session, reply_id)
            return digest.letter

    async def last_reply(self, owner_id: int, letter_id: str) -> Reply | None:
        async with self._begin() as session:
            letter = await self._get(session, owner_id, letter_id)
            replies = await self._store.replies(session, [letter.id])
            return replies[-1] if replies else None

    async def _read(self, session: Session, owner_id: int, reply_id: str) -> Digest:
        reply = await self._store.reply(session, reply_id)
        letter = await self._store.get(session, owner_id, reply.letter_id) if reply else None
        if reply is None or letter is None:
            raise UserError(t("I have no such answer of yours. `/letter list` shows your letters."))
        return await self._digest(session, letter, reply)

    async def _digest(self, session: Session, letter: Letter, reply: Reply) -> Digest:
        """Two answers are independent when they came from different employers."""
        if reply.reason == "unknown":
            return Digest(letter, reply)
        others = {
            one.id: one
            for one in await self._store.all(session, letter.owner_id)
            if one.id != letter.id and employer(one.company) != employer(letter.company)
        }
        for other in await self._store.replies(session, list(others)):
            if other.reason == reply.reason:
                return Digest(letter, reply, others[other.letter_id].company or "…")
        return Digest(letter, reply)

    async def _changed(self, session: Session, digest: Digest, **values: object) -> Digest:
        reply = replace(digest.reply, **values)  # type: ignore[arg-type]  # named by the callers above
        await self._store.put_reply(session, reply)
        return replace(digest, reply=reply)

    async def _get(self, session: Session, owner_id: int, letter_id: str) -> Letter:
        return await self._letters.own(session, owner_id, letter_id)

    async def _put(self, session: Session, letter: Letter) -> None:
        await self._store.put(session, replace(letter, updated_at=self._clock.now()))

    async def _withdraw(self, session: Session, letter: Letter, days: Iterable[int]) -> None:
        for day in days:
            await outbox.withdraw(session, REMIND, f"{letter.id}/{day}")
