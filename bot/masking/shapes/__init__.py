"""Detectors of what has a shape: contact details, handles, phones, pay, dates, numbers, addresses."""

from __future__ import annotations

from collections.abc import Iterator

from bot.masking.found import Found
from bot.masking.shapes import (
    addresses,
    anchors,
    contact,
    dates,
    handles,
    ids,
    initials,
    marks,
    money,
    named_days,
    numerals,
    phones,
)
from bot.masking.tokens import Words


def find(text: str, tokens: Words) -> Iterator[Found]:
    """All of them over the plain text."""
    chains, numbers = anchors.chains(tokens), numerals.sure(tokens)
    yield from contact.find(text, tokens, chains)
    yield from handles.find(text, tokens, chains)
    yield from dates.find(text, tokens)
    yield from named_days.find(text, tokens)
    yield from ids.find(text, tokens, chains)
    yield from marks.find(text, tokens, chains)
    yield from phones.find(text, tokens, numbers)
    yield from money.find(text, tokens, numbers)
    yield from addresses.find(text, tokens)
    yield from initials.find(text, tokens)
