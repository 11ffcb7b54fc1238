"""A member's own posts: the list, and one of them with what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.drafts import Draft
from bot.board.post import Post, State
from bot.board.ui import Kinds, declined_words, public_embeds, state_words
from bot.words import t
from cogs.rejections.why import why_button

PAGE = 10


def resume(draft: Draft) -> tuple[str, ui.View]:
    """Offer to go on with a draft."""
    text = t(
        "You have a draft from <t:{at}:R>. Nothing of it is public.", at=int(draft.updated_at.timestamp())
    )
    return text, ui.View(
        ui.button(t("Go on with it"), "draft-open", draft.id, style=discord.ButtonStyle.primary),
        ui.button(t("Start over"), "draft-anew", draft.purpose),
        ui.button(t("Discard it"), "draft-discard", draft.id),
    )


def own_list(posts: Sequence[Post], page: int) -> tuple[str, ui.View | None]:
    """The member's posts, newest first, ten a page."""
    if not posts:
        return t(
            "You have no posts here. `/rejection share` starts one; only you see it until you post it."
        ), None
    pages = (len(posts) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = posts[page * PAGE : (page + 1) * PAGE]
    lines = [t("**Your posts.** Only you see this list.")]
    lines += [
        t("**{handle}** · an answer in a thread · {state}", handle=post.handle, state=state_words(post))
        if post.parent_id
        else f"**{post.handle}** · {state_words(post)}"
        for post in shown
    ]
    options = [
        SelectOption(label=post.handle, value=post.handle, description=_first_words(post)) for post in shown
    ]
    items: list[dui.Item[Any]] = [
        ui.select("own-open", "", options, placeholder=t("Open one of them"), row=0)
    ]
    if pages > 1:
        items.append(ui.button(t("Newer"), "own-page", str(page - 1), disabled=page == 0, row=1))
        items.append(ui.button(t("Older"), "own-page", str(page + 1), disabled=page == pages - 1, row=1))
    return "\n".join(lines), ui.View(*items)


def own_post(
    post: Post, parent: Post | None, kinds: Kinds, stuck: Mapping[str, str], answers: int = 0
) -> tuple[str, list[discord.Embed], ui.View]:
    """One of the member's posts, as others see it, and what its author can do."""
    lines = [f"**{post.handle}** · {state_words(post)}"]
    if post.placed is not None:
        url = (
            f"https://discord.com/channels/{post.guild_id}/{post.placed.channel_id}/{post.placed.message_id}"
        )
        lines.append(t("[Open the message]({url})", url=url))
    if str(post.id) in stuck:
        lines.append(t("Discord does not let me bring this up to date now. Nothing is lost: I keep trying."))
    if post.reason:
        lines.append(declined_words(post))
    content = post.proposed or post.content
    embeds = public_embeds(kinds[post.kind], post, content, parent) if content else []
    return "\n".join(lines)[:2000], embeds, ui.View(*_actions(post, answers))


def really_delete(post: Post) -> tuple[str, ui.View]:
    text = t(
        "Delete **{handle}** for good? Its message and thread go for everyone; its text is erased here.",
        handle=post.handle,
    )
    return text, ui.View(
        ui.button(t("Delete for good"), "own-delete-now", post.handle, style=discord.ButtonStyle.danger),
        ui.button(t("Keep it"), "own-show", post.handle),
    )


def _actions(post: Post, answers: int) -> list[dui.Item[Any]]:
    items: list[dui.Item[Any]] = []
    takes_answers = post.state is State.PUBLISHED and post.parent_id is None
    if takes_answers:
        items.append(
            ui.button(
                t("Answer in the thread"),
                "own-reply",
                post.handle,
                style=discord.ButtonStyle.primary,
                disabled=post.closed,
            )
        )
    if post.state is not State.REMOVED:
        items.append(ui.button(t("Edit"), "own-edit", post.handle))
    if takes_answers:
        text = t("Open for feedback again") if post.closed else t("Close for feedback")
        items.append(ui.button(text, "own-close", post.handle))
        text = t("Feedback · {count}", count=answers) if answers else t("Feedback")
        items.append(ui.button(text, "received", post.handle, row=1))
    items.append(ui.button(t("Delete"), "own-delete", post.handle, style=discord.ButtonStyle.danger))
    if post.kind == "rejection":
        items.append(why_button(post.handle, row=1))
    items.append(ui.button(t("Back to the list"), "own-page", "0", row=1))
    return items


def _first_words(post: Post) -> str | None:
    content = post.proposed or post.content
    words = " ".join(content.text.split()) if content else ""
    return words[:90] + ("…" if len(words) > 90 else "") or None
