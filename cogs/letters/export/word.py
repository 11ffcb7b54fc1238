"""A letter as a Word document."""

from __future__ import annotations

import re

from bot.pages.word import allowed, blank, saved


def as_docx(subject: str, body: str) -> bytes:
    """The subject in bold, then the text, a paragraph each; without author or other traces."""
    document = blank()
    document.add_paragraph().add_run(allowed(subject)).bold = True
    for paragraph in re.split(r"\n{2,}", body):
        document.add_paragraph(allowed(paragraph))
    return saved(document)
