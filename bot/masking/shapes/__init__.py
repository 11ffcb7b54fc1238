"""Detectors of what has a shape: contact details, phones, pay, dates, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from bot.masking.found import Found
from bot.masking.shapes import addresses, contact, dates, ids, initials, money, phones


def find(text: str) -> Iterator[Found]:
    """All of them over the plain text."""
    yield from contact.find(text)
    if any(c.isdigit() for c in text):
        yield from ids.find(text)
    for detector in (phones, money, dates, addresses, initials):
        yield from detector.find(text)
