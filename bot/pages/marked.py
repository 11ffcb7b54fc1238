"""Text inside Markdown that renders to exactly what was written (CommonMark 0.31)."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_\[\]<>&~|]")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$))")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def literal(line: str) -> str:
    """One line, with everything escaped that Markdown would take for a mark."""
    escaped = _INLINE.sub(r"\\\g<0>", line.strip())
    escaped = _LINE_START.sub(r"\1\\\2", escaped)
    return _NUMBER.sub(r"\1\\\2", escaped)


def paragraph(text: str) -> str:
    """Lines of one paragraph; their breaks are kept."""
    return "\\\n".join(literal(line) for line in text.split("\n"))
