"""What a detector hands over: a stretch of the plain text and what it takes it for."""

from __future__ import annotations

from typing import NamedTuple

from bot.masking.model import Action


class Found(NamedTuple):
    """One find in the plain text, before overlaps are settled and placeholders given out."""

    start: int
    end: int
    type: str
    rule: str
    confidence: float
    label: str
    """The placeholder's word, such as ``company``; or, with ``coarse``, unused."""
    coarse: str = ""
    """Words that replace the find as they are, such as ``in spring``."""
    action: Action = "mask"
    fixed: bool = False
    key: str = ""
    """Set where several spellings are one thing; otherwise the folded text."""
