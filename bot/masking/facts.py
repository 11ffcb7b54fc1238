"""What is known of a word as it is written, looked up once for each form: its case, how common it is, the lists it is
in, and where detectors look for it.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.masking import cues, lexicon, traits

_TAILS = ("'s", "'ll", "'d", "'ve", "'re", "'m", "n't")
SORTS = ("capitals", "odd", "figures", "figured", "staying", "leading", "kinds", "placeholders")
"""The lists of ``Words`` in which detectors look."""
_CAPITAL, _ODD, _FIGURE, _FIGURED, _STAYS, _LEADS, _KIND, _PLACE = range(len(SORTS))


class Facts(NamedTuple):
    """What is known of a word as it is written."""

    text: str
    """Without a possessive or another tail."""
    low: str
    """The same, folded."""
    case: str
    """``l`` lower, ``T`` capitalised, ``U`` capitals, ``M`` mixed, ``-`` no cased letter, ``P`` a placeholder."""
    rank: int
    flags: int
    row: bytes
    """What the models are told of it (traits.py)."""
    tail: str
    sorts: tuple[int, ...]
    """Where detectors look for it."""


COMMON: dict[str, Facts] = {}
"""What is known of common words as they are written, from one text to the next: dictionary words and cues in lower case
(some, will or rose, are names too: that somebody wrote them tells nothing), with a capital only those that no list of
names or employers has, months and weekdays, single letters, figures of two signs. No word that is nothing but a name
comes in here, and the lists bound how many do.
"""
_NOBODYS = cues.STOP | cues.MONTHS_AND_DAYS | frozenset("he she mr mrs ms dr".split())


def facts_of(word: str, known: dict[str, Facts]) -> Facts:
    """The facts of a word or a placeholder that is not known yet."""
    facts = known[word] = _placeholder(word) if word[0] == "[" else _facts(word)
    return facts


def _placeholder(word: str) -> Facts:
    return Facts(word, word, "P", 0, 0, traits.placeholder_row(word), "", (_PLACE,))


def _facts(word: str) -> Facts:
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
    row = traits.row(bare, low, case, rank, flags, tail)
    facts = Facts(bare, low, case, rank, flags, row, tail, tuple(sorts))
    if word.isascii() and (len(bare) < 2 or (figure and len(bare) < 3) or _is_common(word, low, rank, flags)):
        COMMON[word] = facts
    return facts


def _is_common(word: str, low: str, rank: int, flags: int) -> bool:
    if word.islower():
        return rank == 1 or (word == low and (0 < rank < 5 or low in traits.CUES))
    if word != low.capitalize():
        return False
    employer = low in lexicon.employers().rests
    known = not flags and not employer and lexicon.entry(low) > 0 and (0 < rank < 5 or low in traits.CUES)
    return known or low in _NOBODYS


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
