"""What changed between two texts, word by word. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Literal

Part = tuple[Literal["same", "gone", "new"], str]


def changes(old: str, new: str) -> Iterator[Part]:
    """The stretches of both texts in order: what stayed, what went, what came. Joined without ``gone`` they are
    the new text, without ``new`` the old one."""
    before, after = _words(old), _words(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield "same", "".join(before[old_from:old_to])
            continue
        if old_from < old_to:
            yield "gone", "".join(before[old_from:old_to])
        if new_from < new_to:
            yield "new", "".join(after[new_from:new_to])


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)
