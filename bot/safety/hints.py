"""What no rule names: how much the words of a text, added up, speak of a crisis.

A softmax over words and pairs of words, learned from the cases of the tests by ``scripts/learn_hints.py``; its numbers
are the data file ``hints.tsv``. It speaks only of a crisis, where a false alarm costs one press, never of threats or
insults, where it would refuse a text; only where the rules saw nothing, and only of short texts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

LEARNED = ("clear", "crisis_self", "crisis_other", "threat", "abuse")
SURE = 0.9
"""From this probability on, a text is taken for one that speaks of a crisis."""
LONGEST = 50
"""Words. The cases that it learned from are short: in a long text, what says little adds up to much."""
_WORD = re.compile(r"[^ ]+")


class Hint(NamedTuple):
    """Of whom, and the stretch of the reading that says most of it."""

    name: Literal["crisis_self", "crisis_other"]
    start: int
    end: int


def features(text: str) -> set[str]:
    """The words of a reading, and each two that stand side by side."""
    words = text.split()
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


def hint(text: str) -> Hint | None:
    """What the words of a reading add up to; None where that is not enough."""
    if text.count(" ") > LONGEST + 1:
        return None
    scores = list(_bias())
    for feature in features(text):
        weights = _weights().get(feature)
        if weights is not None:
            scores = [score + weight for score, weight in zip(scores, weights, strict=True)]
    most = max(scores)
    parts = [math.exp(score - most) for score in scores]
    if (parts[1] + parts[2]) / sum(parts) < SURE:
        return None
    start, end = _telling(text)
    return Hint("crisis_self" if parts[1] >= parts[2] else "crisis_other", start, end)


def _telling(text: str) -> tuple[int, int]:
    """The sentence whose words weigh most; empty where there is no word."""
    best, at = (0, 1), 0
    most = -math.inf
    for sentence in re.split(r" [.?](?= )", text):
        score = sum(sum(weights[1:3]) for f in features(sentence) if (weights := _weights().get(f)))
        words = list(_WORD.finditer(sentence))
        if words and score > most:
            most, best = score, (at + words[0].start(), at + words[-1].end())
        at += len(sentence) + 2
    return best


def _bias() -> tuple[float, ...]:
    return _weights()[""]


@cache
def _weights() -> Mapping[str, tuple[float, ...]]:
    """Each word or pair to its weights, in the order of ``LEARNED``; the empty one is what every text begins with."""
    told = (files("bot.safety") / "data" / "hints.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in told.splitlines())
    return {feature: tuple(map(float, weights)) for feature, *weights in rows}
