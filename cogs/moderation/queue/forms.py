"""The forms of moderators: why a post is declined or removed, and which words are masked in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.hide import offers
from bot.board.post import Content, Post
from bot.words import t
from cogs.moderation.queue.declining import reasons

MOST = 25
NOBODY_LEARNS = "The author reads it. They do not learn who you are."


def decline_form(handle: str, key: str) -> ui.Modal:
    options = [SelectOption(label=t(reason.choice), value=reason.name) for reason in reasons()]
    listed = dui.Select[Any](
        custom_id="listed", options=options, required=False, min_values=0, placeholder=t("Choose a reason")
    )
    own = ui.field(
        t("Or in your own words"),
        "reason",
        hint=t(NOBODY_LEARNS),
        placeholder=t("What the author could change, or why it cannot stand here."),
        most=500,
        required=False,
    )
    return ui.Modal(
        t("Decline {handle}", handle=handle), "decline-reason", key, ui.label(t("Why"), listed), own
    )


def remove_form(handle: str, key: str) -> ui.Modal:
    field = ui.field(t("Why (optional)"), "reason", hint=t(NOBODY_LEARNS), most=500, required=False)
    return ui.Modal(t("Remove {handle}", handle=handle), "remove-reason", key, field)


def mask_form(post: Post, key: str) -> ui.Modal:
    """Words of the post to choose from, those first that the masker has its doubts about; others can be typed."""
    options = [
        SelectOption(label=words[:100], value=_short(words), description=t(why)[:100] or None)
        for words, why in offers(_decided_on(post), MOST)
    ]
    items = []
    if options:
        chosen = dui.Select[Any](
            custom_id="chosen",
            options=options,
            required=False,
            min_values=0,
            max_values=len(options),
            placeholder=t("Choose words"),
        )
        items.append(ui.label(t("Words in it"), chosen, t("They go everywhere in the post.")))
    items.append(
        ui.field(
            t("Other words"),
            "words",
            hint=t("As they stand in the post. Several: with commas."),
            most=400,
            lines=False,
            required=False,
        )
    )
    return ui.Modal(t("Mask more in {handle}", handle=post.handle), "mask-words", key, *items)


def words_to_mask(post: Post, typed: Mapping[str, str]) -> list[str]:
    """What a moderator chose and typed into the form."""
    values = set(typed.get("chosen", "").split(","))
    chosen = [words for words, _ in offers(_decided_on(post), MOST) if _short(words) in values]
    return [*chosen, *(word.strip() for word in typed.get("words", "").split(",") if word.strip())]


def danger(text: str, name: str, key: str) -> dui.Button[Any]:
    return ui.button(text, name, key, style=discord.ButtonStyle.danger)


def _decided_on(post: Post) -> Content:
    both = [content for content in (post.proposed, post.content) if content is not None]
    facts = {f"{n} {name}": text for n, content in enumerate(both) for name, text in content.facts.items()}
    return Content("\n".join(content.text for content in both), facts)


def _short(words: str) -> str:
    """A choice as a select's value, which may have 100 characters at most and no comma."""
    return hashlib.sha256(words.casefold().encode()).hexdigest()[:16]
