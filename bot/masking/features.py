"""What there is to say about each word before it is judged: its shape, the lists, and the words around it.

A story is a table: a column for each thing to know, a place in it for each word. A question joins some columns, ``end2
case``; its answer is one number of 32 bits, its key, and the models hold a weight for each key they learned. A key they
never saw weighs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.masking import lexicon, traits
from bot.masking.found import Found
from bot.masking.lexicon import PLACE
from bot.masking.shapes.currencies import band
from bot.masking.tokens import Token, Words, longest
from bot.masking.traits import (
    ALWAYS,
    CASES,
    FAMOUS,
    FIELDS,
    FIGURE,
    NUMBER,
    OPEN,
    OPEN_FIRST,
    PAY,
    ROW,
    TOOL,
    TOWN,
    number,
)

Column = NDArray[np.uint64]
Keys = NDArray[np.uint32]
Places = NDArray[np.intp]

_MIX, _HALF, _ONE = np.uint64(0x9E3779B97F4A7C15), np.uint64(32), np.uint64(1)
"""2^64 over the golden ratio, the factor of Knuth's multiplicative hashing; and what is left of its product."""


class Questions:
    """Questions about words, each the names of the columns it joins. Where a column marked ``?`` holds 0, there is
    nothing to ask. ``alike`` are questions whose answers count the same, whichever was asked.
    """

    def __init__(self, about: str, questions: Iterable[str], alike: Iterable[str] = ()) -> None:
        asked = [(one, one) for one in questions] + [("alike", one) for one in alike]
        parts = [one.replace("?", "").split() for _, one in asked]
        self.names = sorted({name for one in parts for name in one})
        self._salts = np.array([[number(f"{about} {salt}")] for salt, _ in asked], np.uint64)
        at = {name: i for i, name in enumerate(self.names, 1)}  # a column of zeros stands before them
        longest = max(map(len, parts))
        self._order = np.array([[at[name] for name in one] + [0] * (longest - len(one)) for one in parts]).T
        self._maybe = np.array([i for i, (_, one) in enumerate(asked) if "?" in one], np.intp)
        self._whether = np.array(
            [at[re.findall(r"(\S+)\?", one)[0]] for _, one in asked if "?" in one], np.intp
        )

    def keys(self, table: Mapping[str, Column], places: Places) -> Keys:
        """The answers, a row for each of the places; 0 where there was nothing to ask."""
        known = [table[name] for name in self.names]
        stacked = np.concatenate([np.zeros_like(known[0]), *known], dtype=np.uint64, casting="unsafe")
        columns = stacked.reshape(len(known) + 1, -1).take(places, axis=1)
        mixed = self._salts
        for names in self._order:
            mixed = (mixed ^ columns.take(names, axis=0)) * _MIX
        mixed[self._maybe] *= columns.take(self._whether, axis=0) != 0
        return (mixed >> _HALF).astype(np.uint32).T


