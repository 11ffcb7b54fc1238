"""What a member reads and presses around a prompt. Whatever they chose so far travels in the controls' ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.care.screens import people_button, people_lines
from bot.reasons import CHOICES
from bot.safety.neutral import harmless
from bot.words import t
from cogs.encouragement.brought import OwnWords
from cogs.encouragement.prompts import FEELINGS, SITUATIONS
from cogs.encouragement.ratings import RATINGS
from cogs.encouragement.service import Ask, Said

Screen = tuple[str, ui.View]
FRESH = "fresh"
EXCERPT = 700
"""Characters of somebody's own words that are brought back; the journal has the rest."""


def ask_what(ask: Ask, *, is_fresh: bool) -> Screen:
    """The first question; a no that is known to be of today is not asked about."""
    options = [] if is_fresh else [SelectOption(label=t("A no, today or yesterday"), value=FRESH)]
    options += _options(CHOICES, "r-") + _options(SITUATIONS, "s-")
    text = t("What happened? Only you see this, and you may leave it out.")
    return text, ui.View(
        ui.select("encourage-what", _key(ask), options, placeholder=t("What comes closest"), row=0),
        ui.button(t("I would rather not say"), "encourage-what-not", _key(ask), row=1),
    )


def ask_feeling(ask: Ask) -> Screen:
    """The second and last question."""
    return t("How does it feel just now?"), ui.View(
        ui.select(
            "encourage-felt", _key(ask), _options(FEELINGS), placeholder=t("What comes closest"), row=0
        ),
        ui.button(t("Hard to say"), "encourage-felt-not", _key(ask), row=1),
    )


def said_screen(said: Said, ask: Ask, locale: str) -> Screen:
    """A prompt, or words of their own, with what can be pressed under it."""
    hopeless = ask.feeling == "hopeless"
    items: list[dui.Item[Any]] = [people_button()] if hopeless else []
    items += rating_items(said.rated_as, row=1)
    items.append(ui.button(t("Another"), "encourage-again", _key(ask), row=2))
    if said.phase == "":
        items.append(ui.button(t("It came today or yesterday"), "encourage-fresh", _key(ask), row=2))
    items.append(ui.button(t("Write about it"), "reflect-begin", row=2))
    return said_words(said, locale, hopeless=hopeless), ui.View(*items)


def said_words(said: Said, locale: str, *, hopeless: bool = False) -> str:
    """The words alone. Whoever feels hopeless reads first whom they can reach."""
    if said.own is not None:
        return own_words(said.own)
    if said.prompt is None:
        return t("I have no words that would fit just now. That you looked for some is enough for today.")
    prompt = said.prompt
    lines = [" ".join(part for part in (prompt.validate, prompt.reframe, prompt.rest) if part)]
    lines += [prompt.step, "-# The last part is a suggestion. Leaving it out is fine."] if prompt.step else []
    text = "\n\n".join(t(line) for line in lines)
    return f"{safety_words(locale)}\n\n{text}" if hopeless else text


def safety_words(locale: str) -> str:
    """Before anything else, and without a judgement."""
    return t(
        "I am a bot and cannot tell how bad it is. If there are thoughts of not wanting to live, or of hurting "
        "yourself, please talk to a person now. They are used to calls that begin with 'I don't know what to say'."
        "\n{people}",
        people=people_lines(locale),
    )


def own_words(own: OwnWords) -> str:
    """Something that was written before, with its day."""
    day = f"<t:{int(own.at.timestamp())}:D>"
    words = own.text if len(own.text) <= EXCERPT else own.text[:EXCERPT].rsplit(" ", 1)[0] + " …"
    quoted = "\n".join(f"> {line}" for line in harmless(words).splitlines())
    if own.kind == "peer-words":
        return t(
            "On {day} a peer wrote this to you, and you marked it as helpful:\n{words}", day=day, words=quoted
        )
    return t("On {day} you wrote this yourself:\n{words}", day=day, words=quoted)


def rating_items(rated_as: str, row: int = 0) -> list[dui.Item[Any]]:
    """Helped, neutral, worse: what a prompt that is shown anywhere carries."""
    return [
        ui.button(t(label), "encourage-rate", f"{rated_as}.{rating}", row=row)
        for rating, label in RATINGS.items()
    ]


def rated_words(rated_as: str, rating: str) -> str:
    """What is answered to a rating; one can press another."""
    if rating == "worse":
        own = "." in rated_as
        return (
            t("Thank you for saying so, and I am sorry. I will not bring this back to you.")
            if own
            else t("Thank you for saying so, and I am sorry. What makes it worse for many is taken out.")
        )
    return t("Noted, without your name. Pressing another one changes it.")


def ask_of(key: str) -> Ask:
    """What a control's id carries."""
    return Ask(*(key.split(".") + [""] * 4)[:4])


def _key(ask: Ask) -> str:
    return ".".join((ask.reason, ask.feeling, ask.stage, ask.situation))


def _options(labels: Mapping[str, str], prefix: str = "") -> list[SelectOption]:
    return [SelectOption(label=t(label), value=f"{prefix}{value}") for value, label in labels.items()]
