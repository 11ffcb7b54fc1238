"""Documents and pictures set by Typst with the fonts that it brings: Latin, Greek, Cyrillic, Hebrew, Arabic and signs.

For other scripts it takes the machine's fonts. What no font has is written out in words where it has a plain name
(an emoji), so that nobody sees a box; the rest is named, so that the reader can be told.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from functools import lru_cache
from typing import Literal

import typst
from pypdf import PdfReader

FONT = "Libertinus Serif"
_PROBE = f"""
#set page(width: 4cm, height: 2cm)
#set text(font: "{FONT}")
#json(bytes(sys.inputs.signs)).join(pagebreak())
"""
_ALWAYS = re.compile(r"[\u0000-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u20ac]")
"""What the fonts that Typst brings hold for certain; everything else is looked up."""
_JOINERS = "\u200d\ufe0e\ufe0f"


class Signs:
    """The signs of a text that no font has: ``lost`` have no name either, the rest is written out by ``readable``."""

    def __init__(self, text: str) -> None:
        signs = "".join(sorted(set(text) - set(_JOINERS)))
        missing = missing_signs(
            "".join(sign for sign in signs if not _ALWAYS.match(sign) and not sign.isspace())
        )
        self._written = {sign: _in_words(sign) for sign in missing}
        self.lost = [sign for sign, words in self._written.items() if not words]

    def readable(self, text: str) -> str:
        for sign, words in self._written.items():
            if words:
                text = re.sub(f"{re.escape(sign)}[{_JOINERS}]*", words.strip(), text)
        return text


@lru_cache(maxsize=64)
def missing_signs(signs: str) -> str:
    """Those of the signs for which neither Typst nor the machine has a glyph."""
    if not signs:
        return ""
    pages = PdfReader(io.BytesIO(compiled(_PROBE, signs=json.dumps(list(signs))))).pages
    # A sign without a glyph has no text in the document either: the reader finds a NUL in its place.
    shown = [page.extract_text() for page in pages]
    return "".join(sign for sign, text in zip(signs, shown, strict=True) if "\x00" in text)


def compiled(source: str, *, form: Literal["pdf", "png"] = "pdf", ppi: float = 144, **inputs: str) -> bytes:
    """The document that a source gives, with these ``sys.inputs``; of a picture the one page."""
    made = typst.compile(source.encode(), format=form, ppi=ppi, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single document")
    return made


def pages_of(document: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(document)).pages)


def _in_words(sign: str) -> str:
    """``[grinning face]`` for a symbol, nothing for a mark that only changes the sign before it; "" for a letter."""
    category = unicodedata.category(sign)
    if category == "Sk":
        return " "
    return f"[{unicodedata.name(sign, 'sign').lower()}]" if category in ("So", "Sm", "Sc") else ""
