"""The numbered lines of a post's text, so that an answer can be about one of them. Pure."""

from __future__ import annotations

import hashlib
import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
MOST_LINES = 25
"""As many as one select offers; what follows is the last of them."""


def lines_of(text: str) -> list[str]:
    """The sentences of a text, one a line; greeting and sign-off stand alone as they do in a letter."""
    lines = [part for line in text.splitlines() if line.strip() for part in _SENTENCE.split(line.strip())]
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]


def line_key(number: int, line: str) -> str:
    """Names a line of a text, so that it is not taken for another once the text has changed."""
    return f"{number}:{hashlib.sha256(line.encode()).hexdigest()[:8]}"


def line_at(text: str, key: str) -> tuple[int, str]:
    """The number of the line and the line; no words where the text has changed since, 0 where there is no line."""
    number = key.partition(":")[0]
    if not number.isdecimal():
        return 0, ""
    same = [line for at, line in enumerate(lines_of(text), 1) if line_key(at, line) == key]
    return int(number), same[0] if same else ""
