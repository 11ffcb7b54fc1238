"""A month's numbers as a picture: bars with their numbers beside them, on a ground of its own, so that it reads the
same in a dark and in a light client; one colour, so that none has to be told from another."""

from __future__ import annotations

import json
from collections.abc import Sequence

MOST = 12
"""Bars."""
_SHEET = r"""
#set page(width: 15cm, height: auto, margin: 0.8cm, fill: rgb("#f5f3ee"))
#set text(font: "Libertinus Serif", size: 12pt, fill: rgb("#22262b"))
#let told = json(bytes(sys.inputs.told))
#text(size: 15pt, weight: "bold")[#told.title]
#v(0.1cm)
#let most = calc.max(1, ..told.bars.map(bar => bar.count))
#grid(
  columns: (4.6cm, 1fr),
  row-gutter: 0.28cm,
  column-gutter: 0.3cm,
  align: (right + horizon, left + horizon),
  ..told.bars.map(bar => (
    [#bar.words],
    box(baseline: 30%)[
      #box(width: 7.4cm * bar.count / most, height: 0.55cm, fill: rgb("#2f6f9f"), radius: 2pt, baseline: 25%)
      #h(0.15cm) #strong[#bar.count]
    ],
  )).flatten()
)
#v(0.1cm)
#text(size: 9.5pt, fill: rgb("#555b63"))[#told.note]
"""


def drawn(title: str, bars: Sequence[tuple[str, int]], note: str) -> bytes:
    """A PNG, 15 cm wide at 144 pixels an inch; ``bars`` are words and numbers. Takes about 30 ms: not on the loop."""
    from bot.pages.typeset import compiled

    told = {
        "title": title,
        "bars": [{"words": words, "count": count} for words, count in bars[:MOST]],
        "note": note,
    }
    return compiled(_SHEET, form="png", told=json.dumps(told))
