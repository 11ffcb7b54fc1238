"""How likely a word is to identify somebody, and as what: three small models, read from data/weights.txt.

The first sums the weights of what there is to say about a word. The second looks again, at what the first thought of
the words around it and of the same word elsewhere. The third says what kind of thing it is. All are made by
scripts/train_masking_weights.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from bot.masking.features import NUMBER_KEYS, WORD_KEYS, Sheet
from bot.masking.lexicon import DATA

WEIGHTS = DATA / "weights.txt"
KINDS = ("PERSON", "COMPANY", "LOCATION", "SCHOOL", "PRODUCT", "MONEY", "DATE", "ID", "OTHER")
TYPE_KEYS = (0, 4, 7, 11, 12, 15, 16, 25, 26, 27, 17, 34, 35)
"""Which of the keys of a word say what kind of thing it is."""
HOPELESS = -6
"""A first sum so low that no second look is taken."""
_EDGE, _SURE = "E", "M"

Lookup = Callable[[str, float], float]


@dataclass(frozen=True, slots=True)
class Weights:
    """The three models, as they are looked up."""

    words: tuple[Lookup, ...]
    numbers: tuple[Lookup, ...]
    """One table for each key, and the last for the free ones."""
    again: dict[str, float]
    types: dict[str, tuple[float, ...]]


@cache
def weights() -> Weights:
    """The models, read from their file: sections in brackets, a key and its hundredths a line."""
    tables: defaultdict[str, dict[str, float]] = defaultdict(dict)
    types: dict[str, tuple[float, ...]] = {}
    shared: dict[str, float] = {}  # many weights are the same number: it is held once
    name = ""
    with WEIGHTS.open(encoding="utf-8") as lines:
        for line in lines:
            key, tab, weight = line.rstrip("\n").rpartition("\t")
            if not tab:
                name = weight[1:-1] if weight.startswith("[") else name
            elif name == "types":
                types[key] = tuple(int(one) / 100 for one in weight.split(" "))
            else:
                number = shared.get(weight)
                if number is None:
                    number = shared[weight] = int(weight) / 100
                tables[name][key] = number
    return Weights(
        tuple(tables[f"words {i}"].get for i in range(WORD_KEYS + 1)),
        tuple(tables[f"numbers {i}"].get for i in range(NUMBER_KEYS + 1)),
        tables["again"],
        types,
    )


def first(model: Weights, number: bool, keys: Sequence[str], more: Sequence[str]) -> float:
    """The sum of the weights of one description."""
    tables = model.numbers if number else model.words
    free = tables[-1]
    total = free("bias", 0.0) + sum([get(key, 0.0) for get, key in zip(tables, keys, strict=False)])
    return total + sum([free(key, 0.0) for key in more]) if more else total


def second(sheet: Sheet, sums: Mapping[int, float]) -> Iterator[tuple[int, list[str]]]:
    """For each word what was thought of it, of its neighbours, and of the same word elsewhere."""
    tokens = sheet.tokens
    signs = [_SURE if t.covered or t.case == "P" else "." for t in tokens]
    steps: dict[int, int] = {}
    same: defaultdict[str, list[int]] = defaultdict(list)
    for at, total in sums.items():
        steps[at] = step = max(-6, min(6, round(total)))
        signs[at] = str(step)
        same[tokens[at].low].append(step)
    for low in same:
        same[low] = sorted(same[low])[-2:]
    ring = [_EDGE, _EDGE, *signs, _EDGE, _EDGE]
    likely = sum(total > 0 for total in sums.values())
    for at, step in steps.items():
        if step <= HOPELESS:
            continue
        token = tokens[at]
        case = "#" if not token.text[0].isalpha() else token.case
        before2, before, me, after, after2 = ring[at : at + 5]
        g, ga = sheet.marks[at], sheet.marks[at + 1]
        best = same[token.low]
        other = "-" if len(best) < 2 else str(best[-1] if best[-1] != step else best[-2])
        near = max([steps[j] for j in range(at - 6, at + 7) if j != at and j in steps], default=-9)
        yield (
            at,
            [
                "m" + me, f"c{me}{case}", f"p{before}{g}{case}", f"n{after}{ga}{case}", f"P{before}|{me}|{g}",
                f"N{after}|{me}|{ga}", f"q{before2}{case}", f"r{after2}{case}", f"o{other}{case}", f"O{other}|{me}",
                f"b{before}|{after}{case}", f"k{me}{'k' if token.kept else ''}{token.rank}{case}",
                f"s{min(likely - (step > 0), 8)}{case}", f"x{near}{case}",
            ],
        )  # fmt: skip


def chance(model: Weights, keys: Sequence[str], total: float) -> float:
    """The probability that the word identifies somebody."""
    again = model.again
    total = again["sum"] * max(-9.0, min(9.0, total)) + again["bias"]
    total += sum([again[key] for key in keys if key in again])
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def kind_of(model: Weights, keys: Sequence[str], more: Sequence[str]) -> tuple[float, ...]:
    """How much speaks for each of ``KINDS``."""
    number = len(keys) == NUMBER_KEYS
    found = [f"{'#' if number else ''}{i} {keys[i]}" for i in (range(NUMBER_KEYS) if number else TYPE_KEYS)]
    rows = [model.types[key] for key in (*found, *more, "#" if number else "w") if key in model.types]
    return tuple(map(sum, zip(*rows, strict=True))) if rows else (0.0,) * len(KINDS)
