"""What the lists say of a word as it is written, in a row of numbers: looked up once for each form.

Strings stand as their CRC-32, the same in every process. ``FIELDS`` names the numbers of a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from struct import Struct
from zlib import crc32

import numpy as np

from bot.masking import cues, lexicon
from bot.masking.compounds import is_made_of_words
from bot.masking.kin import UNKNOWN, kin
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER

FIELDS = (
    "low", "end2", "end3", "start3", "start4", "length", "case", "rank", "listed", "family", "wide", "written",
    "near", "near_kept", "lists", "made", "tail", "figures", "size", "is",
)  # fmt: skip
"""``near`` is what the word is as a neighbour, ``near_kept`` that where it must stay; ``lists`` are the lists of cues
it is in; ``figures`` and ``size`` describe a number; ``is`` holds the signs below."""
OPEN, OPEN_FIRST, ALWAYS, NUMBER, FIGURE, PAY, FAMOUS, TOOL, TOWN = (1 << i for i in range(9))
"""Worth asking about; so where a sentence begins; even if it is a word of the commonest; described as a number; begins
with a figure; of pay; may begin a well-known name; may be a tool where it must stay; may begin a town's name."""
LISTED = FIRST | LAST | PLACE | PROPER
CASES = "lTUM-P"
ROW = np.dtype("<u4")
_ROW = Struct(f"<{len(FIELDS)}I")
LISTS: tuple[Set[str], ...] = (
    cues.ROLES.keys(), cues.TITLES, cues.COMPANY_HEADS, cues.WORK, cues.CITY_WORDS, cues.CITY_CODES, cues.PARTICLES,
    cues.MONTHS_AND_DAYS, cues.PAY_WORDS, cues.STOP, cues.SCHOOL_HEADS,
)  # fmt: skip
_PLACEHOLDERS = {
    "company": "COM", "union": "COM", "school": "SCH", "place": "LOC", "city": "LOC", "address": "ADD", "pay": "MON",
    "date": "DAT", "number": "ID", "email": "EMA", "phone": "PHO", "link": "URL", "handle": "HAN", "ship": "PRO",
    "project": "PRO", "title": "OTH",
}  # fmt: skip
_RUNS = re.compile(r"(.)\1{3,}")
_SIZES = ((13, "d"), (32, "D"), (100, "h"), (1000, "H"), (10_000, "T"))


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """A sign, a kind or a rule as a number; not for words of a text, which nothing here may remember."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def row(text: str, low: str, case: str, rank: int, flags: int, tail: str = "") -> bytes:
    """The row of a word: ``text`` as it is written, folded ``low``, and what the lists know of it."""
    figure = text[0].isdigit()
    fixed, lists, signs = _LISTED_AS.get(low, _NOTHING)
    if figure or not text[0].isalpha():
        signs |= NUMBER | FIGURE * figure
    signs |= _open(low, case, rank, flags)
    if (
        case != "-"
        and not (case == "l" and rank == 1)
        and (low in lexicon.employers().rests or low in lexicon.schools().rests)
    ):
        signs |= FAMOUS
    if low in lexicon.towns():
        signs |= TOWN
    if fixed is not None:
        near = near_kept = number(fixed + ("l" if case == "l" else "T") if fixed == "HEAD" else fixed)
    elif figure:
        near = near_kept = number("NUM")
    else:
        near, near_kept = _NEAR[case][rank]
        signs |= TOOL
    listed = flags & LISTED
    family, wide, written = UNKNOWN if figure else kin(low)
    folded = low.encode()
    return _ROW.pack(
        crc32(folded), crc32(folded[-2:]), crc32(folded[-3:]), crc32(folded[:3]), crc32(folded[:4]), min(len(low), 9),
        CASES.index(case), rank, listed, number(family), number(wide), number(written), near, near_kept, lists,
        not rank and len(low) > 4 and not listed and is_made_of_words(low),
        number(tail), number(_figures(text)) if figure else 0, number(_size(text)) if signs & NUMBER else 0,
        signs,
    )  # fmt: skip


def placeholder_row(label: str) -> bytes:
    """The row of a placeholder, ``[company]``: all of one kind are alike."""
    return _kind_row("M" + _PLACEHOLDERS.get(label.strip("[]0123456789 "), "PER"))


@cache
def _kind_row(near: str) -> bytes:
    seen = {"low": number("[]"), "end2": number("[]"), "near": number(near), "near_kept": number(near)}
    none = dict.fromkeys(("family", "wide", "written"), number("-")) | {"case": CASES.index("P")}
    return _ROW.pack(*(({**seen, **none}).get(field, 0) for field in FIELDS))


def _open(low: str, case: str, rank: int, flags: int) -> int:
    """Whether a word is worth asking about: not the commonest in lower case, unless they are names too."""
    if case == "l":
        if low in cues.STOP or (rank == 1 and not flags & FIRST) or (rank == 2 and not flags & LISTED):
            return 0
        return OPEN | OPEN_FIRST
    return OPEN if case == "T" and rank == 1 and not flags & FIRST else OPEN | OPEN_FIRST


def _figures(text: str) -> str:
    """The shape of a figure, ``999a`` for ``120k``."""
    if text.isdigit():
        return "9" * len(text) if len(text) < 4 else "999+"
    return _RUNS.sub(r"\1\1\1+", "".join(["9" if c.isdigit() else "a" for c in text]))[:8]


def _size(text: str) -> str:
    if not text.isdecimal():
        return "a"
    value = int(text[:9])  # longer ones are all of one size
    if 1900 <= value <= 2100:
        return "y"
    return next((sign for limit, sign in _SIZES if value < limit), "X") + ("0" if text[0] == "0" else "")


def _listed_as() -> dict[str, tuple[str | None, int, int]]:
    """Word to what it is as a neighbour (the first of several wins), the lists it is in, and its signs."""
    sorts: tuple[tuple[str, Iterable[str]], ...] = (
        ("TITLE", cues.TITLES),
        ("ROLE", cues.ROLES),
        ("SUFFIX", cues.SUFFIX_TITLES),
        ("SAYS", cues.SAYS),
        ("SPEAKS", cues.SPEAKS),
        ("MONTH", cues.MONTHS_AND_DAYS),
        ("NW", cues.NUMBER_WORDS),
        ("STOP", cues.STOP),
        ("WORK", cues.WORK),
        ("STUDIED", cues.STUDIED),
        ("MOVES", cues.MOVES),
        ("HEAD", cues.COMPANY_HEADS),
    )
    near = {word: sort for sort, words in reversed(sorts) for word in words}
    return {
        word: (
            near.get(word),
            sum(1 << at for at, words in enumerate(LISTS) if word in words),
            (ALWAYS | NUMBER) * (word in cues.NUMBER_WORDS) | PAY * (word in cues.PAY_WORDS),
        )
        for word in near.keys() | frozenset().union(*LISTS)
    }


_LISTED_AS = _listed_as()
_NEAR = {
    case: [(number(f"{case}{min(rank, 4)}"), number("Kl" if case == "l" else "KT")) for rank in range(7)]
    for case in CASES
}
"""Case and rank of a word that is in no list to what it is as a neighbour."""
CUES = _LISTED_AS.keys()
"""The words of the lists of cues."""
_NOTHING = (None, 0, 0)
