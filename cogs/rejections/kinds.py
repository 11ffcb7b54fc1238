"""How rejections and their authors' replies are written and shown."""

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
from cogs.rejections.choices import HELPS, STAGES
from cogs.rejections.why import why_button


class RejectionKind:
    """A story of being turned down."""

    kind = Kind("rejection", texts=("story",), facts=("stage", "help"), on_request=("company", "role"))
    has_thread = True

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        return t("Share without your name"), [
            ui.field(
                t("What happened"),
                "story",
                fields.get("story"),
                placeholder=t("As you would tell a friend. You see it masked before anybody else does."),
            ),
            ui.label(t("How far did it go?"), _choice("stage", STAGES, fields.get("stage"))),
            ui.field(
                t("Company (optional)"),
                "company",
                fields.get("company"),
                hint=t("Only to mask it in your story; shown only if you ask for it."),
                most=100,
                lines=False,
                required=False,
            ),
            ui.field(
                t("Role (optional)"),
                "role",
                fields.get("role"),
                hint=t("The same: used for masking, shown only if you ask for it."),
                most=100,
                lines=False,
                required=False,
            ),
            ui.label(t("What would help?"), _choice("help", HELPS, fields.get("help") or "listen")),
        ]

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        facts = {
            t("Would help"): t(HELPS.get(content.facts.get("help", ""), HELPS["listen"])),
            t("Company"): content.facts.get("company", ""),
            t("Role"): content.facts.get("role", ""),
        }
        return Look(
            title=t(STAGES.get(content.facts.get("stage", ""), "Turned down")),
            facts={name: value for name, value in facts.items() if value},
            footer=t("{handle} · posted without a name", handle=handle),
        )

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return post_buttons(post, me_too)

    def afterwards(self, post: Post) -> list[dui.Item[Any]]:
        """Once it is sent off, its author may say why it was a no; nothing asks them to."""
        return [why_button(post.handle)]


class ReplyKind:
    """The author answers in the thread of their own post."""

    kind = Kind("reply", texts=("story",), of_author=True)
    has_thread = False

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        hint = t("It appears in the thread under your post's handle.")
        return t("Answer as the author"), [
            ui.field(t("Your answer"), "story", fields.get("story"), hint=hint)
        ]

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        shown = parent.handle if parent else handle
        return Look(title="", facts={}, footer=t("{handle} · the author", handle=shown))

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return [ui.button(t("Report"), "report", post.handle)]


def _choice(name: str, labels: Mapping[str, str], chosen: str | None) -> dui.Select[Any]:
    options = [
        SelectOption(label=t(text), value=value, default=value == chosen) for value, text in labels.items()
    ]
    return dui.Select(custom_id=name, options=options)
