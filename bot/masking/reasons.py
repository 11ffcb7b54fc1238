"""Why a span was found, in one short plain phrase."""

from __future__ import annotations

from bot.masking.model import Span

_REASONS = {
    "known company": "the company you named",
    "known author": "your own name",
    "known word": "a word you asked to hide",
    "email": "looks like an email address",
    "link": "looks like a link",
    "mention": "a Discord mention",
    "handle": "looks like a user name",
    "phone": "looks like a phone number",
}


def explain(span: Span) -> str:
    """One short reason in plain words, fit to follow the covered text in a list."""
    return _REASONS.get(span.rule, "may identify you")
