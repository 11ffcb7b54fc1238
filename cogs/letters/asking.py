"""What is asked before a letter is written, in which order, and how an answer that was typed is read. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.errors import UserError
from bot.safety.neutral import is_blank, tidy
from bot.words import t
from cogs.letters.composer import TONES, VARIANTS
from cogs.letters.composer.sentences import NAME, limit_of_questions, phrasings, plan
from cogs.letters.letter import Letter

CONTENT = Path(__file__).parent / "content" / "en"
BACK, SKIP, STOP = "back", "skip", "stop"
FIRST_FORM = ("company", "role", "recipient", "sender", "valued")
"""What the first form asks; the second asks the rest. A form of Discord's has five fields at most."""
_ORDER = ("company", "role", "recipient", "sender", "valued", "moment", "aim", "question", "date", "field")
_GAPS = {"post": ("company", "role"), "second": ("question",)}


@dataclass(frozen=True, slots=True)
class Step:
    """A question about one fact. ``most`` is in characters."""

    name: str
    label: str
    ask: str
    hint: str = ""
    most: int = 100
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What happened, and what is honest to say about a letter then."""

    name: str
    label: str
    hint: str
    advice: str


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads((CONTENT / "asking.toml").read_text("utf-8"))


@cache
def start_words() -> str:
    return str(_content()["start"]).strip()


@cache
def situations() -> Mapping[str, Situation]:
    return {name: Situation(name, **_content()["variants"][name]) for name in VARIANTS}


@cache
def steps() -> Mapping[str, Step]:
    return {name: Step(name, **_content()["steps"][name]) for name in _ORDER}


def tone_words() -> Mapping[str, str]:
    return {tone: str(_content()["tones"][tone]) for tone in TONES}


@cache
def asked_for(variant: str) -> tuple[str, ...]:
    """The facts that a letter of this kind can use in any tone, in the order in which they are asked."""
    used = {"recipient", "sender"}
    for tone in TONES:
        for slot in (slot for slots in plan(variant, tone) for slot in slots):
            for text in phrasings(variant, tone, slot):
                for gap in NAME.findall(text):
                    used.update(_GAPS.get(gap, (gap.split("_as_")[0],)))
        if not limit_of_questions(variant, tone) and all(not limit_of_questions(variant, t) for t in TONES):
            used.discard("question")
    return tuple(name for name in _ORDER if name in used)


def second_form(variant: str) -> tuple[str, ...]:
    return tuple(name for name in asked_for(variant) if name not in FIRST_FORM)


def first_form(variant: str) -> tuple[str, ...]:
    return tuple(name for name in asked_for(variant) if name in FIRST_FORM)


def path(letter: Letter) -> Sequence[str]:
    """The questions of a letter in order, from the situation to the text."""
    middle = asked_for(letter.variant) if letter.variant else ()
    return ("variant", *middle, "tone", "letter")


def next_step(letter: Letter, by: int = 1) -> str:
    """The question after, or before, the one that is asked now."""
    order = list(path(letter))
    at = order.index(letter.step) if letter.step in order else 0
    return order[min(max(at + by, 0), len(order) - 1)]


def clean(name: str, typed: str) -> str:
    """An answer as it is kept; UserError where it is too long for what it answers."""
    step = steps()[name]
    text = tidy(typed).strip()
    if not step.lines:
        text = " ".join(text.split())
    if len(text) > step.most:
        raise UserError(
            t(
                "That has {count} characters; up to {most} fit here. Your message is still above: send a shorter one.",
                count=f"{len(text):,}",
                most=step.most,
            )
        )
    return "" if is_blank(text) else text


def take(letter: Letter, typed: str) -> Letter:
    """The letter after a typed answer to the question that is asked now; UserError where it cannot be read.

    ``stop`` is not for here: it changes nothing in the letter.
    """
    word = typed.strip().casefold().rstrip(".!")
    if word == BACK:
        return replace(letter, step=next_step(letter, -1))
    if letter.step == "variant":
        return _with_variant(letter, word)
    if word == SKIP:
        return replace(letter, step=next_step(letter))
    if letter.step == "tone":
        return replace(letter, tone=_tone(word), step="letter")
    text = clean(letter.step, typed)
    if not text:
        raise UserError(t("There was nothing to read in that. Type your answer, or `skip`."))
    return replace(letter, answers={**letter.answers, letter.step: text}, step=next_step(letter))


def _with_variant(letter: Letter, word: str) -> Letter:
    names = list(VARIANTS)
    if word == SKIP:
        raise UserError(t("I need this one, to know which letter it is. Type its number."))
    if word.isdigit() and 1 <= int(word) <= len(names):
        found = names[int(word) - 1]
    else:
        near = [name for name in names if word and word in f"{name} {situations()[name].label}".casefold()]
        if len(near) != 1:
            raise UserError(
                t("I did not find that in the list. Type a number from 1 to {most}.", most=len(names))
            )
        found = near[0]
    changed = replace(letter, variant=found, step="variant")
    return replace(changed, step=next_step(changed))


def _tone(word: str) -> str:
    tones = list(TONES)
    if word.isdigit() and 1 <= int(word) <= len(tones):
        return tones[int(word) - 1]
    if word in tones:
        return word
    raise UserError(t("Type `warm`, `formal` or `brief`; or `skip` to leave it as it is."))
