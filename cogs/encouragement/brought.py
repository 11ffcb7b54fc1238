"""Which of somebody's own words may be brought back, and when. Pure."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from bot.safety.screen import screen
from cogs.encouragement.entries import mistake, parsed
from cogs.encouragement.prompts import CONTENT

RESTS = timedelta(hours=24)
"""A note is not brought back before it is this old."""
AGAIN = timedelta(hours=40)
"""Nor twice within this: with prompts on every second day, even a single note leads."""
SHARE = 0.75
"""How often own words come where some may: more often than a stock prompt."""
SHORTEST = 12
"""Characters: less is no thought to come back to."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Something that this person wrote, or that a peer wrote to them. ``kind``: own-note or peer-words."""

    kind: str
    key: str
    text: str
    at: datetime

    @property
    def shown_as(self) -> str:
        return f"{self.kind}.{self.key}"


def key_of(text: str) -> str:
    """A short name for a text that has none: it tells nothing, and is kept sealed alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_dark(text: str) -> bool:
    """Whether a text speaks of a crisis or against its writer: then it is never brought back. Errs towards yes."""
    return (
        screen(text).verdict != "clear" or dark_words().search(text.casefold().replace("’", "'")) is not None
    )


@cache
def dark_words(locale: str = "en", content: Path = CONTENT) -> re.Pattern[str]:
    """What finds a note that stays in the journal; StartupError that names the file where there is nothing in it."""
    file = content / locale / "dark.toml"
    phrases = parsed(file)[1].get("dark")
    if (
        not isinstance(phrases, list)
        or not phrases
        or not all(one and isinstance(one, str) for one in phrases)
    ):
        raise mistake(file, 1, "it holds no list of words called dark")
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in phrases)})")


def may_return(
    words: Sequence[OwnWords], back: Mapping[str, str], unwanted: Sequence[str], now: datetime
) -> list[OwnWords]:
    """The words that may come now: rested, not dark, not unwanted, not brought back just now; the oldest first."""
    found = []
    for one in sorted(words, key=lambda one: (one.at, one.key)):
        last = back.get(one.shown_as)
        rested = now - one.at >= RESTS and (not last or now - datetime.fromisoformat(last) >= AGAIN)
        if (
            rested
            and one.shown_as not in unwanted
            and len(one.text.strip()) >= SHORTEST
            and not is_dark(one.text)
        ):
            found.append(one)
    return found


def pick(words: Sequence[OwnWords], back: Mapping[str, str], seed: str) -> OwnWords | None:
    """One of these words, more often than none; the one that was brought back longest ago, or never."""
    chance = random.Random(f"own:{seed}")  # noqa: S311  a choice of words, not a secret
    if not words or chance.random() >= SHARE:
        return None
    longest = min(back.get(one.shown_as, "") for one in words)
    return chance.choice([one for one in words if back.get(one.shown_as, "") == longest])
