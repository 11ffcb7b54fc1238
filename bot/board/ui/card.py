"""What moderators see of a post that waits for them: the post and what they are told beside it, never its author."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui as dui

from bot import ui
from bot.board.post import Briefing, Content, Post, State
from bot.board.ui.look import AnsweringKind, PostKind, public_embeds, state_words
from bot.safety.neutral import harmless
from bot.words import t

MASKED = {
    "PERSON": ("a person", "{count} people"),
    "COMPANY": ("a company", "{count} companies"),
    "PRODUCT": ("a product", "{count} products"),
    "EMAIL": ("a mail address", "{count} mail addresses"),
    "PHONE": ("a phone number", "{count} phone numbers"),
    "URL": ("a link", "{count} links"),
    "HANDLE": ("a user name", "{count} user names"),
    "LOCATION": ("a place", "{count} places"),
    "DATE": ("a date", "{count} dates"),
    "MONEY": ("an amount of pay", "{count} amounts of pay"),
    "ID": ("a number", "{count} numbers"),
    "SCHOOL": ("a school", "{count} schools"),
    "ADDRESS": ("an address", "{count} addresses"),
    "OTHER": ("something else", "{count} other things"),
}
SHOWN = 900
"""Characters of a head at most: the rest of a message is the post's."""


def card(kind: PostKind, post: Post, parent: Post | None, *, after: str = "") -> dict[str, Any]:
    """A post with what moderators can do about it; ``after`` is added to the keys of the controls."""
    is_change = post.state is State.PUBLISHED
    content = (post.proposed if is_change else post.content) or Content("")
    lines = [_head(post)]
    if isinstance(kind, AnsweringKind):
        lines.append(kind.note(content, parent).strip())
    lines += briefing_words(post.briefing)
    return {
        "content": "\n".join(line for line in lines if line)[:SHOWN],
        "embeds": public_embeds(kind, post, content, parent),
        "view": ui.View(*_decisions(post, f"{post.handle}.{post.version}{after}", is_change=is_change)),
    }


def briefing_words(briefing: Briefing) -> list[str]:
    """Lines about why it must be read first, and what was masked."""
    lines = []
    if briefing.held_for:
        reasons = "; ".join(harmless(reason) for reason in briefing.held_for)
        lines.append(t("**Held by:** {reasons}", reasons=reasons))
    masked = [masked_words(kind, count) for kind, count in sorted(briefing.masked.items())]
    if briefing.unmasked == 1:
        masked.append(t("the author took one mask back"))
    elif briefing.unmasked:
        masked.append(t("the author took {count} masks back", count=briefing.unmasked))
    if masked:
        lines.append(t("-# Masked: {masked}", masked=", ".join(masked)))
    return lines


def masked_words(kind: str, count: int) -> str:
    one, many = MASKED.get(kind, MASKED["OTHER"])
    return t(one) if count == 1 else t(many, count=count)


def decided(post: Post | None, handle: str) -> str:
    """What a card says once nothing waits any more."""
    if post is None or post.state is State.DELETED:
        return t("**{handle}** was taken back by its author.", handle=handle)
    if post.state is State.PUBLISHED and post.reason:
        return t("**{handle}**: the change was declined; the post stands as it was.", handle=handle)
    if post.state is State.SCHEDULED:
        return t("**{handle}** · approved", handle=handle)
    return f"**{handle}** · {state_words(post)}"


def _head(post: Post) -> str:
    since = ""
    if post.review_at is not None:
        since = t(" Here since <t:{at}:R>.", at=int(post.review_at.timestamp()))
    if post.state is State.PUBLISHED:
        return t("The author of **{handle}** would like to change it to this.", handle=post.handle) + since
    if post.is_withheld:
        note = t("**{handle}** is held after reports; a note stands in its place.", handle=post.handle)
        return note + since
    if post.state is State.HELD:
        return t("**{handle}** is held.", handle=post.handle) + since
    return t("**{handle}** waits for you.", handle=post.handle) + since


def _decisions(post: Post, key: str, *, is_change: bool) -> list[dui.Item[Any]]:
    success, danger = discord.ButtonStyle.success, discord.ButtonStyle.danger
    return [
        ui.button(t("Approve"), "approve", key, style=success, row=0),
        ui.button(t("Decline"), "decline", key, style=danger, row=0),
        ui.button(t("Hold"), "hold", key, disabled=is_change or post.state is State.HELD, row=0),
        ui.button(t("Mask more"), "mask-more", key, row=0),
        ui.button(t("Remove"), "remove", key, row=1),
        ui.button(t("Block the author"), "block", post.handle, row=1),
    ]
