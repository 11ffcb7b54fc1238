"""What kind of feedback the author of a post asked for. Pure."""

from __future__ import annotations

from typing import Literal

from bot.board.post import Post

Shape = Literal["listen", "ideas", "letter"]


def shape_of(parent: Post | None) -> Shape:
    """What the author asked for; of a post that says nothing of it: to be heard."""
    if parent is None or parent.content is None:
        return "ideas"
    if parent.kind == "letter" or parent.content.facts.get("help") == "letter":
        return "letter"
    return "ideas" if parent.content.facts.get("help") == "ideas" else "listen"


def text_of(parent: Post | None) -> str:
    """The public text that feedback is about; empty where there is none any more."""
    return parent.content.text if parent is not None and parent.content is not None else ""
