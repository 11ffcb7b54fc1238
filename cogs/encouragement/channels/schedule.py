"""On which days and when something is posted in a channel. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.words import t
from bot.zones import instant

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LATE = timedelta(minutes=30)
"""What could not be posted for this long is left out."""
KEPT = 40
"""How many of the last ones are remembered."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """``weekdays``: Monday is 0; ``due``: the next one; ``shown``: ids of what stood there, the last one at the end."""

    id: str
    guild_id: int
    channel_id: int
    weekdays: tuple[int, ...]
    at: time
    zone: str
    theme: str
    due: datetime
    shown: tuple[str, ...] = ()

    def scheduled(self, after: datetime) -> Schedule:
        """With the next due time after an instant."""
        day = after.astimezone(ZoneInfo(self.zone)).date()
        while day.weekday() not in self.weekdays or instant(day, self.at, self.zone) <= after:
            day += timedelta(days=1)
        return replace(self, due=instant(day, self.at, self.zone))

    def after_posting(self, words_id: str, now: datetime) -> Schedule:
        return replace(self, shown=(*self.shown, words_id)[-KEPT:]).scheduled(now)

    @property
    def days(self) -> str:
        """Its weekdays in words."""
        if len(self.weekdays) == len(DAYS):
            return t("Every day")
        return ", ".join(t(DAYS[day]) for day in self.weekdays)


def read_weekdays(typed: str) -> tuple[int, ...]:
    """The weekdays that somebody typed: ``Mon, Thu``, ``Tuesday``, ``weekdays``; UserError for anything else."""
    plain = typed.casefold().strip()
    whole = {"weekdays": range(5), "daily": range(7), "every day": range(7), "weekend": (5, 6)}
    if plain in whole:
        return tuple(whole[plain])
    found = set()
    for word in re.split(r"[\s,;/&+]+|\band\b", plain):
        fitting = [
            number
            for number, day in enumerate(DAYS)
            if len(word) > 1 and day.casefold().startswith(word.rstrip("s."))
        ]
        if word and len(fitting) != 1:
            raise UserError(
                t(
                    "I cannot read “{typed}” as weekdays. Type them like Monday, Thursday. Nothing changed.",
                    typed=" ".join(typed.split())[:30],
                )
            )
        found.update(fitting)
    if not found:
        raise UserError(t("Say at least one weekday, such as Monday. Nothing changed."))
    return tuple(sorted(found))
