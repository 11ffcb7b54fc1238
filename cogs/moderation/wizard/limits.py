"""Limits that moderators choose in the set-up: of feedback and reports, and of posts when a server is flooded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.servers import ServerSettings
from bot.words import t

PAGES = {"feedback": "Limits of feedback", "posts": "Limits of posts"}
Choices = dict[str, tuple[str, dict[str, str]]]
FEEDBACK: Choices = {
    "feedback_age_days": (
        "How old an account must be",
        {"0": "Any age", "1": "A day", "7": "A week", "30": "A month", "90": "Three months"},
    ),
    "feedback_per_day": (
        "By one member in a day, at most",
        {"3": "3", "5": "5", "10": "10", "20": "20", "50": "50"},
    ),
    "feedback_per_post": ("By one member to one post", {"1": "1", "2": "2", "3": "3", "5": "5", "10": "10"}),
    "feedback_per_pair": (
        "By one member to one author in a day",
        {"1": "1", "2": "2", "3": "3", "5": "5", "10": "10"},
    ),
    "report_threshold": (
        "Reports that hold a post by themselves",
        {"2": "2 members", "3": "3 members", "5": "5 members", "10": "10 members", "0": "Never"},
    ),
}
POSTS: Choices = {
    "posts_per_day": (
        "By one member in a day, at most",
        {"3": "3", "5": "5", "10": "10", "20": "20", "50": "50"},
    ),
    "posts_per_minute": (
        "Posts in a minute that pause publication",
        {"5": "More than 5", "10": "More than 10", "20": "More than 20", "50": "More than 50"},
    ),
}
LIMITS: Choices = {**FEEDBACK, **POSTS}
"""All of them; ``ServerSettings`` says what they are where nothing was chosen."""


def limits_of(saved: ServerSettings | None) -> dict[str, str]:
    """The limits as they are, or as they are without any set-up."""
    fields = ServerSettings.__dataclass_fields__
    return {name: str(getattr(saved, name) if saved else fields[name].default) for name in LIMITS}


def limits_form(page: str, fields: Mapping[str, str]) -> ui.Modal:
    """One page of them, with what was chosen before."""
    usual = limits_of(None)
    labels = []
    for name, (title, options) in (POSTS if page == "posts" else FEEDBACK).items():
        chosen = fields.get(name, usual[name])
        shown = [
            SelectOption(label=t(words), value=value, default=value == chosen)
            for value, words in options.items()
        ]
        labels.append(ui.label(t(title), dui.Select[Any](custom_id=name, options=shown)))
    return ui.Modal(t(PAGES.get(page, PAGES["feedback"])), "setup-limited", "", *labels)
