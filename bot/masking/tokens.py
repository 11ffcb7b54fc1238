"""The words of a story, each with what the lists and its place in the sentence say about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from bot.masking import lexicon, traits
from bot.masking.lexicon import Phrases

_SPELLED_SIGN = r"dot|at|punkt|punto|ponto|point|underscore|dash|hyphen|slash|arroba"
_PLACEHOLDER = rf"\[(?!(?:{_SPELLED_SIGN})\])[a-z][a-z ]{{1,24}}(?: \d{{1,3}})?\]"
_TOKEN = re.compile(rf"({_PLACEHOLDER}|{lexicon.WORD.pattern})")
_ABBREVIATED = frozenset(
    (
        "mr mrs ms mx dr prof st jr sr rev capt sgt lt col gen hon fr sra dra herr vs eg ie no nr approx "
        "incl inc dept univ"
    ).split()
)
_TAILS = ("'s", "'ll", "'d", "'ve", "'re", "'m", "n't")
_STARTS = re.compile(r"[.!?:\n;•|>*=/~]|(?:^|\s)[\"'\[-]+$|[-\"]\s*$|\.\.\.|[^\x00-\x7f]")


@dataclass(eq=False)  # no slots: defaults that stay on the class make thousands of these cheaper
class Token:
    """One word of the plain text.

    ``low`` is folded and without a possessive; ``end`` leaves the possessive out.
    """

    start: int
    end: int
    text: str
    low: str
    gap: str
    """What stands between the word before and this one."""
    case: str
    """``l`` lower, ``T`` capitalised, ``U`` capitals, ``M`` mixed, ``-`` no cased letter, ``P`` a
    placeholder.
    """
    initial: bool
    """Whether a sentence, a quotation or a line begins here, so that a capital says little."""
    rank: int
    flags: int
    row: bytes
    """What the models are told of it (traits.py)."""
    tail: str = ""
    kept: bool = field(default=False, init=False)
    """Part of an entry of the lexicon of what must stay."""
    alone: bool = field(default=False, init=False)
    """Kept by an entry of one word, which a strong cue can overrule."""
    of_kind: bool = field(default=False, init=False)
    """One of several words of a kind in this story (data/kinds.txt)."""
    covered: bool = field(default=False, init=False)
    """Inside a find of an earlier layer."""
    taken_as: str = field(default="", init=False)
    """The type of that find."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.case in "TM"


_start, _end = attrgetter("start"), attrgetter("end")

Facts = tuple[str, str, str, int, int, bytes, str, tuple[int, ...]]
"""What is known of a word as it is written: see ``_facts``."""
_SORTS = ("capitals", "odd", "figures", "figured", "staying", "leading", "kinds", "placeholders")
"""Where detectors look for a word: the lists of ``Words``."""
_CAPITAL, _ODD, _FIGURE, _FIGURED, _STAYS, _LEADS, _KIND, _PLACE = range(len(_SORTS))


class Words(list[Token]):
    """The tokens of a text in order, with where the detectors need to look. ``known`` carries what was looked up from
    one look at a story to the next.
    """

    __slots__ = (*_SORTS, "joined", "lows", "places")
    capitals: list[int]
    """Positions of words with a capital."""
    odd: list[int]
    """Positions of words that no list of common words knows, or written in capitals."""
    figures: list[int]
    """Positions of words that begin with a figure."""
    figured: list[int]
    """Positions of words with a figure behind a letter."""
    staying: list[int]
    """Positions of words that are an entry of what must stay."""
    leading: list[int]
    """Positions of words with which an entry of several words begins."""
    kinds: list[int]
    """Positions of words of a kind (data/kinds.txt)."""
    placeholders: list[int]

    def __init__(self, text: str, known: dict[str, Facts]) -> None:
        super().__init__()
        lists: tuple[list[int], ...] = tuple([] for _ in _SORTS)
        self.capitals, self.odd, self.figures, self.figured = lists[:4]
        self.staying, self.leading, self.kinds, self.placeholders = lists[4:]
        self.joined: list[int] = []
        """Positions of words with anything but one space before them."""
        self.places: dict[str, list[int]] = {}
        """Folded word to its positions."""
        places, end, previous = self.places, 0, None
        parts = _TOKEN.split(text)  # gap, word, gap, word, ..., gap
        for at, (gap, word) in enumerate(zip(parts[::2], parts[1::2], strict=False)):
            facts = _COMMON.get(word) or known.get(word)
            if facts is None:
                facts = known[word] = _placeholder(word) if word[0] == "[" else _facts(word)
            bare, low, case, rank, flags, row, tail, sorts = facts
            initial = previous is None or (gap != " " and _initial(gap, previous))
            start = end + len(gap)
            end = start + len(word)
            previous = Token(start, start + len(bare), bare, low, gap, case, initial, rank, flags, row, tail)
            self.append(previous)
            if gap != " ":
                self.joined.append(at)
            for sort in sorts:
                lists[sort].append(at)
            if case == "P":
                continue
            if low in places:
                places[low].append(at)
            else:
                places[low] = [at]
        self.lows = frozenset(places)

    def inside(self, start: int, end: int) -> range:
        """Positions of the words that a stretch of the text touches."""
        return range(bisect_right(self, start, key=_end), bisect_left(self, end, key=_start))

    def at(self, wanted: Set[str]) -> list[int]:
        """Positions of the words in ``wanted``, in order."""
        hits = self.lows & wanted
        return sorted([at for low in hits for at in self.places[low]]) if hits else []


