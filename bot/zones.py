"""Time zones as people name them: a city, a country, or what a clock shows there now. Pure but for the machine's
zone files, which ``tzdata`` brings where there are none."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import UserError
from bot.words import t

SUGGESTED = (
    "Europe/London", "Europe/Berlin", "Europe/Helsinki", "America/New_York", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Sao_Paulo", "Africa/Lagos", "Africa/Johannesburg", "Asia/Dubai", "Asia/Kolkata",
    "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "UTC",
)  # fmt: skip
"""Large cities, all around; the first that are offered."""
_SHORT = {"nyc": "America/New_York", "la": "America/Los_Angeles", "sf": "America/Los_Angeles", "gmt": "UTC",
          "z": "UTC", "san francisco": "America/Los_Angeles", "munich": "Europe/Berlin", "delhi": "Asia/Kolkata",
          "mumbai": "Asia/Kolkata", "boston": "America/New_York", "seattle": "America/Los_Angeles"}  # fmt: skip
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_HERE = re.compile(r"(?:it(?:'s| is)|now|is)\s+|[\s,]+(?:o'clock|here|now)\b\.?", re.IGNORECASE)
"""What stands around a time that somebody says: it is 14:30 here."""
_SAME = 7
"""Minutes by which a clock may differ from what was typed: offsets lie a quarter of an hour apart."""
_DAY = 24 * 60


def read_time(typed: str) -> time:
    """The time of day that somebody typed: 18:30, 18.30, 7, 6:30 pm; UserError for anything else."""
    found = _TIME.fullmatch(typed.strip())
    if found is not None:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half:
            hour = 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    shown = " ".join(typed.split())[:20]
    raise UserError(
        t("I cannot read “{typed}” as a time of day. Type it like 18:30. Nothing changed.", typed=shown)
    )


def read_zone(typed: str) -> str:
    """The timezone that somebody typed: its full name, the city in it, or a country that has one alone; UserError
    where there is none, or several."""
    wanted = _plain(typed)
    for name in _known():
        if wanted in (_plain(name), _plain(_city(name))):
            return name
    if wanted in _SHORT:
        return _SHORT[wanted]
    # A zone names its own country first, then those that share it.
    own = [name for name, lands in _places().items() if lands[0] == wanted]
    found = own or [name for name, lands in _places().items() if wanted in lands]
    if len(found) == 1:
        return found[0]
    if found or _is_time(typed):
        raise UserError(
            t(
                "Several time zones fit that. Type a large city near you, such as Berlin or New York. Nothing changed."
            )
        )
    raise UserError(
        t(
            "I do not know that timezone. Type a large city in it, such as Berlin or New York, or UTC. Nothing changed."
        )
    )


def suggest(typed: str, now: datetime, most: int = 25) -> list[tuple[str, str]]:
    """What to offer while somebody types: label (at most 100 characters) and name of a zone, the best first.

    A time of day (14:30, it is 14:30 here) finds the zones whose clocks show it now; anything else is looked for in
    cities and countries.
    """
    wanted, said = _plain(typed), _HERE.sub("", typed.replace("’", "'")).strip()
    if not wanted:
        names = list(SUGGESTED)
    elif said[:1].isdigit():
        try:
            names = _at(read_time(said), now, whole_hour=said.isdecimal())
        except UserError:
            names = []
    else:
        names = _named(wanted)
    return [
        (f"{_city(name)} · {now.astimezone(ZoneInfo(name)):%H:%M} · {name}"[:100], name)
        for name in names[:most]
    ]


def instant(day: date, at: time, zone: str) -> datetime:
    """When a clock in that zone shows this on that day, as RFC 5545 (3.3.5) has it: a time that the clocks skip is read
    with the offset before the gap, of a time that comes twice the first is meant."""
    return datetime.combine(day, at, ZoneInfo(zone))


def _is_time(typed: str) -> bool:
    try:
        read_time(_HERE.sub("", typed.replace("’", "'")))
    except UserError:
        return False
    return True


def _at(at: time, now: datetime, *, whole_hour: bool) -> list[str]:
    """Where a clock shows this now; any minute of the hour while only the hour was typed."""
    minutes = at.hour * 60 + at.minute
    found = []
    for name in dict.fromkeys((*SUGGESTED, *_places())):
        there = now.astimezone(ZoneInfo(name))
        apart = abs(there.hour * 60 + there.minute - minutes)
        if min(apart, _DAY - apart) <= _SAME or (whole_hour and there.hour == at.hour):
            found.append(name)
    return found


def _named(wanted: str) -> list[str]:
    """Cities that begin so, then countries, then whatever else holds the words."""
    places = _places()
    begins = [name for name in _known() if _plain(_city(name)).startswith(wanted)]
    short = [zone for word, zone in _SHORT.items() if word.startswith(wanted)]
    # The land's own zone before those that it shares with others.
    lands = [
        (at, name)
        for name, lands in places.items()
        for at, land in enumerate(lands)
        if land.startswith(wanted)
    ]
    countries = [name for _, name in sorted(lands, key=lambda found: found[0])]
    holds = [name for name in _known() if wanted in _plain(name)]
    return list(
        dict.fromkeys((*sorted(begins, key=lambda name: name not in places), *short, *countries, *holds))
    )


@cache
def _known() -> tuple[str, ...]:
    """Every name that is a place, and UTC; where two name the same city, the one in use comes first."""
    places = _places()
    names = {
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
    }
    return ("UTC", *sorted(names, key=lambda name: (name not in places, name)))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """The zones in use today, each with its countries in plain letters."""
    lands = {code: _plain(name) for code, name in _table("iso3166.tab")}
    return {row[2]: tuple(lands[code] for code in row[0].split(",")) for row in _table("zone1970.tab")}


def _table(name: str) -> list[list[str]]:
    text = resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def _city(name: str) -> str:
    return name.rsplit("/", 1)[-1].replace("_", " ")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).casefold().replace("_", " ")
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
