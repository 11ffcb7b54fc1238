"""An answer to a question that stood in a channel, without its writer's name: a kind of post like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.drafts import Kind
from bot.board.post import Content, Post
from bot.board.ui import Look, post_buttons
from bot.words import t
from cogs.encouragement.channels.themes import find

THOUGHT = "thought"


class ThoughtKind:
    """Somebody answers a question of a scheduled prompt; it goes the way of every post: masked, reviewed, delayed."""

    kind = Kind(THOUGHT, texts=("story",), facts=("asked",))
    has_thread = True

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        asked = find(fields.get("asked", ""))
        question = SelectOption(label=asked.ask, value=asked.id, default=True) if asked else None
        labels = [
            ui.field(
                t("Your answer"),
                "story",
                fields.get("story"),
                placeholder=t("As you would tell a friend. You see it masked before anybody else does."),
            )
        ]
        if question is not None:
            labels.insert(
                0, ui.label(t("The question"), dui.Select[Any](custom_id="asked", options=[question]))
            )
        return t("Answer without your name"), labels

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        asked = find(content.facts.get("asked", ""))
        footer = t("{handle} · posted without a name", handle=handle)
        return Look(title=asked.ask if asked else t("A thought"), facts={}, footer=footer)

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return post_buttons(post, me_too)
