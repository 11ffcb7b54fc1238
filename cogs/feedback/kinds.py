"""How feedback is written and shown: a form shaped by what the author asked for, and both parts told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.block import Scope
from bot.board.drafts import Kind, Preview
from bot.board.lengths import FACT
from bot.board.lines import line_at, line_key, lines_of
from bot.board.post import Content, Post
from bot.board.ui import Extras, Look
from bot.safety.neutral import harmless
from bot.words import t
from cogs.feedback.findings import TEXTS, harms_in
from cogs.feedback.guide import guide
from cogs.feedback.harm import Harm
from cogs.feedback.shape import shape_of, text_of

SURE = {"sure": "I know this well", "fairly": "I am fairly sure", "guess": "It is a guess"}
NEW = "feedback.new"
TOLD = 3
"""How many findings are explained at a time."""


class FeedbackKind:
    """Begins with something liked; what else it asks for depends on the post."""

    kind = Kind(
        "feedback",
        texts=TEXTS,
        facts=("line", "sure", "signed"),
        names=("signed",),
        after=NEW,
        listed="/feedback mine",
        scope=Scope.FEEDBACK,
        rewords=True,
    )
    has_thread = False

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        return self.form_about(fields, None)

    def form_about(self, fields: Mapping[str, str], parent: Post | None) -> tuple[str, list[dui.Label[Any]]]:
        shape = shape_of(parent)
        hint = guide().listen if shape == "listen" else guide().line
        like = ui.field(t("I like… or I've been there"), "like", fields.get("like"), hint=t(hint), most=1500)
        if shape == "listen":
            return t("They asked to be heard"), [like]
        if shape == "letter":
            return t("Look over a letter"), [like, *_letter_fields(fields, parent)]
        return t("Give feedback"), [like, *_idea_fields(fields)]

    def look(self, content: Content, handle: str, parent: Post | None) -> Look:
        facts = content.facts
        number, line = line_at(text_of(parent), facts.get("line", ""))
        idea = facts.get("idea", "")
        is_line = bool(idea and number)
        shown = {
            t("Where I noticed it"): facts.get("where", ""),
            t("Line {number}", number=number): line if is_line else "",
            t("Line {number}, perhaps", number=number) if is_line else t("What if…"): idea,
            t("How it may read"): facts.get("effect", ""),
            t("How sure I am"): t(SURE[facts["sure"]]) if facts.get("sure") in SURE else "",
            t("A book, tool or search words"): facts.get("resource", ""),
        }
        name = harmless(facts.get("signed", ""))
        return Look(
            title=t("What I like"),
            facts={title: words[:FACT] for title, words in shown.items() if words},
            footer=t("{handle} · {name}", handle=handle, name=name)
            if name
            else t("{handle} · a peer", handle=handle),
        )

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        return [ui.button(t("Report"), "report", post.handle, disabled=post.hidden)]

    def extras(self, preview: Preview) -> Extras:
        draft = preview.draft
        shape = shape_of(preview.parent)
        found = harms_in(draft.fields, shape)
        signed = draft.fields.get("signed", "")
        sure = [
            SelectOption(label=t(words), value=value, default=value == draft.fields.get("sure"))
            for value, words in SURE.items()
        ]
        promise = t("-# You sign this one: everybody on this server sees your name on it.") if signed else ""
        text = t("Leave my name out") if signed else t("Sign with my name")
        items: list[dui.Item[Any]] = [ui.button(text, "feedback-sign", draft.id, row=3)]
        if shape != "listen":
            ask = t("How sure are you?")
            items.append(ui.select("feedback-sure", draft.id, sure, placeholder=ask, least=0, row=4))
        return Extras(advice=_advice(found), items=items, promise=promise)

    def note(self, content: Content, parent: Post | None) -> str:
        texts = {"like": content.text, **content.facts}
        titles = dict.fromkeys(harm.rule.title for _, harm in harms_in(texts, shape_of(parent)))
        return t("\nLook for: {titles}.", titles=", ".join(titles)) if titles else ""


def _advice(found: list[tuple[str, Harm]]) -> list[str]:
    by_rule = {harm.rule.name: (words, harm) for words, harm in reversed(found)}
    lines = [
        t("- “{words}”: {advice}", words=harmless(words.strip()[:60]), advice=t(harm.rule.advice))
        for words, harm in list(by_rule.values())[:TOLD]
    ]
    if not lines:
        return []
    head = t(
        "**Before you post it:** press `Edit` to say it in other words. As it is, a moderator reads it first."
    )
    return [head, *lines, ""]


def _idea_fields(fields: Mapping[str, str]) -> list[dui.Label[Any]]:
    return [
        ui.field(t("Where I noticed it (optional)"), "where", fields.get("where"), most=200, required=False,
                 hint=t("The sentence or moment that you mean."), lines=False),
        ui.field(t("How it may read (optional)"), "effect", fields.get("effect"), most=500, required=False,
                 hint=t("The likely effect on somebody who reads or hears it.")),
        ui.field(t("What if…"), "idea", fields.get("idea"), most=1000,
                 hint=t("One thing they could try this week; two at most. Guess kindly.")),
        ui.field(t("A book, tool or search words (optional)"), "resource", fields.get("resource"), most=200,
                 required=False, lines=False),
    ]  # fmt: skip


def _letter_fields(fields: Mapping[str, str], parent: Post | None) -> list[dui.Label[Any]]:
    lines = lines_of(text_of(parent))
    options = [
        SelectOption(label=_label(f"{at} · {line}"), value=key, default=key == fields.get("line"))
        for at, line in enumerate(lines, 1)
        for key in [line_key(at, line)]
    ]
    choice = (
        dui.Select[Any](custom_id="line", options=options, required=False, min_values=0) if options else None
    )
    which = [ui.label(t("Which line? (optional)"), choice)] if choice is not None else []
    return [
        *which,
        ui.field(t("How that line could go (optional)"), "idea", fields.get("idea"), most=1000, required=False,
                 hint=t("The whole line as you would write it.")),
        ui.field(t("Why it may read better (optional)"), "effect", fields.get("effect"), most=500, required=False),
    ]  # fmt: skip


def _label(line: str) -> str:
    return line if len(line) <= 100 else line[:99] + "…"
