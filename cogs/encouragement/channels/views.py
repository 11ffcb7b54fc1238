"""What a channel shows of a scheduled prompt, and what moderators read of their schedules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui as dui

from bot import ui
from bot.words import t
from cogs.encouragement.channels.schedule import Schedule
from cogs.encouragement.channels.themes import Words, themes
from cogs.encouragement.views import rating_items


def post(words: Words) -> str:
    """A thought and its question."""
    return f"{words.say}\n\n**{words.ask}**"


def under(words: Words, key: str) -> list[dui.Item[Any]]:
    """The two ways to answer, and how it did; ``key`` tells this message from every other."""
    return [
        ui.button(t("Write for yourself"), "channel-reflect", f"{words.id}.{key}"),
        ui.button(t("Answer without your name"), "channel-share", f"{words.id}.{key}"),
        *rating_items(words.id, row=1),
    ]


def line(one: Schedule) -> str:
    """A schedule in one line."""
    return t(
        "{days} at {at} ({zone}) · {theme} · <#{channel}>",
        days=one.days,
        at=f"{one.at:%H:%M}",
        zone=one.zone,
        theme=theme_name(one.theme),
        channel=one.channel_id,
    )


def label(one: Schedule, channel: str) -> str:
    """The same for a list of choices, at most 100 characters."""
    text = f"{one.days} {one.at:%H:%M} · {theme_name(one.theme)}"
    return f"{text} · #{channel}"[:100] if channel else text[:100]


def listed(schedules: Sequence[Schedule], trouble: Sequence[str]) -> str:
    if not schedules:
        return t(
            "No prompts are scheduled here. `/mod prompts add` schedules some; people can answer them for themselves, "
            "without their name, or not at all."
        )
    lines = [t("**Scheduled prompts**")]
    lines += [t("{line} · next <t:{at}:R>", line=line(one), at=int(one.due.timestamp())) for one in schedules]
    return "\n".join([*lines, *trouble])[:2000]


def added(one: Schedule) -> str:
    return t(
        "Scheduled: {line}. The first comes <t:{at}:F>. `/mod prompts test` posts one now, as a trial.",
        line=line(one),
        at=int(one.due.timestamp()),
    )


def theme_name(theme: str) -> str:
    return t(themes()[theme].name) if theme in themes() else theme
