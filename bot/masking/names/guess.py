"""What is thought of one word while the evidence is added up, and how the author writes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.masking.tokens import Words

MASK, OFFER = 0.6, -2.5


@dataclass(eq=False, slots=True)
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


def style_of(tokens: Words) -> Style:
    starts = lower = long = upper = latin = count = 0
    for token in tokens:
        case = token.case
        if case == "P" or not token.text[0].isalpha():
            continue
        count += 1
        latin += token.dull or token.low.isascii()
        if token.initial:
            starts += 1
            lower += case == "l"
        if len(token.text) > 3:
            long += 1
            upper += case == "U"
    return Style(lower=lower * 2 > starts, upper=upper * 2 > long > 3, latin=latin * 2 > count)