LISTS = tuple(f"list{number}? shape" for number in range(len(traits.LISTS)))
"""Whether a word is in each of the lists of traits.py."""
ABOUT_TYPES = (
    "low", "shape listed", "end3 kind", "wide shape", "family", "kind near-1", "kind near+1", "low-1", "low+1", "low-2",
    "kind mark mark+1", "wide-1", "wide+1", *LISTS, "tail? kind", "many?", "famous?", "town? kind", "made? shape",
    "found?", "found? rule kind",
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
TYPES = Questions("word", ABOUT_TYPES)
"""Those about a word that say what kind of thing it is. About a number, all do."""

_REACH = {"low": 5, "near": 3, "wide": 2, "family": 1, "end2": 1}
"""How many words to each side are looked at, and for what."""
_TOOLS_WITHIN, _MANY_TOOLS = 6, 4
_FAR, _PAID, _NOWHERE = 9, 5, 99
_START, _END, _NONE, _SPACE, _APOSTROPHE, _COMMA, _SLASH, _AROUND = map(number, [*"^$-_',/", "around"])
_BITS = np.arange(len(LISTS), dtype=np.uint64)[:, None]
_COMMON = np.array([2, 0, 0, 1, 1, 1, 2], np.uint64)
"""Rank of a word to how common it is, roughly."""
_SIGNS = frozenset("$€£₹¥₦₺₩")
_SCALES = frozenset(("lakh", "crore"))
_ROUND = re.compile(r"(\d{1,3}(?:\.\d)?)([kM]?)")
_SCALE = {"": 1, "k": 1000, "M": 1_000_000}


class Sheet:
    """One story as it is described; ``loose`` are the finds of shape that the tagger may doubt, by token; ``own`` the
    words of the author's role.
    """

    def __init__(self, tokens: Words, loose: Mapping[int, Found], own: Set[str] = frozenset()) -> None:
        self.tokens, self.size = tokens, len(tokens)
        rows = np.frombuffer(b"".join([t.row for t in tokens]), ROW).reshape(-1, len(FIELDS))
        self.table: dict[str, Column] = dict(zip(FIELDS, rows.T.astype(np.uint64), strict=True))
        self._initial, self._kept, self._alone, self._many, self.covered = (
            np.frombuffer(bytes(signs), bool)
            for signs in (
                [t.initial for t in tokens],
                [t.kept for t in tokens],
                [t.alone for t in tokens],
                [t.of_kind for t in tokens],
                [t.covered for t in tokens],
            )
        )
        self._words(own)
        self._finds(loose)
        self._neighbours()
        self.is_number = (self.table["is"] & NUMBER) != 0
        self._pay()
        self.places = self._candidates(loose)
        """The words worth asking about."""

    def _words(self, own: Set[str]) -> None:
        table = self.table
        case, low = table["case"], table["low"]
        lower, title = case == CASES.index("l"), case == CASES.index("T")
        table["kept"] = self._kept.astype(np.uint64) + (self._kept & self._alone)
        table["shape"] = case * 2 + self._initial
        table["kind"] = case * 16 + _COMMON[table["rank"]] * 4 + table["kept"]
        starts = self._initial & (case < CASES.index("-"))
        loose = 2 * np.count_nonzero(starts & lower) > np.count_nonzero(starts)
        table["style"] = np.full(self.size, loose, np.uint64)
        table["many"] = self._many.astype(np.uint64)
        table["own"] = np.zeros(self.size, np.uint64)
        for word in own:
            table["own"] |= low == crc32(word.encode())
        same = np.unique(low, return_inverse=True)[1]
        small = np.bincount(same, lower)[same] > 0
        large = np.bincount(same, title & ~self._initial)[same] > 0
        table["also"] = (small & ~lower).astype(np.uint64) + 2 * (large & lower)
        bits = (table["lists"] >> _BITS) & _ONE
        table |= {f"list{at}": bits[at] for at in range(len(LISTS))}
        table["town"] = _towns(self.tokens, np.flatnonzero(table["is"] & TOWN))
        table["famous"] = _famous(self.tokens, np.flatnonzero(table["is"] & FAMOUS))

    def _finds(self, loose: Mapping[int, Found]) -> None:
        found, rule, sure = np.zeros((3, self.size), np.uint64)
        for at, find in loose.items():
            found[at], rule[at] = number(f"{find.action} {find.type}"), number(find.rule)
            sure[at] = number(f"{find.type} {find.confidence}")
        self.table |= {"found": found, "rule": rule, "sure": sure}

    def _neighbours(self) -> None:
        table, tokens, size = self.table, self.tokens, self.size
        table["near"] = np.where(self._kept, table["near_kept"], table["near"])
        for place in np.flatnonzero(self.covered).tolist():
            table["near"][place] = number("M" + tokens[place].taken_as[:3])
        marks = np.full(size + 1, _SPACE, np.uint64)
        for place in tokens.joined:
            marks[place] = _mark(tokens[place].gap)
        marks[0], marks[-1] = _START, _END
        table["mark"], table["mark+1"] = marks[:-1], marks[1:]
        for name, reach in _REACH.items():
            before, after = (_START, _END) if name in ("low", "near") else (_NONE, _NONE)
            column = np.full(size + 2 * reach, after, np.uint64)
            column[:reach], column[reach : reach + size] = before, table[name]
            for by in range(-reach, reach + 1):
                table[f"{name}{by:+}"] = column[reach + by : reach + by + size]
        at = np.arange(size)
        kept = np.concatenate([[0], np.cumsum(self._kept)])
        around = kept[np.minimum(at + _TOOLS_WITHIN + 1, size)] - kept[np.maximum(at - _TOOLS_WITHIN, 0)]
        table["tools"] = np.minimum(around - self._kept, _MANY_TOOLS).astype(np.uint64)
        tools = np.zeros(size + 2, bool)
        tools[1:-1] = self._kept & ((table["is"] & TOOL) != 0) & ~self.covered
        listing = (marks == _COMMA) | (marks == _SLASH)
        table["listing"] = (tools[:-2] & listing[:-1]).astype(np.uint64) + 2 * (tools[2:] & listing[1:])

    def _pay(self) -> None:
        table, size = self.table, self.size
        pay = (table["is"] & PAY) != 0
        pay[[at for at in self.tokens.joined if not _SIGNS.isdisjoint(self.tokens[at].gap)]] = True
        pays = np.concatenate([[-_NOWHERE], np.flatnonzero(pay), [size + _NOWHERE]])
        at = np.arange(size)
        left, right = pays[np.searchsorted(pays, at) - 1], pays[np.searchsorted(pays, at, "right")]
        apart = np.minimum(at - left, right - at)
        table["apart"] = np.minimum(apart, _FAR).astype(np.uint64)
        table["paid"] = (apart < _PAID).astype(np.uint64)
        table["pay"] = np.where(at - left < _FAR, table["low"][np.maximum(left, 0)], 0)
        table["tenth"] = (10 * at // max(size, 1)).astype(np.uint64)

    def _candidates(self, loose: Mapping[int, Found]) -> Places:
        """Not the commonest words, unless they are names too, nor what is taken or only rounded pay."""
        table, signs = self.table, self.table["is"]
        open_ = np.where(self._initial, signs & (OPEN_FIRST | ALWAYS), signs & (OPEN | ALWAYS)) != 0
        open_ |= table["famous"] != 0
        open_ &= ~self.covered & ~((table["mark"] == _APOSTROPHE) & (table["length"] < 3))
        open_ &= ~(
            self._kept & ~self._alone & ((signs & FIGURE) != 0)
        )  # a figure of an entry: 24/7, ISO 9001
        for at in np.flatnonzero(table["low"][:-1] == _AROUND):
            if _rounded(self.tokens[at + 1]):
                scaled = at + 2 < self.size and self.tokens[at + 2].low in _SCALES
                open_[at + 1 : at + 2 + scaled] = False
        open_[list(loose)] = True
        return np.flatnonzero(open_)


def _rounded(token: Token) -> bool:
    """Whether a figure is one of those that stand in place of pay: ``around 150k``."""
    match = _ROUND.fullmatch(token.text)
    return match is not None and band(float(match[1]) * _SCALE[match[2]]) == token.text


@lru_cache(maxsize=256)
def _mark(gap: str) -> int:
    """What stands before a word, a character or two, as a number."""
    if "\n" in gap:
        return number("n")
    bare = gap.strip()
    return number((bare if len(bare) == 1 else bare[0] + "+") if bare else "_" if gap else "0")


def _towns(tokens: Words, starts: Places) -> Column:
    """Which words are the first and the second of a town's name, written alike, one of them no common word."""
    column = np.zeros(len(tokens), np.uint64)
    for at in starts.tolist():
        pair = tokens[at : at + 2]
        if len(pair) == 2 and pair[1].gap == " " and (pair[0].case == "l") == (pair[1].case == "l"):
            telling = pair[0].case in "TUM" or any(t.rank in (0, 6) or t.case in "UM" for t in pair)
            if telling and lexicon.entry(f"{pair[0].low} {pair[1].low}") & PLACE:
                column[at], column[at + 1] = 1, 2
    return column


def _famous(tokens: Words, starts: Places) -> Column:
    """Which words are those of well-known employers and schools: 1 and 2 for employers of one word and of several, 3
    and 4 for schools."""
    column = np.zeros(len(tokens), np.uint64)
    for table, sign in ((lexicon.employers(), 1), (lexicon.schools(), 3)):
        for at in starts.tolist():
            size = longest(tokens, at, table) or int(table.alone(tokens[at].low))
            if size:
                column[at : at + size] = sign + (size > 1)
    return column
