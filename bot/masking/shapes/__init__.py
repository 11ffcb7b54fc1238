"""Detectors of what has a shape: contact details, handles, phones, pay, dates, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from bot.masking.found import Found
from bot.masking.shapes import (
    addresses,
    contact,
    dates,
    handles,
    ids,
    initials,
    marks,
    money,
    named_days,
    phones,
)
from bot.masking.tokens import Words


def find(text: str, tokens: Words) -> Iterator[Found]:
    """All of them over the plain text."""
    for detector in (contact, handles, dates, named_days, ids, marks, phones, money, addresses):
        yield from detector.find(text, tokens)
    yield from initials.find(text, tokens)
