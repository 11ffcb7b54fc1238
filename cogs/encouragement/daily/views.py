"""What members read and press around prompts that come by themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.words import t
from cogs.encouragement.daily.wish import HALVED_AFTER, Quiet, Wish

CADENCES = {"1": "Once a week", "2": "Twice a week", "3": "Three times a week"}
PAUSES = {1: "A day", 3: "Three days", 7: "A week", 14: "Two weeks", 30: "A month"}


def about() -> tuple[str, ui.View]:
    """For somebody who has asked for nothing yet."""
    text = t(
        "I can write a few words to you by DM, one to three times a week, at an hour you choose. Never more than one a "
        "day, never in your quiet hours. Buttons under each one skip the day, pause or stop; typing `stop` to me ends "
        "them as well. Nothing comes until you ask for it."
    )
    return text, ui.View(ui.button(t("Choose when"), "daily-form", style=discord.ButtonStyle.primary))


def form(wish: Wish | None) -> ui.Modal:
    """How often, when, where."""
    chosen = str(wish.per_week) if wish else "2"
    options = [
        SelectOption(label=t(label), value=value, default=value == chosen)
        for value, label in CADENCES.items()
    ]
    return ui.Modal(
        t("Words by DM"),
        "daily-set",
        "",
        ui.label(t("How often"), dui.Select[Any](custom_id="cadence", options=options)),
        ui.field(t("At what time"), "hour", f"{wish.at:%H:%M}" if wish else "18:00", most=16, lines=False),
        ui.field(
            t("Time zone"),
            "timezone",
            wish.zone if wish else None,
            hint=t("A large city near you, such as Berlin or New York."),
            most=64,
            lines=False,
        ),
        ui.field(
            t("Quiet hours"),
            "quiet",
            str(wish.quiet if wish else Quiet()),
            hint=t("Nothing comes in these. Type none to have none."),
            most=32,
            lines=False,
            required=False,
        ),
    )


def standing(wish: Wish, now: datetime, said: str = "") -> tuple[str, ui.View]:
    """How things stand, and what can be done."""
    lines = [said] if said else []
    if wish.due is None:
        lines.append(ended_words(wish))
        again = ui.button(t("Begin again"), "daily-on", style=discord.ButtonStyle.primary)
        return "\n".join(lines), ui.View(again, ui.button(t("Change it"), "daily-form"))
    lines.append(
        t(
            "{cadence} at {at} ({zone}), quiet hours {quiet}. The next one comes {due}.",
            cadence=t(CADENCES[str(wish.per_week)]),
            at=f"{wish.at:%H:%M}",
            zone=wish.zone,
            quiet=wish.quiet,
            due=_day(wish, wish.due),
        )
    )
    if wish.is_halved:
        lines.append(
            t(
                "The last {count} had no answer from you, so every second one is left out now. Press anything under "
                "one of them, and the old rhythm is back.",
                count=wish.unheard,
            )
        )
    is_paused = wish.paused_until is not None and wish.paused_until > now
    pause = (
        ui.button(t("End the pause"), "daily-on")
        if is_paused
        else ui.button(t("Pause a week"), "daily-pause")
    )
    return "\n".join(lines), ui.View(ui.button(t("Change it"), "daily-form"), pause, *stop_button())


def welcome(wish: Wish) -> str:
    """The first message of all, which also shows whether one arrives."""
    assert wish.due is not None  # noqa: S101  it has just begun
    return t(
        "Here I will write to you; the first words come {due}. If two in a row get no answer from you, every second "
        "one is left out; after four I stop. The word `stop` ends it at once.",
        due=_day(wish, wish.due),
    )


def under(key: str) -> list[dui.Item[Any]]:
    """The controls under a prompt that came by itself; ``key`` tells it from every other."""
    return [
        ui.button(t("Not today"), "daily-today", key, row=1),
        ui.button(t("Pause a week"), "daily-pause", key, row=1),
        *stop_button(key, row=1),
    ]


def stop_button(key: str = "", row: int | None = None) -> list[dui.Item[Any]]:
    return [ui.button(t("Stop"), "daily-stop", key, row=row)]


def ended_words(wish: Wish) -> str:
    """Why nothing comes any more."""
    match wish.ended:
        case "closed":
            return t(
                "Discord did not let my last message through to your DMs, so I have stopped writing there. Nothing is "
                "lost. If you want words again, open your DMs for a server that we share, and press `Begin again`."
            )
        case "ignored":
            return too_many()
        case _:
            return t("Nothing comes by itself now. What you had chosen is kept, for when you want it.")


def too_many() -> str:
    return t(
        "Four messages went by without an answer, so I stop here. That is perfectly fine. `/encourage daily` begins "
        "again, whenever you like."
    )


def stopped() -> str:
    return t("Stopped. No more words come by themselves. `/encourage daily` begins again, if you ever like.")


def paused(wish: Wish) -> str:
    assert wish.due is not None  # noqa: S101  a pause ends
    return t("Paused. The next words come {due}; nothing is made up for.", due=_day(wish, wish.due))


def halving(wish: Wish) -> str:
    """What is said once, under the next one after two that nobody reacted to; nothing otherwise."""
    if wish.unheard != HALVED_AFTER:
        return ""
    return t("-# The last two had no answer, so I leave out every second one for now.")


def _day(wish: Wish, at: datetime) -> str:
    """An instant by the member's own calendar, and as Discord shows it."""
    return t(
        "on {day} at {at} (<t:{stamp}:R>)",
        day=f"{wish.local(at):%A, %-d %B}",
        at=f"{wish.local(at):%H:%M}",
        stamp=int(at.timestamp()),
    )
