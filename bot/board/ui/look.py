"""How posts look to everybody, and the words for their states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import discord
from discord import ui as dui

from bot import ui
from bot.board.drafts import Kind, Preview
from bot.board.lengths import FACT, MESSAGE, frames
from bot.board.post import Content, Post, State, me_too_step
from bot.safety.neutral import harmless
from bot.words import t


@dataclass(frozen=True, slots=True)
class Look:
    """What a kind of post shows beside its text."""

    title: str
    facts: Mapping[str, str]
    footer: str


class PostKind(Protocol):
    """What a feature gives the board so that its posts can be written and shown."""

    kind: Kind
    has_thread: bool

    def form(self, fields: Mapping[str, str]) -> tuple[str, list[dui.Label[Any]]]:
        """The modal's title and labelled fields, filled with what was typed before."""
        ...

    def look(self, content: Content, handle: str, parent: Post | None) -> Look: ...

    def buttons(self, post: Post, me_too: int) -> list[dui.Item[Any]]:
        """The lasting buttons under the public message; one of them carries the post's own handle."""
        ...


Kinds = dict[str, PostKind]


@dataclass(frozen=True, slots=True)
class Extras:
    """What a kind adds to the preview of a draft: words before it, controls, and its own promise at the end."""

    advice: Sequence[str] = ()
    items: Sequence[dui.Item[Any]] = ()
    promise: str = ""


@runtime_checkable
class AnsweringKind(Protocol):
    """A kind whose form and preview depend on the post that it answers."""

    def form_about(
        self, fields: Mapping[str, str], parent: Post | None
    ) -> tuple[str, list[dui.Label[Any]]]: ...

    def extras(self, preview: Preview) -> Extras: ...

    def note(self, content: Content, parent: Post | None) -> str:
        """What moderators should look at before they decide; empty where there is nothing."""
        ...


def embeds(look: Look, text: str, *, edited: bool = False) -> list[discord.Embed]:
    """A post as embeds: one, or two where the text is long. What is too long is cut; it cannot be posted."""
    first, *rest = frames(text)
    parts = [first, *(part[: MESSAGE - len(first)] for part in rest)]
    made = [discord.Embed(description=part or None, colour=ui.ACCENT) for part in parts]
    made[0].title = look.title or None
    for name, value in look.facts.items():
        made[-1].add_field(name=name, value=harmless(value)[:FACT] or "–", inline=len(value) < 40)
    made[-1].set_footer(text=look.footer + (t(" · edited") if edited else ""))
    return made


def public_embeds(kind: PostKind, post: Post, content: Content, parent: Post | None) -> list[discord.Embed]:
    return embeds(kind.look(content, post.handle, parent), content.text, edited=post.edited)


def shown_embeds(kind: PostKind, post: Post, content: Content, parent: Post | None) -> list[discord.Embed]:
    """The same, or one line in its place: where moderators have to look at it first, or where the author of the post
    that it answers has hidden it."""
    if post.is_withheld:
        note = t("*Held: moderators are looking at this. It may come back.*")
    elif post.hidden:
        note = t("*Hidden by the author of the post.*")
    else:
        return public_embeds(kind, post, content, parent)
    return [discord.Embed(description=note, colour=ui.QUIET).set_footer(text=post.handle)]


def declined_words(post: Post) -> str:
    """What its author reads when a moderator declined a post, or the change of one; the reason stands last."""
    if post.state is State.REMOVED:
        text = t("It is not on the board:")
    elif post.state is State.PUBLISHED:
        text = t("Your change was not taken; the post stands as it was. A moderator wrote:")
    else:
        text = t("It was not published. You can edit it and send it again. A moderator wrote:")
    return f"{text}\n>>> {harmless(post.reason)}"


def state_words(post: Post) -> str:
    """A post's state in a few plain words."""
    if post.proposed is not None and post.state is State.PUBLISHED:
        return t("published; your change waits for a moderator")
    match post.state:
        case State.WAITING:
            return t("waits for a moderator")
        case State.HELD:
            return t("held: a moderator is still thinking about it")
        case State.SCHEDULED if post.release_at is not None:
            return t("appears <t:{at}:R>", at=int(post.release_at.timestamp()))
        case State.SCHEDULED:
            return t("waits: publication is paused here for now")
        case State.PUBLISHED:
            return t("published, closed for feedback") if post.closed else t("published")
        case State.DECLINED:
            return t("declined")
        case State.REMOVED:
            return t("removed")
        case State.DELETED:
            return t("deleted")


def me_too_words(count: int) -> str:
    """A count in steps, so that one more press cannot be told from the number."""
    step = me_too_step(count)
    if not step:
        return t("Me too")
    return t("Me too · {count}", count=t("a few") if step == 2 else f"{step}+")


def post_buttons(post: Post, me_too: int) -> list[dui.Item[Any]]:
    """What stands under every post that opens a thread."""
    return [
        ui.button(
            t("Closed for feedback") if post.closed else t("Give feedback"),
            "give-feedback",
            post.handle,
            style=discord.ButtonStyle.primary,
            disabled=post.closed,
        ),
        ui.button(me_too_words(me_too), "me-too", post.handle),
        ui.button(t("Report"), "report", post.handle),
    ]
