"""The words of a story, each with what the lists and its place in the sentence say about it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Set
from functools import lru_cache
from itertools import accumulate
from operator import attrgetter

from bot.masking import lexicon
from bot.masking.facts import COMMON, SORTS, Facts, facts_of
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
_STARTS = re.compile(r"[.!?:\n;•|>*=/~]|(?:^|\s)[\"'\[-]+$|[-\"]\s*$|\.\.\.|[^\x00-\x7f]")


class Token:
    """One word of the plain text: what is known of its form, and of its place."""

    __slots__ = (
        *Facts._fields[:-1], "start", "end", "gap", "initial", "kept", "alone", "of_kind", "covered", "taken_as",
    )  # fmt: skip
    text: str
    low: str
    case: str
    rank: int
    flags: int
    row: bytes
    tail: str
    start: int
    end: int
    """Without the tail."""
    gap: str
    """What stands between the word before and this one."""
    initial: bool
    """Whether a sentence, a quotation or a line begins here, so that a capital says little."""
    kept: bool
    """Part of an entry of the lexicon of what must stay."""
    alone: bool
    """Kept by an entry of one word, which a strong cue can overrule."""
    of_kind: bool
    """One of several words of a kind in this story (data/kinds.txt)."""
    covered: bool
    """Inside a find of an earlier layer."""
    taken_as: str
    """The type of that find."""

    def __init__(self, start: int, gap: str, initial: bool, facts: Facts) -> None:
        self.text, self.low, self.case, self.rank, self.flags, self.row, self.tail, _ = facts
        self.start, self.end = start, start + len(self.text)
        self.gap, self.initial = gap, initial
        self.kept = self.alone = self.of_kind = self.covered = False
        self.taken_as = ""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.case in "TM"


_start, _end = attrgetter("start"), attrgetter("end")


class Words(list[Token]):
    """The tokens of a text in order, with where the detectors need to look. ``known`` carries what was looked up from
    one look at a story to the next.
    """

    __slots__ = (*SORTS, "joined", "lows", "places")
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
        parts = _TOKEN.split(text)  # gap, word, gap, word, ..., gap
        gaps, words = parts[:-1:2], parts[1::2]
        facts = [COMMON.get(word) or known.get(word) or facts_of(word, known) for word in words]
        self.joined: list[int] = [at for at, gap in enumerate(gaps) if gap != " "]
        """Positions of words with anything but one space before them."""
        initial = [False] * len(words)
        for at in self.joined:
            initial[at] = _initial(gaps[at], facts[at - 1])
        initial[:1] = [True] * len(words[:1])
        starts = list(accumulate(map(len, parts)))[:-1:2]
        super().__init__(map(Token, starts, gaps, initial, facts))
        lists: tuple[list[int], ...] = tuple([] for _ in SORTS)
        self.capitals, self.odd, self.figures, self.figured = lists[:4]
        self.staying, self.leading, self.kinds, self.placeholders = lists[4:]
        places = self.places = dict[str, list[int]]()
        """Folded word to its positions."""
        for at, form in enumerate(facts):
            for sort in form.sorts:
                lists[sort].append(at)
            low = form.low
            if low in places:
                places[low].append(at)
            else:
                places[low] = [at]
        for at in self.placeholders:
            places.pop(self[at].low, None)
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


def _initial(gap: str, previous: Facts) -> bool:
    """Whether a sentence, a quotation or a line begins behind the gap."""
    if not (
        _opens(gap) if len(gap) < 4 and gap.isascii() else _STARTS.search(gap)
    ):  # no long gap is remembered
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
