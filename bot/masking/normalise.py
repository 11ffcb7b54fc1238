"""One plain form of a text for all detectors, with a map back to the original.

Compatibility forms, accents, zero-width characters, look-alike letters of other scripts and letters spaced
out one by
one are undone here, once, so that no detector has to think of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

LOOKALIKE = dict(
    zip(
        "аеорсухіјѕԁһԛԝӏɡаАВЕКМНОРСТУХІЈЅӀԌҮԚԜοαερτυικνχσΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhqwlgaABEKMHOPCTYXIJSIGYQWoaeptuikvxoABEZHIKMNOPTYX",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look Latin; used only inside words that are otherwise Latin."""

_SPECIAL = str.maketrans(
    {
        "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i",
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ŋ": "ng", "ə": "e", "ħ": "h",
        "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "ʹ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": " - ", "―": " - ", "−": "-", "⁄": "/", "∕": "/",
        "․": ".", "。": ".", "｡": ".", "\u00a0": " ", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n",
    }
)  # fmt: skip
# Patterns that begin with a look behind are tried at every character, so each has a quick one that says whether to.
_ANY_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f\u0261]")
_FOREIGN = re.compile(r"(?<![^\W\d_])[^\W\d_]*[\u0370-\u03ff\u0400-\u052f\u0261][^\W\d_]*")
_ANY_SPACED = re.compile(r"([ .*_·•-])[^\W\d_]\1[^\W\d_]\1")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:([ .*_·•-])[^\W\d_])(?:\1[^\W\d_])+(?![^\W_])")
_FIGURES = re.compile(r"\d(?<![\w.,:/-]\d)(?:(?: ?[.,] ?| )\d){2,}(?![\w]|[.,:/-]\d)")
"""Figures one by one: ``1 3 0``, ``2 7 . 5 0``."""
_LEETS = tuple(str.maketrans("013457@$", f"o{one}eastas") for one in "il")
_IN_WORD = re.compile(r"[\d@$](?:(?=[a-z])|(?<=[a-z].)|(?=[.,]o{3}))", re.I)
_MIXABLE = re.compile(r"[a-z\d@$]", re.I)
_MIXED = re.compile(
    r"(?<![\w.,/])(?=[a-z]{0,8}[0134578@$])(?=[0134578@$]{0,3}[a-z])[a-z0134578@$]{3,9}(?![\w/])", re.I
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_COUNTED = frozenset(
    "hour hours hourly week weekly month monthly year yearly annum salary gross basic base euro euros pound pounds "
    "dollar "
    "dollars quid grand thousand hundred one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
"""Words of amounts that are undone wherever they stand."""
_OF = re.compile(r"(?<=\d(?:st|nd|rd|th) )0f(?=\s[a-z])", re.I)
_DAY_BEFORE = re.compile(
    r"(?<![\w.,/-])[0-3ol]?[\dol](?:st|nd|rd|th|er|hb|\.)?[ -](?:(?:de|di|do|da|of|0f|d[eu]l) |d')?$", re.I
)
_DAY_AFTER = re.compile(r"\.? [0-3ol]?\d(?:st|nd|rd|th)?(?![\w:])", re.I)
_FIGURE = re.compile(
    r"(?<![^\W_])(?<![\w][.,/-])((?:[oOlI\d]|(?<=\d)S(?=[\doO])){1,5}(?:[.,](?:[oOlI\d]|(?<=\d)S(?=[\doO])){1,3}){0,3})"
    r"([kK]|st|nd|rd|th|ST|ND|RD|TH)?(?![^\W_])"
)
"""A number with letters for some of its figures: ``4O``, ``1O0k``, ``l2``."""
_FIGURE_DATE = re.compile(
    r"(?<![\w.,/-])([oOlI\d]{1,2})([./-])([oOlI\d]{1,2})(?:\2([oOlI\d]{4}|[oOlI\d]{2})|(\2))?(?![\w/-]|[.,]\w)"
)
_LETTERED = re.compile("[oOlIS]")
_AS_FIGURES = str.maketrans("oOlIS", "00115")
_UNIT_BEHIND = re.compile(
    r" ?(?:/ ?|(?:an?|per) )(?:h[o0]ur|hr|h|day|d4y|week|w33k|shift|month|m0nth|year)(?!\w)"
    r"| ?(?:[$€£₹₺]|(?:qu[i1]d|eur[o0]?s?|usd|gbp|chf|cad|aud|p[o0]unds?|d[o0]llars?|kr|sek|nok|dkk|zl|pln|czk|bin|"
    r"lakhs?|lpa|"
    r"tl|inr|rs|rand|grand|th[o0]u|th[o0]usand|brutt[o0]|nett[o0]|p/h|ph|pcm|basic|gross|net)(?!\w))",
    re.I,
)
_SIGN_AHEAD = re.compile(r"[$€£₪¥₹₦₩₺] ?$")
_NEXT_WORD = re.compile(r"\.? (?:(?:[o0]f|de|di|do) )?([a-z0134578@$]{3,10})(?![\w])", re.I)
_WORD_BEFORE = re.compile(r"(?<![\w])([a-z0134578@$]{3,10})\.? $", re.I)
_ROUND_O = re.compile(r"(?<=\d)[ОоΟο]+|[ОоΟο]+(?=\d)")
_DROPPED = {"Cf", "Mn", "Me"}


@dataclass(frozen=True, slots=True)
class Normal:
    """The plain text, and for each of its characters where it came from in the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a non-empty stretch of the plain text came from."""
        return self.starts[start], self.ends[end - 1]

    def position(self, at: int) -> int:
        """The character of the plain text that covers a place in the original, or the last one before it."""
        return max(0, bisect_right(self.starts, at) - 1)


def normalise(text: str) -> Normal:
    """The plain form of ``text``: linear in its length, never fails, whatever the text holds."""
    return _joined(_figured(_unchanged(text) if text.isascii() else _folded(text)))


def fold(text: str) -> str:
    """The plain form alone, in lower case: what keys and lists are compared by."""
    plain = text if text.isascii() and text.isalpha() else normalise(text).text
    return plain.casefold()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """What one character becomes; empty for a character that only decorates its neighbour."""
    if unicodedata.category(char) in _DROPPED:
        return ""
    special = char.translate(_SPECIAL)
    if special != char:
        return special
    code = ord(char)
    if 0x1F130 <= code <= 0x1F189:  # letters in squares and circles
        return chr(ord("A") + (code - 0x1F130) % 32) if (code - 0x1F130) % 32 < 26 else char
    if 0xAC00 <= code <= 0xD7A3:
        return char  # a Hangul syllable stays whole
    decomposed = unicodedata.normalize("NFKD", char)
    return "".join(c.translate(_SPECIAL) for c in decomposed if unicodedata.category(c) not in _DROPPED)


def _unchanged(text: str) -> Normal:
    return Normal(text, range(len(text)), range(1, len(text) + 1))


_WIDE = re.compile(r"[^\x00-\x7f]+")


def _folded(text: str) -> Normal:
    """Stretches of ASCII are taken over whole; only the others are looked at letter by letter. Mostly one character
    becomes one, and places stay as they are."""
    uneven = False

    def plain_of(match: re.Match[str]) -> str:
        nonlocal uneven
        plains = [_plain(char) for char in match[0]]
        uneven = uneven or any(len(plain) != 1 for plain in plains)
        return "".join(plains)

    plain = _WIDE.sub(plain_of, text)
    result = _uneven(text) if uneven else Normal(plain, range(len(text)), range(1, len(text) + 1))
    if not _ANY_FOREIGN.search(result.text):
        return result
    text = _FOREIGN.sub(_latin, result.text)
    if _ROUND_O.search(text):
        text = _ROUND_O.sub(_round, text)
    return Normal(text, result.starts, result.ends)


def _round(match: re.Match[str]) -> str:
    return "O" * len(match[0])


def _uneven(text: str) -> Normal:
    """The same where some characters become several, or none."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _WIDE.finditer(text):
        begin, end = match.span()
        parts.append(text[done:begin])
        starts += range(done, begin)
        ends += range(done + 1, begin + 1)
        done = end
        for at in range(begin, end):
            plain = _plain(text[at])
            if len(plain) == 1:
                parts.append(plain)
                starts.append(at)
                ends.append(at + 1)
            elif not plain:
                if ends:
                    ends[-1] = at + 1
            else:
                parts.append(plain)
                starts += [at] * len(plain)
                ends += [at + 1] * len(plain)
    parts.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return Normal("".join(parts), tuple(starts), tuple(ends))


def _latin(match: re.Match[str]) -> str:
    """A word with letters of two scripts, or one made of look-alikes only, in Latin letters."""
    word = match.group()
    mixed = any(c.isascii() for c in word)
    if mixed or (len(word) > 2 and all(c in LOOKALIKE for c in word)):
        return "".join(LOOKALIKE.get(c, c) for c in word)
    return word


def _figured(plain: Normal) -> Normal:
    """The same with words of dates and amounts in letters where figures stand for some of them (``0ct0ber``), and with
    their numbers in figures where letters do (``4O an h0ur``)."""
    text, done = plain.text, 0
    parts: list[str] = []
    for figure in _IN_WORD.finditer(text):
        start = figure.start()
        while start > done and start > figure.start() - 9 and _MIXABLE.match(text, start - 1):
            start -= 1
        if text[start] in "$@" and not text[start + 1 : start + 2].isalpha():
            start += 1
        if start < done or start >= len(text):
            continue
        begin, written = _as_meant(text, start, done)
        if written:
            parts += (text[done:begin], written)
            done = begin + len(written)
    return Normal("".join((*parts, text[done:])), plain.starts, plain.ends) if parts else plain


def _as_meant(text: str, start: int, done: int) -> tuple[int, str]:
    """Where a word, a date or a number with figures and letters mixed begins, and what it is without; or nothing."""
    if (match := _MIXED.match(text, start)) and (word := _word(text, match)):
        return start, word
    if text[start] == "0" and _OF.match(text, start):
        return start, "o"
    if not _LETTERED.search(text, start, start + 12):
        return start, ""
    match = _FIGURE_DATE.match(text, start) or _FIGURE_DATE.match(text, max(done, start - 3))
    if match and _is_date(match):
        return match.start(), match[0].translate(_AS_FIGURES)
    if (match := _FIGURE.match(text, start)) and _is_number(text, match):
        return start, match[1].translate(_AS_FIGURES)
    return start, ""


def _word(text: str, match: re.Match[str]) -> str:
    """The month or the word of an amount that a word with figures is; empty if it is none."""
    for leet in _LEETS:
        word = match[0].translate(leet)
        low = word.lower()
        if low in _MONTHS or low in _COUNTED:
            return word
        if low in _months_abroad() and (
            _DAY_BEFORE.search(text, max(0, match.start() - 12), match.start())
            or _DAY_AFTER.match(text, match.end())
        ):
            return word
    return ""


@cache
def _months_abroad() -> frozenset[str]:
    lines = (Path(__file__).parent / "data" / "months.txt").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if line[0] != "#" for name in line.split())


def _is_date(match: re.Match[str]) -> bool:
    """``o2.o6.``: a day and a month with letters for some of their figures."""
    first, mark, second, year, closed = match.groups()
    if match[0].isdigit() or not any(c.isalpha() for c in match[0]):
        return False
    written = [part for part in (first, second, year) if part]
    if any(part.isalpha() for part in written[: 1 if year and year.isdigit() else 3] if not year):
        return False
    if not (year or closed or len(first) == len(second) == 2) or (mark == "-" and not year):
        return False
    day, month = (int(part.translate(_AS_FIGURES)) for part in (first, second))
    return 0 < min(day, month) <= 12 and max(day, month) <= 31


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether a number with letters in it is one by what stands around it: a sign, a unit, a month."""
    said, mark = match[1], (match[2] or "").lower()
    start, end = match.span()
    if said.isalpha() or not any(c.isalpha() for c in said):
        return False
    if _SIGN_AHEAD.search(text, max(0, start - 2), start):
        return True
    figures = said.translate(_AS_FIGURES)
    if mark == "k":
        return said[0].isdigit()
    grouped = re.split("[.,]", figures)
    if len(grouped) > 1 and len(grouped[-1]) == 3 and said[0] not in "oO0" and said[-1] not in "lI":
        return True
    if len(figures) < 3 and figures.isdigit() and 0 < int(figures) < 32:
        if mark:
            return True
        after, before = _NEXT_WORD.match(text, end), _WORD_BEFORE.search(text, max(0, start - 14), start)
        if any(near and _is_month(near[1]) for near in (after, before)):
            return True
    if mark or (said[:-1].isdigit() and said[-1] in "lI") or said[0] in "oOI":
        return False
    return bool(_UNIT_BEHIND.match(text, end))


def _is_month(word: str) -> bool:
    words = {word.translate(leet).lower() for leet in _LEETS}
    return bool(words & _MONTHS or words & _months_abroad())


def _where(match: re.Match[str]) -> int:
    return match.start()


def _joined(plain: Normal) -> Normal:
    """The same with words spelled ``J o h n`` or ``J.o.h.n`` put together; short ones (U.S.A.) stay."""
    kept: list[int] = []
    at = 0
    spaced = _SPACED.finditer(plain.text) if _ANY_SPACED.search(plain.text) else ()
    for match in sorted((*spaced, *_FIGURES.finditer(plain.text)), key=_where):
        begin, end = match.span()
        if match.re is _FIGURES:
            if match[0].count(" ") < 2:
                continue
            inside = [i for i in range(begin, end) if plain.text[i] != " "]
        elif end - begin < 7:
            continue
        else:
            inside = list(range(begin, end, 2))
        kept += range(at, begin)
        kept += inside
        at = end
    if not at:
        return plain
    kept += range(at, len(plain.text))
    return Normal(
        "".join(plain.text[i] for i in kept),
        tuple(plain.starts[i] for i in kept),
        tuple(plain.ends[i] for i in kept),
    )
