"""An employer's answer, taken apart: sentence by sentence, with a proposal for each. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.reasons import REASONS
from bot.safety.neutral import tidy

CONTENT = Path(__file__).parent / "content" / "en"
KINDS = ("observation", "interpretation", "insult")
MOST = 20
"""Sentences that are sorted; what follows stays together as the last one."""
_END = re.compile(
    r"(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<=[.!?…])[\"'”’)]*\s+(?=\S)|\n+"
)
_GREETING = re.compile(
    r"(?i)(?:dear|hi|hello|good (?:morning|day|afternoon)|(?:kind|best|warm)?\s*regards|best wishes|yours\b|sincerely)"
    r"\b[^.!?]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it may have been a no, as the member would say it, and one small step that answers it."""

    name: str
    label: str
    step: str
    words: tuple[str, ...]


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "digest.toml").read_text("utf-8"))


@cache
def reasons() -> Mapping[str, Reason]:
    return {
        name: Reason(name, REASONS[name], one["step"], tuple(one["words"]))
        for name, one in _content()["reasons"].items()
    }


def channels() -> Mapping[str, str]:
    return dict(_content()["channels"])


def sentences(text: str) -> list[str]:
    """The sentences of an answer, without greeting and closing lines; at most ``MOST``. Joined they lose no word
    of what lies between."""
    found = [part.strip() for part in _END.split(tidy(text)) if part.strip()]
    kept = [part for part in found if not _GREETING.match(part)] or found
    if len(kept) > MOST:
        kept = [*kept[: MOST - 1], " ".join(kept[MOST - 1 :])]
    return kept


def proposed(sentence: str) -> str:
    """What a sentence looks like: observation, interpretation or insult."""
    for kind in ("insult", "interpretation"):
        if _holds(sentence, _content()[kind]):
            return kind
    return "observation"


def guessed_reason(text: str) -> str:
    """The reason that an answer names most often, as a guess; ``unknown`` where it names none."""
    counted = {
        name: sum(len(re.findall(rf"\b{re.escape(word)}", text.casefold())) for word in reason.words)
        for name, reason in reasons().items()
    }
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] else "unknown"


def _holds(sentence: str, words: Sequence[str]) -> bool:
    folded = sentence.casefold()
    return any(re.search(rf"\b{re.escape(word)}", folded) for word in words)
