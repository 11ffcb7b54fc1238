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
    "known name": "a name of people",
    "known place": "the name of a place",
    "introduced as a person": "introduced like a person",
    "beside a name": "stands beside a name",
    "after a word of place": "introduced like a place",
    "introduced as an employer": "introduced like an employer",
    "introduced as a school": "introduced like a school",
    "ends like a company": "ends like the name of an employer",
    "ends like an employer": "ends like the name of an employer",
    "ends like a school": "ends like the name of a school",
    "built like a name": "built like the name of an institution",
    "known school": "a well-known school",
    "known employer": "a well-known employer",
    "capitals in a row": "capitals in a row, like a title or a name",
    "other script": "written in another script",
    "acronym": "an acronym that is not a common one",
    "unusual word": "a word that is not common",
    "introduced as a title": "stands where a title stands",
    "local of a union": "a local of a union",
    "ship": "the name of a ship",
    "project with a number": "may be a project of the employer",
    "project in one word": "the name of a project",
    "nickname": "a nickname",
    "name and letter": "a name with a letter",
    "perhaps a name": "stands where a name could stand",
}


def explain(span: Span) -> str:
    """One short reason in plain words, fit to follow the covered text in a list."""
    return _REASONS.get(span.rule, "may identify you")