def tokens_of(text: str, own: Set[str] = frozenset(), known: dict[str, Facts] | None = None) -> Words:
    """The tokens of the plain text; lexicon entries, and common words among ``own`` (those of the author's role),
    marked as to be kept. ``known`` carries what was looked up from one look at a story to the next.
    """
    found = Words(text, {} if known is None else known)
    _mark_kept(found)
    _mark_numbered(found)
    _mark_kinds(found)
    for at in found.at(own):
        token = found[at]
        if token.rank and not token.kept:
            token.kept = token.alone = True
    return found


def _mark_kinds(found: Words) -> None:
    """Where several words of one kind stand, herbs or scores or composers, they are meant and no people."""
    table = lexicon.kinds()
    hits = {found[at].low for at in found.kinds}
    words: dict[tuple[int, int], set[str]] = {}
    for low in hits:
        for kind in table[low]:
            words.setdefault(kind, set()).add(low)
    many = {kind for kind, low in words.items() if len(low) >= kind[1]}
    for low in hits if many else ():
        if many.intersection(table[low]):
            for at in found.places[low]:
                found[at].kept = found[at].alone = found[at].of_kind = True


_COMMON: dict[str, Facts] = {}
"""What is known of common words as they are written, from one text to the next: dictionary words in lower case, with a
capital only those that no list of names has, words of the cues, single letters, figures of two signs. What could be a
name never comes in here."""


def _placeholder(word: str) -> Facts:
    return word, word, "P", 0, 0, traits.placeholder_row(word), "", (_PLACE,)


def _facts(word: str) -> Facts:
    """The word without its tail, folded, its case, rank, flags, row, the tail, and where detectors look for it."""
    figure = word[0].isdigit()
    bare, low, tail, rank, flags = word, word.casefold(), "", 0, 0
    if not figure:  # no list has words that begin with one
        if "'" in word:
            tail = next((t for t in _TAILS if word.lower().endswith(t) and len(word) > len(t)), "")
            bare = word[: len(word) - len(tail)]
            low = bare.casefold().replace("'", "")
        rank, flags = lexicon.facts(low)
        if not rank and "'" in bare:
            rank = min(3, lexicon.rank(bare.casefold()))
        if not rank and tail == "n't":
            rank = 1
    case = _case(bare)
    sorts = [_CAPITAL] if case in "TUM" else []
    if rank in (0, 6) or case in "UM":
        sorts.append(_ODD)
        if figure:
            sorts.append(_FIGURE)
        elif not bare.isalpha() and any(map(str.isdigit, bare)):
            sorts.append(_FIGURED)
    if low in lexicon.kinds():
        sorts.append(_KIND)
    sorts += _kept_as(bare, low)
    facts = bare, low, case, rank, flags, traits.row(bare, low, case, rank, flags, tail), tail, tuple(sorts)
    plain = 0 < rank < 5 and "'" not in bare and (case == "l" or (case in "TU" and not flags))
    if word.isascii() and (plain or low in traits.CUES or len(bare) < 2 or (figure and len(bare) < 3)):
        _COMMON[word] = facts
    return facts


def _kept_as(bare: str, low: str) -> list[int]:
    """Whether it is an entry of what must stay, the plural of one in capitals, or the first word of a longer one."""
    entries = lexicon.kept()
    if low in entries.rests:
        return [_STAYS] * entries.alone(low) + [_LEADS] * (low in entries.seconds)
    plural = bare[-1] == "s" and bare[:-1].isupper() and len(low) > 2
    return [_STAYS] if plural and entries.alone(low[:-1]) else []


def _case(word: str) -> str:
    if word.islower():
        return "l"
    if word.isupper():
        return "U" if len(word) > 1 else "T"
    if word[0].isupper():
        return "T" if word[1:].islower() else "M"
    return "M" if word.upper() != word else "-"


def _initial(gap: str, previous: Token) -> bool:
    """Whether a sentence, a quotation or a line begins behind the gap."""
    if not _opens(gap):
        return False
    bare = gap.strip()
    if bare == ".":
        return not (gap[0] == "." and (previous.low in _ABBREVIATED or len(previous.text) == 1))
    return not (bare == "/" and previous.low == "w")


@lru_cache(maxsize=256)
def _opens(gap: str) -> bool:
    return gap != "-" and bool(_STARTS.search(gap))


_NUMBERED = frozenset(
    "section clause chapter version release figure fig table appendix article paragraph annex grade step level round "
    "question unit lesson module part page volume phase stage tier".split()
)


def _mark_numbered(found: Words) -> None:
    """``section 12.4``, ``level 3``: the figure belongs to the word before it."""
    for at in found.at(_NUMBERED):
        for one in found[at + 1 : at + 4]:
            if not one.text[0].isdigit() or one.gap not in (" ", "."):
                break
            one.kept, one.alone = True, False


def _mark_kept(found: Words) -> None:
    """The longest entry that begins at each word; what is part of a longer one is not kept by itself."""
    entries, shouted = lexicon.kept(), lexicon.acronyms()
    seconds, last = entries.seconds, len(found) - 1
    for at in [i for i in found.leading if i < last and found[i + 1].low in seconds[found[i].low]]:
        for one in found[at : at + longest(found, at, entries)]:
            one.kept, one.alone = True, False
    for at in found.staying:
        token = found[at]
        if not token.kept and (token.case != "T" or token.initial or token.low not in shouted):
            token.kept = token.alone = True


def longest(found: Words, at: int, entries: Phrases) -> int:
    """How many words from ``at`` on are the longest entry of several words; 0 if none is."""
    first = found[at].low
    if at + 1 >= len(found) or found[at + 1].low not in entries.seconds.get(first, ()):
        return 0
    sizes = (
        len(rest) + 1
        for rest in entries.rests[first]
        if rest
        and len(found) > at + len(rest)
        and all(found[at + i].low == word for i, word in enumerate(rest, 1))
    )
    return max(sizes, default=0)
