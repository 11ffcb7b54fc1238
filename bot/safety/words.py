"""A server's own words: which of its rules a text matches.

A rule is a word or a phrase; ``*`` stands for any letters, or none, within a word: ``scam*``, ``*coin``.
Words are compared in the plain form of the text (case, accents, look-alike and spaced-out letters undone) and
only whole: ``ass`` does not match ``class``. Whatever a moderator types, the work stays small.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.masking.normalise import fold, normalise

LONGEST = 100
"""Characters of a rule."""

# Letters of scripts whose vowel signs are no word characters for Python stand beside the others.
_LETTER = r"(?:[^\W_]|[\u0900-\u0fff\u1000-\u109f\u1780-\u17ff])"
_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+)*")
_PART = re.compile(rf"(?:{_LETTER}|[*'])+")
_NOT_IN_RULES = re.compile(rf"(?!{_LETTER})[^\s*'&.,/+-]")


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A stretch of the original text (code points) and the rule, as it was given, that matches it."""

    rule: str
    start: int
    end: int


def matches(rules: Sequence[str], text: str) -> list[WordMatch]:
    """Every place where a rule matches, in the order of the text; ValueError for a rule that cannot be used."""
    whole: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    shaped: list[tuple[str, tuple[str, ...]]] = []
    for rule in rules:
        parts = parse(rule)
        (shaped if "*" in parts[0] else whole.setdefault(parts[0], [])).append((rule, parts))
    plain = normalise(text)
    found = list(_WORD.finditer(plain.text))
    words = [match.group().casefold() for match in found]
    hits = []
    for at, word in enumerate(words):
        for rule, parts in (*whole.get(word, ()), *shaped):
            if _fits(parts[0], word) and _continues(parts, words, at):
                start, end = plain.source(found[at].start(), found[at + len(parts) - 1].end())
                hits.append(WordMatch(rule, start, end))
    return hits


@lru_cache(maxsize=4096)
def parse(rule: str) -> tuple[str, ...]:
    """The words of a rule in plain form; ValueError with a sentence that says what is wrong with it."""
    if len(rule) > LONGEST:
        raise ValueError(f"A rule can have up to {LONGEST} characters; this one has {len(rule)}.")
    plain = "*".join(fold(piece) for piece in rule.split("*"))
    if odd := _NOT_IN_RULES.search(plain):
        raise ValueError(f"A rule holds letters, digits, blanks and *; {odd.group()!r} is none of these.")
    found = (re.sub(r"\*+", "*", part).strip("'") for part in _PART.findall(plain))
    parts = tuple(part for part in found if part)
    if not parts:
        raise ValueError("A rule needs at least one word.")
    for part in parts:
        if len(part.replace("*", "").replace("'", "")) < (2 if "*" in part else 1):
            raise ValueError(
                f"Beside *, a word of a rule needs at least two letters: {part!r} would match too much."
            )
    return parts


def _continues(parts: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    following = words[at + 1 : at + len(parts)]
    return len(following) == len(parts) - 1 and all(map(_fits, parts[1:], following))


def _fits(part: str, word: str) -> bool:
    """Whether a word has the shape of a rule's word; at most their lengths multiplied in steps."""
    if "*" not in part:
        return part == word
    first, *middle, last = part.split("*")
    if len(word) < len(first) + len(last) or not (word.startswith(first) and word.endswith(last)):
        return False
    at, end = len(first), len(word) - len(last)
    for piece in middle:
        at = word.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True
