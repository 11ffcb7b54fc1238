"""Questions about the words of a story: what the models hold weights for.

A story is a table: a column for each thing to know, a place in it for each word. A question joins some columns,
``end2 case``, also those of a neighbour, ``near-1 near+1``; its answer is one number of 32 bits, its key, and the
models hold a weight for each key they learned. A key they never saw weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.masking import traits
from bot.masking.traits import FIELDS, number

Column = NDArray[np.uint64]
Keys = NDArray[np.uint32]
Places = NDArray[np.intp]

MARGIN = 5
"""How many words to each side a question can reach: so many places stand before the first word and behind the last."""
LISTS = tuple(f"list{number}" for number in range(len(traits.LISTS)))
"""Whether a word is in each of the lists of traits.py."""
COLUMNS = (
    *FIELDS, *LISTS, "kept", "shape", "kind", "style", "many", "own", "also", "town", "famous", "found",
    "rule", "sure", "mark", "tools", "listing", "apart", "paid", "pay", "tenth", "step", "same", "likely", "nearest",
)  # fmt: skip
"""The columns of a story."""
_AT = {name: at for at, name in enumerate(COLUMNS)}
_PART = re.compile(r"(\w+)([+-]\d)?")
_MIX, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)
"""2^64 over the golden ratio, the factor of Knuth's multiplicative hashing; and what is left of its product."""


class Table:
    """The columns of a story of ``size`` words."""

    def __init__(self, size: int) -> None:
        self.size, self.width = size, size + 2 * MARGIN
        self.cells = np.zeros((len(COLUMNS), self.width), np.uint64)

    def __getitem__(self, name: str) -> Column:
        return self.cells[_AT[name], MARGIN : MARGIN + self.size]

    def fill(self, first: str, columns: NDArray[np.unsignedinteger[Any]]) -> None:
        """Several columns at once, from the one named on."""
        at = _AT[first]
        self.cells[at : at + len(columns), MARGIN : MARGIN + self.size] = columns

    def edges(self, name: str, before: int, behind: int) -> None:
        """What stands in a column before the first word and behind the last."""
        row = self.cells[_AT[name]]
        row[:MARGIN], row[MARGIN + self.size :] = before, behind


class Questions:
    """Questions about words, each the names of the columns it joins. Where a column marked ``?`` holds 0, there is
    nothing to ask. ``alike`` are questions whose answers count the same, whichever was asked.
    """

    def __init__(self, about: str, questions: Iterable[str], alike: Iterable[str] = ()) -> None:
        asked = [(f"{about} {one}", one) for one in questions] + [(f"alike {one}", one) for one in alike]
        asked.sort(key=lambda one: -len(one[1].split()))  # so that those of several parts stand together
        parts = [[name.strip("?") for name in one.split()] for _, one in asked]
        cells = {cell: at for at, cell in enumerate(dict.fromkeys(chain(*parts)))}
        where = [match for cell in cells if (match := _PART.fullmatch(cell))]
        self._rows = np.array([[_AT[match[1]]] for match in where])
        self._by = np.array([[MARGIN + int(match[2] or 0)] for match in where])
        self._salts = np.array([[number(salt)] for salt, _ in asked], np.uint64)
        self._parts = [np.array([cells[name] for name in filter(None, nth)]) for nth in zip_longest(*parts)]
        maybe = [
            (at, cells[name[:-1]])
            for at, (_, one) in enumerate(asked)
            for name in one.split()
            if name[-1] == "?"
        ]
        self._maybe, self._whether = np.array(maybe, np.intp).reshape(-1, 2).T
        self.order = [one for _, one in asked]
        """The questions, in the order of the keys."""

    def keys(self, table: Table, places: Places) -> Keys:
        """The answers, a column for each of the places; 0 where there was nothing to ask."""
        cells = table.cells.ravel().take(self._rows * table.width + self._by + places)
        mixed = np.broadcast_to(self._salts, (len(self._salts), len(places))).copy()
        for part in self._parts:
            some = mixed[: len(part)]
            some ^= cells.take(part, axis=0)
            some *= _MIX
        keys = (mixed >> _HALF).astype(np.uint32)
        keys[self._maybe] *= cells.take(self._whether, axis=0) != 0
        return keys


ABOUT_TYPES = (
    "low", "shape listed", "end3 kind", "wide shape", "family", "kind near-1", "kind near+1", "low-1", "low+1", "low-2",
    "kind mark mark+1", "wide-1", "wide+1", *(f"{name}? shape" for name in LISTS), "tail? kind", "many?", "famous?",
    "town? kind", "made? shape", "found?", "found? rule kind",
)  # fmt: skip
ABOUT_WORDS = (
    *ABOUT_TYPES,
    "shape style", "kind", "shape rank kept", "shape listed rank kept", "end2 case", "start3 case", "start4",
    "length kind", "written shape", "written rank case", "kind near-2", "kind near+2", "near-1 mark", "near+1 mark+1",
    "near-1 near+1", "near-2 near-1", "near+1 near+2", "low+2", "near-3", "near+3", "low-1 mark", "low+1 mark+1",
    "wide-2", "family-1 family+1", "tools kind", "end2+1 kind", "end2-1 kind", "also? shape", "own? kind",
    "famous? kind", "found? sure", "listing? kind", "family kind", "wide kind near-1", "wide kind near+1",
    "wide near-1 near+1", "near-1 near+1 kind", "end3 near-1", "end2 near-1 near+1", "shape rank near-1",
    "shape rank near+1", "written kind near-1", "written kind near+1", "listed rank near-1", "listed rank near+1",
)  # fmt: skip
ABOUT_NUMBERS = (
    "low", "figures kept", "size mark+1", "low-1", "low+1", "mark mark+1", "near-1 near+1", "near-1 kept figures",
    "near+1 kept figures", "near-2", "near+2", "near-3", "near+3", "near-2 near-1", "near+1 near+2", "apart",
    "paid near-1 near+1", "pay", "low-1 mark", "low+1 mark+1", "size near-1", "size near+1", "size mark mark+1 near-1",
    "tenth paid", "found?", "found? rule", "found? sure",
)  # fmt: skip
WORDS = Questions("word", ABOUT_WORDS)
NUMBERS = Questions("number", ABOUT_NUMBERS, [f"low{at:+}" for at in range(-5, 6) if at])
OF_TYPES = np.array([at for at, one in enumerate(WORDS.order) if one in ABOUT_TYPES])
"""Which of those about a word say what kind of thing it is. About a number, all do."""
AGAIN = Questions(
    "again",
    (
        "step", "step case", "step-1 mark case", "step+1 mark+1 case", "step-1 step mark", "step+1 step mark+1",
        "step-2 case", "step+2 case", "same case", "same step", "step-1 step+1 case", "step kept rank case",
        "likely case", "nearest case",
    ),
)  # fmt: skip
"""Those of the second model."""
