"""What prompts in channels say, by theme, read from ``content/<locale>/channels.toml``. Pure."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cogs.encouragement.entries import mistake, read
from cogs.encouragement.prompts import CONTENT

LONGEST = {"say": 200, "ask": 100}
"""Characters; a question must fit where a form shows it."""
LEAST = 2
"""So many words a theme needs, so that none comes twice in a row."""


@dataclass(frozen=True, slots=True)
class Words:
    """A thought, and a question that may be answered."""

    id: str
    say: str
    ask: str


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    name: str
    words: tuple[Words, ...]


@cache
def themes(locale: str = "en", content: Path = CONTENT) -> Mapping[str, Theme]:
    """Every theme by its id; StartupError that names the file and the line where something is wrong."""
    file = content / locale / "channels.toml"
    found: dict[str, Theme] = {}
    ids: set[str] = set()
    for theme, line in read(file, "theme", _theme):
        own = {one.id for one in theme.words}
        if theme.id in found or ids & own or len(own) < len(theme.words):
            raise mistake(file, line, "two have the same id")
        found[theme.id] = theme
        ids |= own
    return found


def find(words_id: str) -> Words | None:
    """The words of that id; None where they are no more."""
    return next((one for theme in themes().values() for one in theme.words if one.id == words_id), None)


def next_words(theme: Theme, shown: Sequence[str], just_there: Collection[str], seed: str) -> Words:
    """What comes next: something that was not there yet, later what was there longest ago; never what stood in the
    channel just now (``just_there``)."""
    left = [one for one in theme.words if one.id not in just_there] or list(theme.words)
    last = {words_id: place for place, words_id in enumerate(shown)}
    oldest = min(last.get(one.id, -1) for one in left)
    chance = random.Random(f"{seed}:{len(shown)}")  # noqa: S311  a choice of words, not a secret
    return chance.choice([one for one in left if last.get(one.id, -1) == oldest])


def _theme(entry: Mapping[str, Any]) -> Theme:
    theme = Theme(entry["id"], entry["name"], tuple(_words(one) for one in entry["words"]))
    if len(theme.words) < LEAST:
        raise ValueError(f"it needs {LEAST} words and more")
    return theme


def _words(entry: Mapping[str, str]) -> Words:
    if not re.fullmatch(r"[a-z-]{3,40}", entry["id"]):
        raise ValueError(f"{entry['id']} is no id of small letters and hyphens")
    for name, most in LONGEST.items():
        text = entry[name]
        if not text or len(text) > most or "!" in text:
            raise ValueError(f"{entry['id']}: {name} has 1 to {most} characters and no exclamation mark")
    return Words(entry["id"], entry["say"], entry["ask"])
