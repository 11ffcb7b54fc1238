"""What the bot says when a text may speak of a crisis, and whom one can call, by country."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

WORDS_SELF = (
    "I'm a bot and can't assess this, but what you wrote matters. If you may be in immediate danger, contact local"
    " emergency services. You can reach a person now:"
)
"""To the member alone, after a text about themselves; nothing was published or stored."""
WORDS_OTHER = (
    "I'm a bot and can't assess this, but it is good that you care. If somebody may be in immediate danger, contact"
    " local emergency services. These people also help those who worry about somebody else:"
)
"""To the member alone, after a text about somebody else."""
BUTTONS = {
    "people": "People to talk to",
    "reach": "Ask a moderator to reach out",
    "meant": "I meant something else",
}

_ALIASES = {"UK": "GB"}
_LANGUAGES = {
    "cs": "CZ", "da": "DK", "de": "DE", "el": "GR", "fi": "FI", "fr": "FR", "hi": "IN", "hu": "HU", "it": "IT",
    "ja": "JP", "ko": "KR", "lt": "LT", "nl": "NL", "no": "NO", "pl": "PL", "th": "TH", "uk": "UA",
}  # fmt: skip
"""Where most of those live who chose a language of Discord's that names no country; shown first, never alone."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A service that a person in a country can call; ``hours`` is empty where they vary or are not certain."""

    country: str
    service: str
    number: str
    hours: str
    source: str
    reviewed_on: date

    def __str__(self) -> str:
        hours = f" ({self.hours})" if self.hours else ""
        return f"{self.service}: {self.number}{hours}"


@dataclass(frozen=True, slots=True)
class Directory:
    """Where helplines of every other country are listed."""

    service: str
    address: str

    def __str__(self) -> str:
        return f"{self.service}: {self.address}"


@dataclass(frozen=True, slots=True)
class People:
    """Whom to call: a country's helplines, none where it has no entry, and always the directory for the rest."""

    helplines: tuple[Helpline, ...]
    elsewhere: Directory


def helplines(country: str | None) -> People:
    """Whom to call in a country (ISO 3166-1 alpha-2, any case); an unknown or missing one has the directory alone."""
    lines, elsewhere, _ = _listed()
    code = (country or "").strip().upper()
    return People(lines.get(_ALIASES.get(code, code), ()), elsewhere)


def country_of(locale: str) -> str | None:
    """The country with an entry that a locale of Discord's points to (``en-GB``, ``de``); None where it does not."""
    language, _, region = locale.partition("-")
    code = region.upper() or _LANGUAGES.get(language, "")
    return code if code in _listed()[0] else None


def country_name(code: str) -> str:
    """The English name of a country that has an entry."""
    return _listed()[2][code]


def countries() -> tuple[str, ...]:
    """The countries that have an entry, sorted."""
    return tuple(sorted(_listed()[0]))


@cache
def _listed() -> tuple[dict[str, tuple[Helpline, ...]], Directory, dict[str, str]]:
    table = tomllib.loads((files("bot.safety") / "data" / "helplines.toml").read_text(encoding="utf-8"))
    lines: dict[str, tuple[Helpline, ...]] = {}
    for entry in table["helpline"]:
        line = _checked(entry)
        lines[line.country] = (*lines.get(line.country, ()), line)
    names: dict[str, str] = table["countries"]
    if names.keys() != lines.keys():
        raise ValueError(f"countries without a name or a helpline: {sorted(names.keys() ^ lines.keys())}")
    return lines, Directory(**table["anywhere"]), names


def _checked(entry: dict[str, Any]) -> Helpline:
    """The helpline of one entry; ValueError for one that a member in need could not use."""
    line = Helpline(**{"hours": "", **entry})
    if not re.fullmatch(r"[A-Z]{2}", line.country):
        raise ValueError(f"{line.service}: {line.country!r} is no country code")
    if not re.fullmatch(r"\*?[0-9]([ -]?[0-9])+", line.number):
        raise ValueError(f"{line.service}: {line.number!r} is no telephone number")
    if not line.service or not line.source.startswith("https://"):
        raise ValueError(f"{line.country} {line.number}: a helpline needs a name and a source")
    return line
