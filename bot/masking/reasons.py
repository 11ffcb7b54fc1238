"""Why a span was found, in one short plain phrase."""

from __future__ import annotations

from bot.masking.model import Span

_REASONS = {
    "known company": "the company you named",
    "perhaps the company": "may be the company you named",
    "known author": "your own name",
    "known word": "a word you asked to hide",
    "email": "looks like an email address",
    "link": "looks like a link",
    "mention": "a Discord mention",
    "handle": "looks like a user name",
    "phone": "looks like a phone number",
    "pay": "an amount of pay",
    "maybe pay": "may be an amount of pay",
    "date": "an exact date",
    "maybe date": "may be a date",
    "number": "a reference or licence number",
    "maybe number": "may be a reference number",
    "address": "looks like an address",
    "initials": "somebody's initials",
    "hidden letters": "a word with stars for some letters",
    "known name": "a name of people",
    "known place": "the name of a place",
    "introduced as a person": "introduced like a person",
    "after a word of place": "introduced like a place",
    "perhaps an employer": "stands where an employer could stand",
    "introduced as an employer": "introduced like an employer",
    "introduced as a school": "introduced like a school",
    "ends like an employer": "ends like the name of an employer",
    "ends like a school": "ends like the name of a school",
    "acronym": "an acronym that is not a common one",
    "unusual word": "a word that is not common",
    "introduced as a title": "stands where a title stands",
    "local of a union": "a local of a union",
    "ship": "the name of a ship",
    "project with a number": "may be a project of the employer",
    "perhaps a name": "stands where a name could stand",
}


def explain(span: Span) -> str:
    """One short reason in plain words, fit to follow the covered text in a list."""
    return _REASONS.get(span.rule, "may identify you")
