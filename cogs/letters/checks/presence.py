"""Checks of what is missing or too much: thanks, a question, a way out, a door left open, apologies, words, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .content import read
from .letter import Letter, Span
from .rules import whole
from .sentences import Sentences

LONGEST_LETTER, SHORTEST_LETTER = 200, 40
LONGEST_PARAGRAPH, LONGEST_SENTENCE = 90, 35
MOST_QUESTIONS, MOST_APOLOGIES = 3, 1

Found = tuple[int, Span, dict[str, str]]
"""Check, span in the folded text, and what its advice mentions."""

_ADDRESS = re.compile(
    r"(?:https?://|www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?:/|(?=\?\w)))\S*|\S{1,64}@\S+", re.IGNORECASE
)


@cache
def presence(kind: str) -> re.Pattern[str]:
    """Any phrase of one list of ``presence.toml``."""
    return whole(*read("presence")[kind])


def missing(letter: Letter) -> Iterator[Found]:
    """Checks 3, 7, 23 and 24: what a reader hopes for and the letter does not say."""
    text = letter.folded.text
    if not presence("thanks").search(text):
        yield 3, (0, 0), {}
    if not questions(text) and not presence("asks").search(text):
        yield 7, (0, 0), {}
    if not _in_body(letter, "way_out"):
        yield 23, (0, 0), {}
    if not _in_body(letter, "door_open"):
        yield 24, (0, 0), {}


def measures(letter: Letter, tone: str) -> Iterator[Found]:
    """Checks 4, 5, 6, 17, 18 and 22: too long, too short, too many."""
    folded = letter.folded
    words = len(folded.typed.split())
    if words > LONGEST_LETTER:
        yield 4, (0, 0), {"words": str(words)}
    if words < SHORTEST_LETTER:
        yield 5, (0, 0), {"words": str(words)}
    asked = questions(folded.text)
    if len(asked) > MOST_QUESTIONS:
        yield 6, asked[MOST_QUESTIONS], {"questions": str(len(asked))}
    for span in _apologies(folded.text)[MOST_APOLOGIES:]:
        yield 17, span, {}
    marks = [m.span() for m in re.finditer("!", folded.text)]
    allowed = 0 if tone == "formal" else 1
    for span in marks[allowed:] if len(marks) > allowed else []:
        yield 18, span, {"allowed": "none" if allowed == 0 else "one at most"}
    for parts, most in ((letter.paragraphs, LONGEST_PARAGRAPH), (letter.sentences, LONGEST_SENTENCE)):
        for start, end in parts:
            if (count := folded.words(start, end)) > most:
                yield 22, (start, end), {"words": str(count)}


def questions(text: str) -> list[Span]:
    """Every question mark or run of them, without those inside web addresses."""
    addresses = [m.span() for m in _ADDRESS.finditer(text)]
    found = []
    for mark in re.finditer(r"(?<![?!])[?!]++", text):
        inside = any(a < mark.start() and mark.end() < b and text[mark.end()].isalnum() for a, b in addresses)
        if "?" in mark[0] and not inside:
            found.append(mark.span())
    return found


def _in_body(letter: Letter, kind: str) -> bool:
    return presence(kind).search(Sentences(letter.folded.text, letter.sentences).text) is not None


def _apologies(text: str) -> list[Span]:
    spared = [m.span() for m in presence("apology_not").finditer(text)]
    found = [m.span() for m in presence("apology").finditer(text)]
    return [(a, b) for a, b in found if not any(c < b and a < d for c, d in spared)]
