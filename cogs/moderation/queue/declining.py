"""Why a post is declined: reasons from a list, words of one's own, or both."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.words import t

CONTENT = Path(__file__).parents[1] / "content" / "en" / "declining.toml"


@dataclass(frozen=True, slots=True)
class Reason:
    """``choice`` is for moderators, ``author`` for the author."""

    name: str
    choice: str
    author: str


@cache
def reasons() -> tuple[Reason, ...]:
    return tuple(Reason(**one) for one in tomllib.loads(CONTENT.read_text("utf-8"))["reason"])


def reason_words(chosen: str, own: str) -> str:
    """What the author reads: the chosen reason, then the moderator's own words; empty where there is neither."""
    listed = [t(reason.author) for reason in reasons() if reason.name == chosen]
    return "\n\n".join([*listed, *([own.strip()] if own.strip() else [])])
