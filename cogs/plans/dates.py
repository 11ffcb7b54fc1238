"""The day of an interview, as people type it. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.words import t
from bot.zones import instant, read_time, read_zone

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
FARTHEST = 730
"""Days ahead."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? ?(?:of )?([a-z]{3,9})|([a-z]{3,9}) ?(\d{1,2})(?:st|nd|rd|th)?),? ?(\d{4})?"
)


def read_day(typed: str, today: date) -> date:
    """2026-12-04, 4 December, Dec 4 2026, tomorrow, Thursday; without a year the next such day.

    UserError for what is no date, is past or too far ahead, or could be read in two ways (4/12)."""
    plain = " ".join(typed.casefold().replace(",", " ").split())
    day = _relative(plain, today) or _absolute(plain, today)
    if day is None:
        raise UserError(
            t(
                "I cannot read “{typed}” as a date. Type it like 2026-12-04 or 4 December. Nothing changed.",
                typed=typed.strip()[:30],
            )
        )
    if day < today:
        raise UserError(
            t("{day} is past. Type a date that is still to come. Nothing changed.", day=f"{day:%-d %B %Y}")
        )
    if (day - today).days > FARTHEST:
        raise UserError(t("{day} is more than two years away. Nothing changed.", day=f"{day:%-d %B %Y}"))
    return day


def read_interview(day: str, at: str, zone: str, now: datetime) -> tuple[datetime, str]:
    """The instant of an interview and the zone; UserError where something of it cannot be read, or it is past."""
    name, clock = read_zone(zone), read_time(at)
    found = instant(read_day(day, now.astimezone(ZoneInfo(name)).date()), clock, name)
    if found <= now:
        raise UserError(t("That was already today. Type a time that is still to come. Nothing changed."))
    return found, name


def _relative(plain: str, today: date) -> date | None:
    steps = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if plain in steps:
        return today + timedelta(days=steps[plain])
    word = plain.removeprefix("next ").removeprefix("on ")
    fitting = [number for number, name in enumerate(WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    if len(fitting) != 1:
        return None
    ahead = (fitting[0] - today.weekday()) % 7
    return today + timedelta(days=ahead or 7)


def _absolute(plain: str, today: date) -> date | None:
    iso, named = _ISO.fullmatch(plain), _NAMED.fullmatch(plain)
    if iso is not None:
        return _real(int(iso[1]), int(iso[2]), int(iso[3]))
    if named is None:
        return None
    month = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(named[2] or named[3])), None)
    number = int(named[1] or named[4])
    if month is None:
        return None
    if named[5]:
        return _real(int(named[5]), month, number)
    this = _real(today.year, month, number)
    # Half a year back is next year's; less is a slip, and said to be past.
    if this is not None and (today - this).days > 183:
        return _real(today.year + 1, month, number)
    return this or _real(today.year + 1, month, number)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
