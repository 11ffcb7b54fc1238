"""A letter as a Word document."""

from __future__ import annotations

import io
import re

import docx
from docx.shared import Cm, Pt


def as_docx(subject: str, body: str) -> bytes:
    """The subject in bold, then the text, a paragraph each; without author or other traces."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "Liberation Serif"
    style.font.size = Pt(11.5)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2.8)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    document.add_paragraph().add_run(_allowed(subject)).bold = True
    for paragraph in re.split(r"\n{2,}", body):
        document.add_paragraph(_allowed(paragraph))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _allowed(text: str) -> str:
    """Without the characters that XML 1.0 has no place for."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
