"""The sentences and word lists of ``content/en/letters``, read once and checked when read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parents[1] / "content" / "en" / "letters"
TONES = ("warm", "formal", "brief")
VARIANTS = (
    "applied",
    "screen",
    "final",
    "internal",
    "ghosted",
    "academic",
    "teaching_nursing",
    "public_sector",
    "keep_in_touch",
    "thanks_for_reply",
)
NAME = re.compile(r"\{([a-z_]+)\}")
"""A gap in a sentence."""


@cache
def words(kind: str) -> Any:
    """A word list of ``words.toml`` as a set, or a table of it as it is."""
    content = _read("words")[kind]
    return content if isinstance(content, dict) else frozenset(content)


@cache
def plan(variant: str, tone: str) -> list[list[str]]:
    """The paragraphs of a letter, each as the names of its slots."""
    return [paragraph.split() for paragraph in _read(variant)[tone]["paragraphs"]]


@cache
def phrasings(variant: str, tone: str, slot: str) -> tuple[str, ...]:
    """The phrasings of a slot: the variant's own, else the shared ones of the tone."""
    own: dict[str, Any] = _read(variant)[tone]
    found = own[slot] if slot in own else _read("shared")[tone][slot]
    return tuple(found)


def limit_of_questions(variant: str, tone: str) -> int:
    """How many of the member's questions the letter may ask."""
    content = _read(variant)
    return int(content[tone].get("questions", content["questions"]))


def dispensable(tone: str) -> tuple[str, ...]:
    """The slots that a letter of this tone leaves out when it grows too long, in that order."""
    return tuple(_read("shared")[tone].get("dispensable", ()))


def subject_start(variant: str) -> str:
    """What the subject line begins with."""
    return str(_read(variant)["subject"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))
