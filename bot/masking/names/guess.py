"""What is thought of one word while the evidence is added up, and how the author writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.masking.tokens import Token, Words

MASK, OFFER = 0.6, -2.5


@dataclass(slots=True)
class Guess:
    """What is thought of one word: how strongly, as what, and why."""

    score: float
    kind: str = "OTHER"
    label: str = "name"
    rule: str = "unusual word"
    sure: bool = False
    """Whether a cue, and not the word alone, says what kind it is."""


@dataclass(frozen=True, slots=True)
class Style:
    """How the author writes: it decides what a capital is worth."""

    lower: bool
    upper: bool
    latin: bool


def style_of(tokens: Sequence[Token]) -> Style:
    words = [t for t in tokens if t.case != "P" and t.text[0].isalpha()]
    starts = [t for t in words if t.initial]
    lower = sum(t.case == "l" for t in starts)
    upper = sum(t.case == "U" and len(t.text) > 3 for t in words)
    return Style(
        lower=lower * 2 > len(starts),
        upper=upper * 2 > sum(len(t.text) > 3 for t in words) > 3,
        latin=sum(t.low.isascii() for t in words) * 2 > len(words),
    )
