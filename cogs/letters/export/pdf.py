"""A letter as a PDF."""

from __future__ import annotations

import json
import re

from bot.pages.typeset import FONT, Signs, compiled

_LETTER = rf"""
#set document(date: none)
#set page(paper: "a4", margin: (x: 2.8cm, y: 2.5cm))
#set text(font: "{FONT}", size: 11.5pt)
#set par(leading: 0.7em, spacing: 1.4em)
// A word that is longer than a line breaks anywhere rather than running off the page.
#show regex("\S{{30,}}"): it => it.text.clusters().map(box).join()
#let letter = json(bytes(sys.inputs.letter))
#strong(letter.subject)
#for paragraph in letter.paragraphs [#par(paragraph.join(linebreak()))]
"""


def as_pdf(subject: str, body: str) -> tuple[bytes, str]:
    """The document, and a note on signs that no font has; empty when there are none."""
    signs = Signs(subject + body)
    letter = {
        "subject": signs.readable(subject),
        "paragraphs": [signs.readable(part).split("\n") for part in re.split(r"\n{2,}", body)],
    }
    note = f"This machine has no font for: {' '.join(signs.lost)}" if signs.lost else ""
    return compiled(_LETTER, letter=json.dumps(letter)), note
