"""One plain form of a text for all detectors, with a map back to the original.

Compatibility forms, accents, zero-width characters, look-alike letters of other scripts and letters spaced
out one by
one are undone here, once, so that no detector has to think of them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from bot.masking import leet

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
_ROUND_O = re.compile(r"(?<=\d)[ОоΟο]+|[ОоΟο]+(?=\d)")
_DROPPED = {"Cf", "Mn", "Me"}
_LONGEST = 6
"""A character that stands for more, a whole phrase, stays; so do fractions (1½ is not 11/2): nobody hides in these."""


@dataclass(frozen=True, slots=True)
class Normal:
    """The plain text, and for each of its characters where it came from in the original."""

    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a non-empty stretch of the plain text came from."""
        return self.starts[start], self.ends[end - 1]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the plain text that stands for a non-empty one of the original, or for the last before it."""
        first, last = (max(0, bisect_right(self.starts, at) - 1) for at in (start, end - 1))
        return bisect_left(self.starts, self.starts[first]), last + 1


def normalise(text: str) -> Normal:
    """The plain form of ``text``: linear in its length, never fails, whatever the text holds."""
    return _joined(_as_meant(_unchanged(text) if text.isascii() else _folded(text)))


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
    if len(decomposed) > _LONGEST or unicodedata.decomposition(char).startswith("<fraction>"):
        return char
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


def _as_meant(plain: Normal) -> Normal:
    """The same with figures for letters and letters for figures undone: each stands for one of the other kind."""
    text = leet.undone(plain.text)
    return plain if text is plain.text else Normal(text, plain.starts, plain.ends)


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
