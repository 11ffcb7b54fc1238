"""What kind of feedback the author of a post asked for, and the numbered lines of a letter. Pure."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from bot.board.post import Post

Shape = Literal["listen", "ideas", "letter"]
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
MOST_LINES = 25
"""As many as one select offers; what follows is the last of them."""


def shape_of(parent: Post | None) -> Shape:
    """What the author asked for; of a post that says nothing of it: to be heard."""
    if parent is None or parent.content is None:
        return "ideas"
    if parent.kind == "letter" or parent.content.facts.get("help") == "letter":
        return "letter"
    return "ideas" if parent.content.facts.get("help") == "ideas" else "listen"


def lines_of(text: str) -> list[str]:
    """The sentences of a text, one a line; greeting and sign-off stand alone as they do in a letter."""
    lines = [part for line in text.splitlines() if line.strip() for part in _SENTENCE.split(line.strip())]
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]


def line_key(number: int, line: str) -> str:
    """Names a line of a text, so that it is not taken for another once the text has changed."""
    return f"{number}:{hashlib.sha256(line.encode()).hexdigest()[:8]}"


def line_at(parent: Post | None, key: str) -> tuple[int, str]:
    """The number of the line and the line; no words where the text has changed since, 0 where there is no line."""
    number = key.partition(":")[0]
    if not number.isdecimal():
        return 0, ""
    lines = lines_of(parent.content.text) if parent is not None and parent.content is not None else []
    same = [line for at, line in enumerate(lines, 1) if line_key(at, line) == key]
    return int(number), same[0] if same else ""
