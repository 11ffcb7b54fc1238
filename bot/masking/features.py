"""What there is to say about a word before it is judged: its shape, the lists, and the words around it.

Each description is a row of keys in a fixed order, one for each question asked (``WORD_KEYS``, ``NUMBER_KEYS``), and a
handful of free ones. The tagger holds a weight for each key it learned; a key it never saw weighs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate

from bot.masking import cues, lexicon
from bot.masking.compounds import is_made_of_words
from bot.masking.found import Found
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER
from bot.masking.shapes.money import band
from bot.masking.tokens import Token, Words

WORD_KEYS, NUMBER_KEYS = 40, 24
NUMBER_WORDS = cues.NUMBER_WORDS
_SIGNS = frozenset("$€£₹¥₦₺₩")
_LISTED = FIRST | LAST | PLACE | PROPER
_LISTS: tuple[tuple[str, Set[str]], ...] = (
    ("role", cues.ROLES.keys()),
    ("title", cues.TITLES),
    ("head", cues.COMPANY_HEADS),
    ("work", cues.WORK),
    ("city", cues.CITY_WORDS),
    ("code", cues.CITY_CODES),
    ("part", cues.PARTICLES),
    ("month", cues.MONTHS_AND_DAYS),
    ("pay", cues.PAY_WORDS),
    ("stop", cues.STOP),
    ("school", cues.SCHOOL_HEADS),
)
_IN_LISTS = frozenset(word for _, words in _LISTS for word in words)
_PLACEHOLDERS = {
    "company": "COM", "union": "COM", "school": "SCH", "place": "LOC", "city": "LOC", "address": "ADD", "pay": "MON",
    "date": "DAT", "number": "ID", "email": "EMA", "phone": "PHO", "link": "URL", "handle": "HAN", "ship": "PRO",
    "project": "PRO", "title": "OTH",
}  # fmt: skip
_NOBODY = ("-", "-", "-")
_ROUGHLY = frozenset(("around",))
_SCALES = frozenset(("lakh", "crore"))
_ROUND = re.compile(r"(\d{1,3}(?:\.\d)?)([kM]?)")
_SCALE = {"": 1, "k": 1000, "M": 1_000_000}
_RUNS = re.compile(r"(.)\1{3,}")


class Sheet:
    """One story as it is described; ``loose`` are the finds of shape that the tagger may doubt, by token."""

    def __init__(self, tokens: Words, loose: Mapping[int, Found], own: Set[str] = frozenset()) -> None:
        self.tokens, self.loose, self.own = tokens, loose, own
        self.size = len(tokens)
        self.kinds = ["^", "^", "^", *map(_kind, tokens), "$", "$", "$"]
        self.lows = ["^", "^", "^", *["[]" if t.case == "P" else t.low for t in tokens], "$", "$", "$"]
        self.marks = ["^", *["_" if t.gap == " " else _mark(t) for t in tokens[1:]], "$"]
        starts = [tokens[at].case for at in tokens.joined if tokens[at].initial and tokens[at].case in "lTUM"]
        self.style = "L" if starts.count("l") * 2 > len(starts) else "N"
        self.kept = [0, *accumulate([t.kept for t in tokens])]
        self.kin = [_NOBODY, _NOBODY, *[t.kin for t in tokens], _NOBODY, _NOBODY]
        signs = [at for at in tokens.joined if not _SIGNS.isdisjoint(tokens[at].gap)]
        self.pay = sorted({*tokens.at(cues.PAY_WORDS), *signs})
        self.known = _famous(tokens)
        self._cases: dict[str, tuple[bool, bool]] = {}
        rounded = [at + 1 for at in tokens.at(_ROUGHLY) if at + 1 < self.size and _rounded(tokens[at + 1])]
        scaled = [at + 1 for at in rounded if at + 1 < self.size and tokens[at + 1].low in _SCALES]
        self._rounded = {*rounded, *scaled}

    def candidates(self) -> list[int]:
        """The words worth asking about: not the commonest in lower case, unless they are names too."""
        return [at for at, token in enumerate(self.tokens) if at in self.loose or self._open(at, token)]

    def _open(self, at: int, token: Token) -> bool:
        low = token.low
        if token.case == "P" or token.covered or at in self._rounded or (token.gap == "'" and len(low) < 3):
            return False
        if token.kept and not token.alone and token.text[0].isdigit():
            return False  # a figure of an entry: 24/7, ISO 9001
        if low in NUMBER_WORDS or at in self.known:
            return True
        if token.case == "l":
            if low in cues.STOP or (token.rank == 1 and not token.flags & FIRST):
                return False
            return token.rank != 2 or bool(token.flags & _LISTED)
        return not (token.initial and token.case == "T" and token.rank == 1 and not token.flags & FIRST)

    def is_number(self, at: int) -> bool:
        """Whether the word is described as a number."""
        return not self.tokens[at].text[0].isalpha() or self.tokens[at].low in NUMBER_WORDS

    def describe(self, at: int) -> tuple[list[str], list[str]]:
        """The keys of a word in their order, and the free ones."""
        return self._number(at) if self.is_number(at) else self._word(at)

    def _word(self, at: int) -> tuple[list[str], list[str]]:
        token = self.tokens[at]
        low, rank = token.low, token.rank
        b3, b2, b, _, a, a2, a3 = self.kinds[at : at + 7]
        lb2, lb, _, la, la2 = self.lows[at + 1 : at + 6]
        k2, k1, own, k4, _ = self.kin[at : at + 5]
        g, ga = self.marks[at], self.marks[at + 1]
        case = token.case
        kept = "" if not token.kept else "k" if token.alone else "K"
        shape = case + "I" if token.initial else case
        kind = case + ("w" if rank in (1, 2) else "u" if rank in (3, 4, 5) else "x") + kept
        listed = f"{token.flags & _LISTED}"
        near = self.kept[min(at + 7, self.size)] - self.kept[max(0, at - 6)] - token.kept
        keys = [
            low, shape + self.style, kind, f"{shape}{rank}{kept}", shape + listed, f"{shape}{listed}.{rank}{kept}",
            low[-2:] + case, low[-3:] + kind, low[:3] + case, low[:4], f"{min(len(low), 9)}{kind}",
            own[1] + shape, own[0], own[2] + shape, f"{own[2]}{rank}{case}",
            kind + b, kind + a, kind + g + ga, kind + b2, kind + a2, f"{b}|{g}", f"{a}|{ga}", f"{b}|{a}", f"{b2}|{b}",
            f"{a}|{a2}", lb, la, lb2, la2, b3, a3, lb + g, la + ga, k2[1], k1[1], k4[1], k1[0] + k4[0],
            f"{min(near, 4)}{kind}", la[-2:] + kind, lb[-2:] + kind,
        ]  # fmt: skip
        return keys, self._more(at, token, shape, kind)

    def _more(self, at: int, token: Token, shape: str, kind: str) -> list[str]:
        low = token.low
        more = [name + shape for name, words in _LISTS if low in words] if low in _IN_LISTS else []
        if len(self.tokens.places.get(low, ())) > 1:
            lower, capital = self._written(low)
            if token.case != "l" and lower:
                more.append("also lower " + shape)
            elif token.case == "l" and capital:
                more.append("also capital")
        if token.tail:
            more.append(token.tail + kind)
        if low in self.own:
            more.append("own" + kind)
        if token.of_kind:
            more.append("of a kind")
        if at in self.known:
            more += [self.known[at], self.known[at] + kind]
        if not token.rank and len(low) > 4 and not token.flags & _LISTED and is_made_of_words(low):
            more.append("made" + shape)
        more += self._found(at, kind)
        listed = self.marks[at] in ",/", self.marks[at + 1] in ",/"
        if listed[0] and self.kinds[at + 2][:1] == "K":
            more.append("listed after" + kind)
        if listed[1] and self.kinds[at + 4][:1] == "K":
            more.append("listed before" + kind)
        return more

    def _written(self, low: str) -> tuple[bool, bool]:
        """Whether a word stands in lower case somewhere, and with a capital inside a sentence."""
        if low not in self._cases:
            others = [self.tokens[p] for p in self.tokens.places[low]]
            capital = any(t.case == "T" and not t.initial for t in others)
            self._cases[low] = any(t.case == "l" for t in others), capital
        return self._cases[low]

    def _found(self, at: int, kind: str) -> list[str]:
        find = self.loose.get(at)
        if find is None:
            return []
        sign = "R" if find.action == "mask" else "O"
        return [sign + find.type, sign + find.rule + kind, f"{sign}{find.type}{find.confidence}"]

    def _number(self, at: int) -> tuple[list[str], list[str]]:
        token, tokens = self.tokens[at], self.tokens
        text = token.text
        b3, b2, b, _, a, a2, a3 = self.kinds[at : at + 7]
        lb, la = self.lows[at + 2], self.lows[at + 4]
        g, ga = self.marks[at], self.marks[at + 1]
        shape = "".join(["9" if c.isdigit() else "a" for c in text])
        shape = _RUNS.sub(r"\1\1\1+", shape)[:8] if text[0].isdigit() else "w"
        size = _size(text)
        here = bisect_left(self.pay, at)
        left = self.pay[here - 1] if here else -99
        beyond = here + (here < len(self.pay) and self.pay[here] == at)
        right = self.pay[beyond] if beyond < len(self.pay) else at + 99
        apart = min(at - left, right - at)
        before = tokens[left].low if at - left < 9 else ""
        kind = ("k" if token.kept else "") + ("" if shape == "w" else "#")
        paid = "y" if apart < 5 else "n"
        keys = [
            token.low, shape + kind, size + ga, lb, la, g + ga, f"{b}|{a}", b + kind, a + kind, b2, a2, b3, a3,
            f"{b2}|{b}", f"{a}|{a2}", f"{min(apart, 9)}", f"{paid}{b}|{a}", before, lb + g, la + ga,
            size + b, size + a, f"{size}{g}{ga}{b}", f"{10 * at // self.size}{paid}",
        ]  # fmt: skip
        around = self.lows[max(3, at - 2) : at + 3] + self.lows[at + 4 : min(at + 9, self.size + 3)]
        return keys, ["~" + low for low in around] + self._found(at, "#")


def _rounded(token: Token) -> bool:
    """Whether a figure is one of those that stand in place of pay: ``around 150k``."""
    match = _ROUND.fullmatch(token.text)
    return match is not None and band(float(match[1]) * _SCALE[match[2]]) == token.text


def _size(text: str) -> str:
    if not text.isdecimal():
        return "a"
    value = int(text)
    if 1900 <= value <= 2100:
        return "y"
    limits = ((13, "d"), (32, "D"), (100, "h"), (1000, "H"), (10_000, "T"))
    return next((sign for limit, sign in limits if value < limit), "X") + ("0" if text[0] == "0" else "")


def _kind(token: Token) -> str:
    """What a word is as a neighbour."""
    if token.case == "P":
        return "M" + _PLACEHOLDERS.get(token.low.strip("[]0123456789 "), "PER")
    if token.covered:
        return "M" + token.taken_as[:3]
    low = token.low
    sort = _SORTS.get(low)
    if sort is None and token.text[0].isdigit():
        return "NUM"
    capital = "l" if token.case == "l" else "T"
    if sort is not None:
        return sort + capital if sort == "HEAD" else sort
    return "K" + capital if token.kept else f"{token.case}{min(token.rank, 4)}"


def _sorts() -> dict[str, str]:
    """Word to what it is as a neighbour, whatever its case; the first of several wins."""
    lists: tuple[tuple[str, Iterable[str]], ...] = (
        ("TITLE", cues.TITLES),
        ("ROLE", cues.ROLES),
        ("SUFFIX", cues.SUFFIX_TITLES),
        ("SAYS", cues.SAYS),
        ("SPEAKS", cues.SPEAKS),
        ("MONTH", cues.MONTHS_AND_DAYS),
        ("NW", NUMBER_WORDS),
        ("STOP", cues.STOP),
        ("WORK", cues.WORK),
        ("STUDIED", cues.STUDIED),
        ("MOVES", cues.MOVES),
        ("HEAD", cues.COMPANY_HEADS),
    )
    found: dict[str, str] = {}
    for sort, words in lists:
        for word in words:
            found.setdefault(word, sort)
    return found


_SORTS = _sorts()


def _mark(token: Token) -> str:
    """What stands before a word, in a character or two."""
    gap = token.gap
    if gap == " ":
        return "_"
    if "\n" in gap:
        return "n"
    bare = gap.strip()
    if not bare:
        return "_" if gap else "0"
    return bare if len(bare) == 1 else bare[0] + "+"


def _famous(tokens: Words) -> dict[int, str]:
    """The words of well-known employers and schools."""
    known: dict[int, str] = {}
    for table, name in ((lexicon.employers(), "employer"), (lexicon.schools(), "school")):
        for at in tokens.at(table.keys()):
            if tokens[at].case == "-" or (tokens[at].case == "l" and tokens[at].rank == 1):
                continue
            size = _longest(tokens, at, table[tokens[at].low])
            for here in range(at, at + size):
                known[here] = name + ("+" if size > 1 else "")
    return known


def _longest(tokens: Sequence[Token], at: int, rests: frozenset[tuple[str, ...]]) -> int:
    lows = tuple([t.low for t in tokens[at + 1 : at + 5]])
    return max((len(r) + 1 for r in rests if lows[: len(r)] == r), default=0)
