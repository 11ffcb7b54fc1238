"""What the words of a text add up to: how much they speak of a crisis, a threat or an insult, learned from cases.

Each word, each two in a row, each two that carry meaning, and each order of kinds of words (``kinds.toml``) has a
weight for every verdict in ``hints.tsv``, which ``scripts/learn_hints.py`` writes. The weights of what stands in a text
are added and divided by the root of how many they are, so that a long text does not add up to much by its length; the
softmax of the five sums says how sure that is. Deterministic, and ``screen`` shows the sentence that weighs most.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

Risk = Literal["crisis_self", "crisis_other", "threat", "abuse"]
LEARNED = ("clear", "crisis_self", "crisis_other", "threat", "abuse")
RISKS: tuple[Risk, ...] = ("crisis_self", "crisis_other", "threat", "abuse")
SCALE = 100
"""The weights are written as whole hundredths."""
FEW = 20
"""Weights. Of so few or fewer the sum says little: a sentence of three words is soon at odds with anything."""
LONGEST = 50
"""Words. The cases are short: of a longer text, each two sentences are weighed by themselves."""

_SENTENCES = re.compile(r" [.?](?= )")
_WORD = re.compile(r"[^ ]+")
_PAUSES = frozenset(', "')
_ENDINGS = ("ing", "ed", "es", "s", "ly", "er")
_SAY_LITTLE = frozenset(
    "a an the of to in on at for and or is are was were be been am it its this that with as by from has have had do"
    " does did just so really very".split()
)


class Hint(NamedTuple):
    """What a text speaks of, how surely (log-odds against ``clear``), and in which part."""

    name: Risk
    amount: float
    start: int
    end: int


def features(text: str) -> set[str]:
    """What is weighed in the words of a reading: words, pairs, pairs of stems (``^``) and of kinds (``<``)."""
    words = text.split()
    found = {*words, *(f"{one} {two}" for one, two in pairwise(words))}
    for sentence in _SENTENCES.split(text):
        telling = [word for word in sentence.split() if word not in _PAUSES]
        stems = [_stem(word) for word in telling if word not in _SAY_LITTLE]
        found.update(f"^{one} {two}" for one, two in pairwise(stems))
        found.update(f"^{one} _ {two}" for one, two in zip(stems, stems[2:], strict=False))
        order = _in_order(telling)
        found.update(f"<{kind}" for kind in order)
        found.update(f"<{one} {two}" for one, two in pairwise(order))
        found.update(f"<{one} _ {two}" for one, two in zip(order, order[2:], strict=False))
        found.update(f"<{' '.join(three)}" for three in zip(order, order[1:], order[2:], strict=False))
    return found


def hint(text: str) -> Hint:
    """What the words of a reading speak of most, be it ever so little."""
    weighed = [(_scores(features(text[start:end])), start, end) for start, end in _parts(text)]
    scores, start, end = max(weighed, key=lambda part: _amount(part[0]))
    name = max(zip(scores[1:], RISKS, strict=True))[1]
    return Hint(name, _amount(scores), start, end)


def telling(text: str, found: Hint) -> tuple[int, int]:
    """The sentence of a hint whose words weigh most for it; empty where there is no word."""
    risk = RISKS.index(found.name) + 1
    best, most, at = (0, 0), -math.inf, found.start
    for sentence in _SENTENCES.split(text[found.start : found.end]):
        words = list(_WORD.finditer(sentence))
        scores = _scores(features(sentence))
        if words and scores[risk] - scores[0] > most:
            most, best = scores[risk] - scores[0], (at + words[0].start(), at + words[-1].end())
        at += len(sentence) + 2
    return best


def amount(text: str) -> float:
    """How surely the words of a reading speak of any risk: log-odds against ``clear``."""
    return _amount(_scores(features(text)))


def is_long(text: str) -> bool:
    """Whether a reading is weighed in parts: each of many parts has its own chance to be wrong."""
    return text.count(" ") > LONGEST + 1


def _parts(text: str) -> list[tuple[int, int]]:
    """The whole of a short text; each two sentences in a row of a long one."""
    if not is_long(text):
        return [(0, len(text))]
    stops = [0, *(match.end() for match in _SENTENCES.finditer(text)), len(text)]
    return [
        (start, min(end + 1, len(text))) for start, end in zip(stops, [*stops[2:], len(text)], strict=False)
    ]


def _scores(found: set[str]) -> list[float]:
    told = [weights for weights in map(_weight, found) if weights]
    share = divisor(len(told))
    return [
        start + total / share
        for start, total in zip(
            _weight(""), map(sum, zip(*told, strict=True)) if told else [0] * 5, strict=True
        )
    ]


def _amount(scores: list[float]) -> float:
    most = max(scores[1:])
    return most + math.log(sum(math.exp(score - most) for score in scores[1:])) - scores[0]


def divisor(weighed: int) -> float:
    """What a sum of so many weights is divided by."""
    return math.sqrt(weighed + FEW)


def _in_order(words: list[str]) -> list[str]:
    """The kinds of the words that have one, each once where it repeats."""
    kinds, order = _kinds(), [""]
    for word in words:
        kind = kinds.get(word)
        if kind is not None and kind != order[-1]:
            order.append(kind)
    return order[1:]


def _stem(word: str) -> str:
    """A word without its ending, so that its forms count as one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@cache
def _kinds() -> Mapping[str, str]:
    table = tomllib.loads(_read("kinds.toml"))
    kinds: dict[str, str] = {}
    for kind, words in table.items():
        for word in words.split():
            kinds.setdefault(word, kind)
    return kinds


@lru_cache(maxsize=2048)
def _weight(feature: str) -> tuple[float, ...]:
    """Its weight for each of ``LEARNED``; empty where it has none."""
    shelf = _shelves().get(_shelf_of(feature), "")
    at = shelf.find(f"\n{feature}\t")
    if at < 0:
        return ()
    start = at + len(feature) + 2
    return tuple(int(weight) / SCALE for weight in shelf[start : shelf.index("\n", start)].split())


@cache
def _shelves() -> Mapping[str, str]:
    return shelved(line.split("\t") for line in _read("hints.tsv").splitlines())


def shelved(rows: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """Features and their weights as lines in short strings, by how a feature begins and ends: a text needs few of
    them, and a dictionary of all would take eight times the memory."""
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for feature, weights in rows:
        shelves[_shelf_of(feature)].append(f"{feature}\t{weights}\n")
    return {name: "\n" + "".join(lines) for name, lines in shelves.items()}


def _shelf_of(feature: str) -> str:
    return feature[:2] + feature[-1:]


def _read(name: str) -> str:
    return (files("bot.safety") / "data" / name).read_text(encoding="utf-8")
