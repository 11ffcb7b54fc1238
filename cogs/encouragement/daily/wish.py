"""When somebody wants prompts, and when the next one may come. Pure.

At most one on a day and three in seven days, on fixed weekdays at the member's own hour, never in their quiet hours.
After two that nobody reacted to every second one is left out; after four they end. What was due while the bot was
away does not come later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.words import t
from bot.zones import instant, read_time

Ended = Literal["", "you", "ignored", "closed"]
"""Nobody ended them; the member did; four went by without an answer; Discord does not let the bot write any more."""

WEEKDAYS = {1: (2,), 2: (1, 4), 3: (0, 2, 4)}
"""How many a week to their weekdays, Monday being 0: spread, so that there is always a day between."""
MOST_IN_A_WEEK = 3
HALVED_AFTER, ENDED_AFTER = 2, 4
LATE = timedelta(minutes=30)
"""What could not be sent for this long is left out."""
_WEEK, _KEPT = timedelta(days=7), timedelta(days=9)
"""A week, and so long is remembered when prompts came: a week of days, wherever it is counted."""
_RANGE = re.compile(r"\s*(\S+(?:\s*[ap]m)?)\s*(?:-|–|—|to|until)\s*(\S+(?:\s*[ap]m)?)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day in which nothing comes; they may run over midnight. None where both ends are the same."""

    begin: time = time(20)
    end: time = time(9)

    def holds(self, at: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end

    def __str__(self) -> str:
        return t("none") if self.begin == self.end else f"{self.begin:%H:%M}–{self.end:%H:%M}"

    @classmethod
    def read(cls, typed: str) -> Quiet:
        """``20:00–09:00``, ``8 pm to 9 am`` or ``none``; UserError for anything else."""
        if typed.strip().casefold() in ("none", "no", "-", "0"):
            return cls(time(0), time(0))
        found = _RANGE.fullmatch(typed)
        if found is None:
            raise UserError(t("Type quiet hours like 20:00–09:00, or `none`. Nothing changed."))
        return cls(read_time(found[1]), read_time(found[2]))


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member asked for, and what came of it.

    ``due``: when the next prompt comes, None while none does; ``count``: how many came so far; ``unheard``: how many
    of the last ones nobody reacted to; ``sent``: when those of the last days came. Instants, since a member who moves
    to another zone has other days.
    """

    id: str
    owner_id: int
    per_week: int = 3
    at: time = time(18)
    zone: str = "UTC"
    quiet: Quiet = Quiet()
    paused_until: datetime | None = None
    ended: Ended = ""
    due: datetime | None = None
    count: int = 0
    unheard: int = 0
    sent: tuple[datetime, ...] = ()

    @property
    def is_halved(self) -> bool:
        return self.unheard >= HALVED_AFTER

    @property
    def is_ignored(self) -> bool:
        """So many went by that no more should come."""
        return self.unheard >= ENDED_AFTER

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def begun(self, now: datetime, *, per_week: int, at: time, zone: str, quiet: Quiet) -> Wish:
        """Asked for, or asked for anew; UserError where the hour is one of the quiet ones."""
        if quiet.holds(at):
            raise UserError(
                t(
                    "{at} is in your quiet hours ({quiet}). Choose another hour or other quiet hours. Nothing changed.",
                    at=f"{at:%H:%M}",
                    quiet=quiet,
                )
            )
        wish = replace(self, per_week=per_week, at=at, zone=zone, quiet=quiet)
        return replace(wish, ended="", paused_until=None, unheard=0).scheduled(now)

    def stopped(self, why: Ended = "you") -> Wish:
        return replace(self, ended=why, due=None)

    def paused(self, until: datetime) -> Wish:
        return replace(self, paused_until=until).scheduled(until)

    def heard(self, now: datetime) -> Wish:
        """The member reacted to a prompt: the old rhythm again."""
        was_halved = self.is_halved
        wish = replace(self, unheard=0)
        return wish.scheduled(max(now, self.paused_until or now)) if was_halved and self.due else wish

    def after_sending(self, now: datetime) -> Wish:
        """The prompt that was due has been sent."""
        recent = tuple(at for at in self.sent if now - at < _KEPT)
        sent = (*recent, self.due or now)
        wish = replace(self, count=self.count + 1, unheard=self.unheard + 1, sent=sent)
        return wish.scheduled(now)

    def scheduled(self, after: datetime) -> Wish:
        """With the next due time after an instant."""
        slots = self._slots(after)
        due = next(slots)
        if self.is_halved:
            due = next(slots)
        return replace(self, due=due)

    def is_missed(self, now: datetime) -> bool:
        """Whether it is too late for what was due, or the wrong time of day for it by now."""
        return self.due is None or now - self.due > LATE or self.quiet.holds(self.local(now).time())

    def _slots(self, after: datetime) -> Iterator[datetime]:
        day = self.local(after).date()
        while True:
            at = instant(day, self.at, self.zone)
            if day.weekday() in WEEKDAYS[self.per_week] and at > after and self._is_room_on(day):
                yield at
            day += timedelta(days=1)

    def _is_room_on(self, day: date) -> bool:
        days = [self.local(at).date() for at in self.sent]
        return day not in days and sum(abs(day - one) < _WEEK for one in days) < MOST_IN_A_WEEK

    def dump(self) -> str:
        kept = {**asdict(self), "at": self.at.isoformat(), "sent": [at.isoformat() for at in self.sent]}
        kept["quiet"] = [self.quiet.begin.isoformat(), self.quiet.end.isoformat()]
        for name in ("paused_until", "due"):
            value = getattr(self, name)
            kept[name] = value.isoformat() if value else None
        del kept["id"]
        return json.dumps(kept)

    @classmethod
    def load(cls, wish_id: str, dumped: str) -> Wish:
        kept: dict[str, Any] = json.loads(dumped)
        for name in ("paused_until", "due"):
            kept[name] = datetime.fromisoformat(kept[name]) if kept[name] else None
        kept["at"] = time.fromisoformat(kept["at"])
        kept["quiet"] = Quiet(*(time.fromisoformat(end) for end in kept["quiet"]))
        kept["sent"] = tuple(datetime.fromisoformat(at) for at in kept["sent"])
        return cls(id=wish_id, **kept)
