"""The filter ``screen`` of the command line: one text a line in, its verdict out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.filters import text_of
from bot.safety.screen import screen


def screen_line(record: dict[str, Any]) -> dict[str, Any]:
    """``verdict`` and ``spans`` (start, end, rule) of one record; ValueError with a sentence for a bad one."""
    found = screen(text_of(record))
    return {"verdict": found.verdict, "spans": [asdict(span) for span in found.spans]}
