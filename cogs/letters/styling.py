"""One tap on a letter: shorter, or in other words. The text always comes from the answers, so it can be had again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.errors import UserError
from bot.words import t
from cogs.letters.composer import Fields, compose
from cogs.letters.letter import Letter

LEFT_OUT = ("moment", "second", "aim", "date", "field", "valued")
"""What a shorter letter leaves out, one after the other; then it becomes brief."""
TRIES = 12
"""How many other phrasings are looked at before saying that there is none."""


def to_compose(letter: Letter) -> tuple[Fields, str | None]:
    """The facts that the letter mentions, and the seed of its words: the first phrasing follows from the facts."""
    fields = letter.fields()
    for name in LEFT_OUT[: letter.left_out]:
        fields = without(fields, name)
    return fields, f"{fields.fingerprint()}:{letter.phrasing}" if letter.phrasing else None


def without(fields: Fields, name: str) -> Fields:
    """The facts without one of them, or without the second question."""
    if name == "second":
        return replace(fields, questions=fields.questions[:1])
    gone: dict[str, Any] = {name: ""}
    return replace(fields, **gone)


def shorter(letter: Letter) -> Letter:
    """The letter with the next thing left out that makes it shorter; UserError when nothing is left to leave out."""
    length = len(letter.body.split())
    first = letter.left_out + 1
    tries = [replace(letter, left_out=count) for count in range(first, len(LEFT_OUT) + 1)]
    if letter.tone != "brief":
        tries.append(replace(letter, tone="brief", left_out=letter.left_out))
        tries.append(replace(letter, tone="brief", left_out=len(LEFT_OUT)))
    for changed in tries:
        if len(_text(changed).split()) < length:
            return changed
    raise UserError(
        t(
            "It has {count} words, and I cannot make it shorter from your answers. `Edit text` can.",
            count=length,
        )
    )


def another(letter: Letter) -> Letter:
    """The letter in other words that say the same; UserError when there are none."""
    for step in range(1, TRIES + 1):
        changed = replace(letter, phrasing=letter.phrasing + step)
        if _text(changed) != letter.body:
            return changed
    raise UserError(t("I have no other words for this one. `Edit text` lets you choose your own."))


def _text(letter: Letter) -> str:
    fields, phrasing = to_compose(letter)
    return compose(letter.variant, letter.tone, fields, phrasing=phrasing).body
