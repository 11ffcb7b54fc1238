"""Detectors of what has a shape: contact details, phones, pay, dates, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.masking.found import Found
from bot.masking.shapes import addresses, contact, dates, ids, initials, money, phones
from bot.masking.shapes.windows import around, figured
from bot.masking.tokens import Token


def find(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """All of them over the plain text. The costly patterns run only around figures and the words they need."""
    figures = around(text, tokens, figured)
    yield from contact.find(text)
    yield from dates.find(text, tokens)
    for start, end in figures:
        yield from ids.find(text, start, end)
        yield from phones.find(text, start, end)
    for start, end in around(text, tokens, money.starts):
        yield from money.find(text, start, end)
    for start, end in around(text, tokens, addresses.starts):
        yield from addresses.find(text, start, end)
    yield from initials.find(text)
