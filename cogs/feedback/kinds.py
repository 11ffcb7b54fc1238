"""How feedback is written and shown: something liked, and perhaps one thing to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import discord
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
            ui.label(
                t("I like… or I've been there"),
                dui.TextInput(
                    custom_id="like",
                    style=discord.TextStyle.paragraph,
                    max_length=1500,
                    default=fields.get("like") or None,
                ),
                t("What they did well, or what you know from yourself."),
            ),
            ui.label(
                t("What if… (optional)"),
                dui.TextInput(
                    custom_id="idea",
                    style=discord.TextStyle.paragraph,
                    max_length=1000,
                    required=False,
                    default=fields.get("idea") or None,
                ),
                t("One thing they could try this week. Guess kindly."),
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
