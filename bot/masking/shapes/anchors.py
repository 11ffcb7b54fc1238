"""Where a costly pattern may begin: patterns are tried at these places only, never at every character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import TypeAlias

from bot.masking.tokens import Words

_CHAIN = frozenset((".", "-", "_", "/", "'"))

STANDARD = re.compile(
    r"\b(?:ISO|IEC|EN|BS|DIN|ASTM|RFC|IEEE|ANSI|NFPA|UL|MIL|SAE|AS|NF|JIS|GB|IFRS|IAS|SOC|PCI|CVE)[\s-]$"
)
"""What stands before the number of a standard: ``ISO 9001`` names no one."""


def matches(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> list[re.Match[str]]:
    """The matches that begin at one of the places, in order and without overlap."""
    found: list[re.Match[str]] = []
    last = 0
    for start in starts:
        if start >= last and (match := pattern.match(text, start)) and match.end() > start:
            found.append(match)
            last = match.end()
    return found


def figures(tokens: Words) -> list[int]:
    """Beginnings of words that begin with a figure."""
    return [tokens[at].start for at in tokens.figures]


def words(tokens: Words, wanted: Set[str]) -> list[int]:
    """Beginnings of the words in ``wanted``."""
    return [tokens[at].start for at in tokens.at(wanted)]


def back(text: str, starts: Sequence[int], marks: str, most: int = 3) -> list[int]:
    """The places moved to before the marks in front of them (``+``, ``(``, ``€``), each followed by the
    place itself.
    """
    moved = set(starts)
    for start in starts:
        begin = start
        while begin and text[begin - 1] in marks and start - begin < most:
            begin -= 1
            moved.add(begin)
    return sorted(moved)


Chains: TypeAlias = list[tuple[int, str]]
"""Where words begin that are joined without blanks, as in codes and domains, each with the marks between them."""


def chains(tokens: Words) -> Chains:
    """All of them in a text."""
    marks: dict[int, str] = {}
    first, last = 0, -1
    for at in [at for at in tokens.joined if tokens[at].gap in _CHAIN]:
        if at != last + 1:
            first = at - 1
        last = at
        if at:
            marks[first] = marks.get(first, "") + tokens[at].gap
    return [(tokens[first].start, between) for first, between in marks.items()]


def chained(found: Chains, marks: str) -> list[int]:
    """Beginnings of those with one of the marks."""
    wanted = frozenset(marks)
    return [start for start, between in found if not wanted.isdisjoint(between)]
