"""How feedback is written and shown: something liked, and perhaps one thing to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import ui as dui

from bot import ui
from bot.board.drafts import Kind
from bot.board.post import Content, Post
from bot.board.ui import Look
from bot.words import t


class FeedbackKind:
    """Two fields: "I like …", which every feedback begins with, and "What if …", which may stay empty."""

    kind = Kind("feedback", texts=("like", "idea"))
    has_thread = False

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        return t("Give feedback"), [
            ui.field(
                t("I like… or I've been there"),
                "like",
                fields.get("like"),
                hint=t("What they did well, or what you know from yourself."),
                most=1500,
            ),
            ui.field(
                t("What if… (optional)"),
                "idea",
                fields.get("idea"),
                hint=t("One thing they could try this week. Guess kindly."),
                most=1000,
                required=False,
            ),
        ]

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        idea = content.facts.get("idea", "")
        return Look(
            title="",
            facts={t("What if…"): idea} if idea else {},
            footer=t("{handle} · a peer", handle=handle),
        )

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return [ui.button(t("Report"), "report", post.handle)]
