"""A letter as Markdown that renders to exactly what was written (CommonMark 0.31)."""

from __future__ import annotations

import re

_INLINE = re.compile(r"[\\`*_\[\]<>&~|]")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$))")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def as_markdown(subject: str, body: str) -> bytes:
    """The subject as a heading, then the text; line breaks are kept, nothing in it is markup."""
    paragraphs = [
        "\\\n".join(_literal(line) for line in paragraph.split("\n"))
        for paragraph in re.split(r"\n{2,}", body)
    ]
    return "\n\n".join([f"# {_literal(subject)}", *paragraphs, ""]).encode()


def _literal(line: str) -> str:
    escaped = _INLINE.sub(r"\\\g<0>", line.strip())
    escaped = _LINE_START.sub(r"\1\\\2", escaped)
    return _NUMBER.sub(r"\1\\\2", escaped)
