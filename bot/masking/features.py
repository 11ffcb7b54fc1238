"""What there is to say about each word before it is judged: its shape, the lists, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache
from zlib import crc32

import numpy as np

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.lexicon import PLACE
from bot.masking.questions import LISTS, Places, Table
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

_TOOLS_WITHIN, _MANY_TOOLS = 6, 4
_FAR, _PAID, _NOWHERE = 9, 5, 99
_START, _END, _NONE, _SPACE, _APOSTROPHE, _COMMA, _SLASH = map(number, "^$-_',/")
_BITS = np.arange(len(LISTS), dtype=np.uint64)[:, None]
_ONE, _OPEN, _OPEN_FIRST = np.uint64(1), np.uint64(OPEN | ALWAYS), np.uint64(OPEN_FIRST | ALWAYS)
_COMMON = np.array([2, 0, 0, 1, 1, 1, 2], np.uint64)
"""Rank of a word to how common it is, roughly."""
_SIGNS = frozenset("$€£₹¥₦₺₩")
_AROUND = frozenset(("around",))
_SCALES = frozenset(("lakh", "crore"))
_ROUND = re.compile(r"(\d{1,3}(?:\.\d)?)([kM]?)")
_SCALE = {"": 1, "k": 1000, "M": 1_000_000}


class Sheet(Table):
    """One story as it is described; ``loose`` are the finds of shape that the tagger may doubt, by token; ``own`` the
    words of the author's role.
    """

    def __init__(self, tokens: Words, loose: Mapping[int, Found], own: Set[str] = frozenset()) -> None:
        super().__init__(len(tokens))
        self.tokens = tokens
        rows = np.frombuffer(b"".join([t.row for t in tokens]), ROW).reshape(-1, len(FIELDS))
        self.fill(FIELDS[0], rows.T)
        self._initial, self._kept, self._alone, self.covered = (
            np.frombuffer(bytes(signs), bool)
            for signs in (
                [t.initial for t in tokens],
                [t.kept for t in tokens],
                [t.alone for t in tokens],
                [t.covered for t in tokens],
            )
        )
        self._gaps = [tokens[at].gap for at in tokens.joined]
        self._signs = self["is"]
        self.is_number = (self._signs & NUMBER) != 0
        self._words(own)
        self._finds(loose)
        self._neighbours()
        self._pay()
        self.places = self._candidates(loose)
        """The words worth asking about."""

    def _words(self, own: Set[str]) -> None:
        case, initial, tokens = self["case"], self._initial, self.tokens
        self["kept"][:] = self._kept.astype(np.uint64) + (self._kept & self._alone)
        self["shape"][:] = case * 2 + initial
        self["kind"][:] = case * 16 + _COMMON[self["rank"]] * 4 + self["kept"]
        starts = initial & (case < CASES.index("-"))
        lower = np.count_nonzero(starts & (case == CASES.index("l")))
        self["style"][:] = 2 * lower > np.count_nonzero(starts)
        for at in tokens.kinds:
            self["many"][at] = tokens[at].of_kind
        for word in own:
            self["own"][:] |= self["low"] == crc32(word.encode())
        also = self["also"]
        for low in {tokens[at].low for at in tokens.capitals}:
            places = tokens.places[low]
            if len(places) > 1:
                small = any(tokens[at].case == "l" for at in places)
                large = any(tokens[at].case == "T" and not tokens[at].initial for at in places)
                for at in places:
                    also[at] = 2 * large if tokens[at].case == "l" else small
        self.fill(LISTS[0], (self["lists"] >> _BITS) & _ONE)
        self._towns(np.flatnonzero(self._signs & TOWN))
        self._famous(np.flatnonzero(self._signs & FAMOUS))
        case[(self._signs & FIGURE) != 0] = len(CASES)

    def _towns(self, starts: Places) -> None:
        """Which words are the first and the second of a town's name, written alike, one of them no common word."""
        for at in starts[starts < self.size - 1].tolist():
            one, two = self.tokens[at], self.tokens[at + 1]
            if two.gap == " " and (one.case == "l") == (two.case == "l"):
                telling = one.case in "TUM" or one.rank in (0, 6) or two.rank in (0, 6) or two.case in "UM"
                if telling and lexicon.entry(f"{one.low} {two.low}") & PLACE:
                    self["town"][at : at + 2] = 1, 2

    def _famous(self, starts: Places) -> None:
        """Which words are those of well-known employers and schools: 1 and 2 for employers of one word and of several,
        3 and 4 for schools.
        """
        famous = self["famous"]
        for entries, sign in ((lexicon.employers(), 1), (lexicon.schools(), 3)):
            for at in starts.tolist():
                if self.tokens[at].low in entries.seconds:
                    size = longest(self.tokens, at, entries) or int(entries.alone(self.tokens[at].low))
                else:
                    size = int(self.tokens[at].low in entries.rests)
                if size:
                    famous[at : at + size] = sign + (size > 1)

    def _finds(self, loose: Mapping[int, Found]) -> None:
        found, rule, sure = self["found"], self["rule"], self["sure"]
        for at, find in loose.items():
            found[at], rule[at] = number(f"{find.action} {find.type}"), number(find.rule)
            sure[at] = number(f"{find.type} {find.confidence}")

    def _neighbours(self) -> None:
        tokens, size, kept = self.tokens, self.size, self._kept
        near, mark = self["near"], self["mark"]
        np.copyto(near, self["near_kept"], where=kept)
        for place in np.flatnonzero(self.covered).tolist():
            near[place] = number("M" + tokens[place].taken_as[:3])
        mark[:] = _SPACE
        mark[tokens.joined] = [
            _mark(gap) if len(gap) < 4 and gap.isascii() else _sign(gap) for gap in self._gaps
        ]  # no long gap is remembered
        mark[:1] = _START
        for name in ("low", "near", "mark"):
            self.edges(name, _START, _END)
        for name in ("wide", "family", "end2"):
            self.edges(name, _NONE, _NONE)
        many = np.zeros(size + 2 * _TOOLS_WITHIN + 1, np.int64)
        many[_TOOLS_WITHIN + 1 : size + _TOOLS_WITHIN + 1] = kept
        many = many.cumsum()
        around = many[2 * _TOOLS_WITHIN + 1 :] - many[:size] - kept
        self["tools"][:] = np.minimum(around, _MANY_TOOLS)
        tools = kept & ((self._signs & TOOL) != 0) & ~self.covered
        listing = (mark == _COMMA) | (mark == _SLASH)
        self["listing"][1:] = tools[:-1] & listing[1:]
        self["listing"][:-1] += (tools[1:] & listing[1:]).astype(np.uint64) << _ONE

    def _pay(self) -> None:
        size = self.size
        pay = (self._signs & PAY) != 0
        joined = zip(self.tokens.joined, self._gaps, strict=True)
        pay[[at for at, gap in joined if not _SIGNS.isdisjoint(gap)]] = True
        pays = np.concatenate([[-_NOWHERE], np.flatnonzero(pay), [size + _NOWHERE]])
        at = np.arange(size)
        left, right = pays[np.searchsorted(pays, at) - 1], pays[np.searchsorted(pays, at, "right")]
        apart = np.minimum(at - left, right - at)
        self["apart"][:] = np.minimum(apart, _FAR)
        self["paid"][:] = apart < _PAID
        self["pay"][:] = np.where(at - left < _FAR, self["low"][np.maximum(left, 0)], 0)
        self["tenth"][:] = 10 * at // max(size, 1)

    def _candidates(self, loose: Mapping[int, Found]) -> Places:
        """Not the commonest words, unless they are names too, nor what is taken or only rounded pay."""
        signs = self._signs
        open_ = (signs & np.where(self._initial, _OPEN_FIRST, _OPEN)) != 0
        open_ |= self["famous"] != 0
        open_ &= ~self.covered & ~((self["mark"] == _APOSTROPHE) & (self["length"] < 3))
        figures = self._kept & ~self._alone & ((signs & FIGURE) != 0)  # of an entry: 24/7, ISO 9001
        open_ &= ~figures
        for at in self.tokens.at(_AROUND):
            if at + 1 < self.size and _rounded(self.tokens[at + 1]):
                scaled = at + 2 < self.size and self.tokens[at + 2].low in _SCALES
                open_[at + 1 : at + 2 + scaled] = False
        open_[list(loose)] = True
        return np.flatnonzero(open_)


def _rounded(token: Token) -> bool:
    """Whether a figure is one of those that stand in place of pay: ``around 150k``."""
    match = _ROUND.fullmatch(token.text)
    return match is not None and band(float(match[1]) * _SCALE[match[2]]) == token.text


def _sign(gap: str) -> int:
    """What stands before a word, a character or two, as a number."""
    if "\n" in gap:
        return number("n")
    bare = gap.strip()
    return number((bare if len(bare) == 1 else bare[0] + "+") if bare else "_" if gap else "0")


_mark = lru_cache(maxsize=256)(_sign)
