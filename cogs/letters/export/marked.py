"""A letter as Markdown that renders to exactly what was written."""

from __future__ import annotations

import re

from bot.pages.marked import literal, paragraph


def as_markdown(subject: str, body: str) -> bytes:
    """The subject as a heading, then the text; line breaks are kept, nothing in it is markup."""
    paragraphs = [paragraph(part) for part in re.split(r"\n{2,}", body)]
    return "\n\n".join([f"# {literal(subject)}", *paragraphs, ""]).encode()
