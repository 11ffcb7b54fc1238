"""Telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.found import Found

_DIGITS = re.compile(r"(?<![\w.])\+?\(?\d(?:[ ()./-]{0,2}\d){6,14}(?!\w)")


def find(text: str) -> Iterator[Found]:
    """Telephone numbers in the plain text."""
    for match in _DIGITS.finditer(text):
        yield Found(*match.span(), "PHONE", "phone", 0.9, "phone number", fixed=True)
