"""Checks 1 and 19: what a template left behind, and words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .content import read
from .folding import hide
from .letter import Letter, Span
from .presence import Found

_TOKEN = re.compile(r"(?<![\w@./#&'-])[^\W\d_]{4,40}(?:'[A-Z]{1,2})?(?![\w@/#]|[.'-]\w)")
_HYPHENATED = re.compile(r"(?<![\w@./#&'])[^\W\d_]{1,40}(?:[-'][^\W\d_]{1,40}){1,4}(?![\w@/#])")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_KISSES = re.compile(r"x{3,}", re.IGNORECASE)


def leftovers(letter: Letter) -> Iterator[Found]:
    """Check 1: brackets, braces, TODO and the like; no Markdown links, footnotes, addresses, or kisses at the end."""
    text = letter.folded.text
    taken: list[Span] = []
    for pattern in _leftovers():
        for match in pattern.finditer(text):
            start, end = match.span()
            kiss = letter.signature and start >= letter.signature[0] and _KISSES.fullmatch(match[0])
            if not kiss and not any(a < end and start < b for a, b in taken):
                taken.append((start, end))
                yield 1, (start, end), {}


def capitals(letter: Letter) -> Iterator[Found]:
    """Check 19: words of four letters or more in capitals that are no acronym, name, address or Roman numeral."""
    text = hide(letter.folded.text, [span for _, span, _ in leftovers(letter)])
    for token in _TOKEN.finditer(text):
        if _shouts(token[0]):
            yield 19, token.span(), {"word": token[0].lower()}
    for compound in _HYPHENATED.finditer(text):
        parts = [part for part in re.split(r"[-']", compound[0]) if len(part) >= 4]
        if "-" in compound[0] and compound[0].isupper() and any(map(_shouts, parts)):
            yield 19, compound.span(), {"word": compound[0].lower()}


def _shouts(word: str) -> bool:
    """Whether a word of four letters or more is an ordinary word in capitals."""
    lists = _lists()
    bare = word.split("'")[0]
    if (
        not bare.isupper()
        or bare in lists["acronyms"]
        or bare.removesuffix("S") in lists["acronyms"]
        or bare in lists["both"]
    ):
        return False
    if _ROMAN.fullmatch(bare) or not re.search(r"[AEIOUY]", bare) or re.search(r"[^AEIOUY\W]{5}", bare):
        return bool(re.search(r"[^\x00-\x7f]", bare)) and len(bare) > 5
    return (
        len(bare) >= 6
        or bare in lists["short_words"]
        or (bare.endswith(("ED", "ING", "LY")) and len(bare) == 5)
    )


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in read("capitals").items()}


@cache
def _leftovers() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in read("leftovers")["patterns"])
