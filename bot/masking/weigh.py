"""How likely a word is to identify somebody, and as what: three small models, read from data/weights.npz.

The first sums the weights of what there is to say about a word. The second looks again, at what the first thought of
the words around it and of the same word elsewhere. The third says what kind of thing it is. All are logistic
regressions, made by scripts/train_masking_weights.py. Weights are whole hundredths, so that sums are the same on every
machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.masking.features import Sheet
from bot.masking.lexicon import DATA
from bot.masking.questions import AGAIN, NUMBERS, OF_TYPES, WORDS, Keys, Places
from bot.masking.traits import CASES

WEIGHTS = DATA / "weights.npz"
KINDS = ("PERSON", "COMPANY", "LOCATION", "SCHOOL", "PRODUCT", "MONEY", "DATE", "ID", "OTHER")
Sums = NDArray[np.int64]
"""Hundredths, one for each word worth asking about."""
MOST = 900
"""A first sum counts up to so many hundredths."""
_STEP, _HOPELESS = 100, -6
"""Steps of the first sum, which are looked at again, and the step at which no second look is taken."""
_LIKELY, _NEAR = 8, 6
_NEARBY = np.delete(np.arange(2 * _NEAR + 1), _NEAR)
_ZERO = 100
"""Steps stand in the table moved by so many, so that none is below zero."""
_ALONE = 53
_OTHER, _TAKEN, _EDGE = _ZERO + 50, _ZERO + 51, _ZERO + 52
"""A word that is not asked about, one that is taken, and the edge of the text."""
_ODD = np.uint32(2654435761)


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Key to weight, or to a row of weights. A key stands in one of two slots (cuckoo hashing), or nowhere."""

    slots: Keys
    weights: NDArray[np.int16]

    def sums(self, keys: Keys) -> NDArray[np.int64]:
        """The weights of each column of keys added up."""
        one, two = slots_of(keys, len(self.slots))
        at = np.where(self.slots.take(one) == keys, one, two)
        hits = self.slots.take(at) == keys
        weights = self.weights.take(at, axis=0)
        sums: NDArray[np.int64] = (weights.T * hits.T).T.sum(axis=0, dtype=np.int64)
        return sums


def slots_of(keys: Keys, size: int) -> tuple[Places, Places]:
    """The two slots, of ``size``, a power of two, in which each key may stand."""
    shift = np.uint32(33 - size.bit_length())
    return (keys >> shift).astype(np.intp), ((keys * _ODD) >> shift).astype(np.intp)


@dataclass(frozen=True, slots=True)
class Weights:
    """The three models."""

    sums: KeyTable
    types: KeyTable
    bias: Mapping[str, int]
    type_bias: NDArray[np.int16]
    """For words, and for numbers."""


@cache
def weights() -> Weights:
    """The models, read from their file."""
    with np.load(WEIGHTS) as file:
        names, values = file["bias_names"].tolist(), file["bias"].tolist()
        return Weights(
            KeyTable(file["slots"], file["weights"]),
            KeyTable(file["type_slots"], file["type_weights"]),
            dict(zip(names, values, strict=True)),
            file["type_bias"],
        )


def again(sheet: Sheet, sums: Sums) -> tuple[Places, Keys]:
    """Which of the words worth asking about are looked at again, and what was thought of each, of its neighbours, and
    of the same word elsewhere.
    """
    at = sheet.places
    steps = np.rint(_within(sums / _STEP, -_HOPELESS)).astype(np.int64)
    looked = np.flatnonzero(steps > _HOPELESS)
    sheet.edges("step", _EDGE, _EDGE)
    step = sheet["step"]
    step[:] = _OTHER
    step[(sheet["case"] == CASES.index("P")) | sheet.covered] = _TAKEN
    step[at] = steps + _ZERO
    near = np.zeros(sheet.size + 2 * _NEAR, np.int64)
    near[at + _NEAR] = steps - 2 * _HOPELESS
    likely = sums > 0
    sheet["same"][at] = _elsewhere(sheet, steps.tolist())
    sheet["likely"][at] = np.minimum(np.count_nonzero(likely) - likely, _LIKELY) + _ZERO
    sheet["nearest"][at] = near[at[:, None] + _NEARBY].max(axis=1, initial=0) + 2 * _HOPELESS + _ZERO
    return looked, AGAIN.keys(sheet, at[looked])


def _within(numbers: NDArray[Any], most: float) -> NDArray[Any]:
    """The same without what is beyond ``most`` to both sides (``np.clip`` takes three times as long)."""
    within: NDArray[Any] = np.minimum(np.maximum(numbers, -most), most)
    return within


def _elsewhere(sheet: Sheet, steps: list[int]) -> list[int]:
    """The highest step of the same word elsewhere."""
    found = [_ZERO + _ALONE] * len(steps)
    once: dict[str, int] = {}
    repeated: defaultdict[int, list[int]] = defaultdict(list)
    for nth, at in enumerate(sheet.places.tolist()):
        before = once.setdefault(sheet.tokens[at].low, nth)
        if before != nth:
            repeated[before].append(nth)
    for before, others in repeated.items():
        places = [before, *others]
        second, top = sorted([steps[nth] for nth in places])[-2:]
        for nth in places:
            found[nth] = _ZERO + (second if steps[nth] == top else top)
    return found


class Opinion:
    """What the models think of the words of a story."""

    def __init__(self, sheet: Sheet) -> None:
        model, numbers, self.sheet = weights(), sheet.is_number[sheet.places], sheet
        sums = np.zeros(len(numbers), np.int64)
        self._asked: list[tuple[Places, Keys]] = []
        for name, questions, chosen in (("words", WORDS, ~numbers), ("numbers", NUMBERS, numbers)):
            places = sheet.places[chosen]
            keys = questions.keys(sheet, places)
            sums[chosen] = model.sums.sums(keys) + model.bias[name]
            self._asked.append((places, keys))
        looked, keys = again(sheet, sums)
        totals = (
            model.sums.sums(keys)
            + model.bias["again"]
            + model.bias["sum"] * _within(sums[looked], MOST) / 100
        )
        found = 1 / (1 + np.exp(-_within(totals / 100, 30)))
        self.chances: dict[int, float] = dict(zip(sheet.places[looked].tolist(), found.tolist(), strict=True))
        """The probability that a word identifies somebody, of those not hopeless, by place."""

    def kinds(self, wanted: list[int]) -> dict[int, list[int]]:
        """How much speaks for each of ``KINDS``, for each of some places."""
        model, at = weights(), np.array(wanted, np.intp)
        found: dict[int, list[int]] = {}
        for number, questions in enumerate((WORDS, NUMBERS)):
            here = at[self.sheet.is_number[at] == bool(number)]
            if len(here):
                places, keys = self._asked[number]
                if np.isin(here, places).all():
                    keys = keys[:, np.searchsorted(places, here)]
                else:  # a word that goes along with its neighbour was not asked about itself
                    keys = questions.keys(self.sheet, here)
                sums = model.types.sums(keys if number else keys.take(OF_TYPES, axis=0))
                found.update(zip(here.tolist(), (sums + model.type_bias[number]).tolist(), strict=True))
        return found
