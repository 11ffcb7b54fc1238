"""A letter as a PDF, set by Typst with the fonts that it brings: Latin, Greek, Cyrillic, Hebrew, Arabic and signs.

For other scripts it takes the machine's fonts. What no font has is written out in words where it has a plain name
(an emoji), so that nobody sees a box; for the rest, a note says which signs are missing.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from functools import lru_cache

import typst
from pypdf import PdfReader

_LETTER = r"""
#set document(date: none)
#set page(paper: "a4", margin: (x: 2.8cm, y: 2.5cm))
#set text(font: "Libertinus Serif", size: 11.5pt)
#set par(leading: 0.7em, spacing: 1.4em)
// A word that is longer than a line breaks anywhere rather than running off the page.
#show regex("\S{30,}"): it => it.text.clusters().map(box).join()
#let letter = json(bytes(sys.inputs.letter))
#strong(letter.subject)
#for paragraph in letter.paragraphs [#par(paragraph.join(linebreak()))]
"""
_PROBE = """
#set page(width: 4cm, height: 2cm)
#set text(font: "Libertinus Serif")
#json(bytes(sys.inputs.signs)).join(pagebreak())
"""
_ALWAYS = re.compile(r"[\u0000-\u024f\u0370-\u03ff\u0400-\u045f\u2010-\u2027\u20ac]")
"""What the fonts that Typst brings hold for certain; everything else is looked up."""
_JOINERS = "\u200d\ufe0e\ufe0f"


def as_pdf(subject: str, body: str) -> tuple[bytes, str]:
    """The document, and a note on signs that no font has; empty when there are none."""
    signs = "".join(sorted(set(subject + body) - set(_JOINERS)))
    missing = missing_signs("".join(sign for sign in signs if not _ALWAYS.match(sign) and not sign.isspace()))
    written = {sign: _in_words(sign) for sign in missing}
    lost = [sign for sign, words in written.items() if not words]
    letter = {
        "subject": _replaced(subject, written),
        "paragraphs": [_replaced(part, written).split("\n") for part in re.split(r"\n{2,}", body)],
    }
    note = f"This machine has no font for: {' '.join(lost)}" if lost else ""
    return _compiled(_LETTER, letter=json.dumps(letter)), note


@lru_cache(maxsize=64)
def missing_signs(signs: str) -> str:
    """Those of the signs for which neither Typst nor the machine has a glyph."""
    if not signs:
        return ""
    pages = PdfReader(io.BytesIO(_compiled(_PROBE, signs=json.dumps(list(signs))))).pages
    # A sign without a glyph has no text in the document either: the reader finds a NUL in its place.
    shown = [page.extract_text() for page in pages]
    return "".join(sign for sign, text in zip(signs, shown, strict=True) if "\x00" in text)


def _in_words(sign: str) -> str:
    """``[grinning face]`` for a symbol, nothing for a mark that only changes the sign before it; "" for a letter."""
    category = unicodedata.category(sign)
    if category == "Sk":
        return " "
    return f"[{unicodedata.name(sign, 'sign').lower()}]" if category in ("So", "Sm", "Sc") else ""


def _replaced(text: str, written: dict[str, str]) -> str:
    for sign, words in written.items():
        if words:
            text = re.sub(f"{re.escape(sign)}[{_JOINERS}]*", words.strip(), text)
    return text


def _compiled(source: str, **inputs: str) -> bytes:
    made = typst.compile(source.encode(), format="pdf", sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single document")
    return made
