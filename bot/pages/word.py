"""Word documents without author or other traces."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import docx
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    from docx.document import Document


def blank(points: float = 11.5, margin: float = 2.8, above: float | None = None) -> Document:
    """An empty document in the font of every one, with margins of so many centimetres at the sides, and ``above`` and
    below (those of Word where it is not said)."""
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = "Liberation Serif"
    style.font.size = Pt(points)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(margin)
        if above is not None:
            section.top_margin = section.bottom_margin = Cm(above)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    return document


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def allowed(text: str) -> str:
    """Without the characters that XML 1.0 has no place for."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
