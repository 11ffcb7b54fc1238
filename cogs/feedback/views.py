"""What members see of feedback in private: what they gave, and what they received."""

from __future__ import annotations

from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.post import Post, State
from bot.board.ui import Kinds, declined_words, public_embeds, state_words
from bot.safety.neutral import harmless
from bot.words import t
from cogs.feedback.service import Marked
from cogs.feedback.store import How, Mark

PAGE = 10
QUOTED = 60
HOW: dict[How, str] = {
    "mine": "New feedback: shown only here",
    "dm": "New feedback: a message each time",
    "daily": "New feedback: one message a day",
}
Shown = tuple[str, list[discord.Embed], ui.View | None]


def given_list(given: list[Marked], page: int, *, in_server: bool) -> Shown:
    """What a member gave, ten a page."""
    if not given:
        return t("You have given no feedback yet. The button is under each post."), [], None
    pages = (len(given) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = given[page * PAGE : (page + 1) * PAGE]
    lines = [t("**What you gave.** Only you see this list.")]
    lines += [_line(post, mark) for post, mark in shown]
    if not in_server:
        lines.append(t("To change or delete it, use `/feedback mine` on its server."))
        return "\n".join(lines), [], None
    options = [
        SelectOption(label=post.handle, value=post.handle, description=_first_words(post))
        for post, _ in shown
    ]
    items: list[dui.Item[Any]] = [
        ui.select("given-open", "", options, placeholder=t("Open one of them"), row=0)
    ]
    if pages > 1:
        items.append(ui.button(t("Newer"), "given-page", str(page - 1), disabled=page == 0, row=1))
        items.append(ui.button(t("Older"), "given-page", str(page + 1), disabled=page == pages - 1, row=1))
    return "\n".join(lines), [], ui.View(*items)


def given_one(post: Post, mark: Mark, parent: Post | None, kinds: Kinds) -> Shown:
    """One of them, as others see it, and what its giver can do."""
    about = t(", on {handle}", handle=parent.handle) if parent else ""
    lines = [f"**{post.handle}**{about} · {state_words(post)}{_marks(mark)}"]
    if post.reason:
        lines.append(declined_words(post))
    content = post.proposed or post.content
    items: list[dui.Item[Any]] = []
    if post.state is not State.REMOVED:
        items.append(ui.button(t("Edit"), "given-edit", post.handle))
    items.append(ui.button(t("Delete"), "given-delete", post.handle, style=discord.ButtonStyle.danger))
    items.append(ui.button(t("Back to the list"), "given-page", "0"))
    shown = public_embeds(kinds[post.kind], post, content, parent) if content else []
    return "\n".join(lines)[:2000], shown, ui.View(*items)


def really_delete(handle: str) -> Shown:
    view = ui.View(
        ui.button(t("Delete for good"), "given-delete-now", handle, style=discord.ButtonStyle.danger),
        ui.button(t("Keep it"), "given-show", handle),
    )
    return (
        t("Delete **{handle}** for good? It goes for everyone; its text is erased here.", handle=handle),
        [],
        view,
    )


def received(parent: Post, found: list[Marked], at: int, how: How, kinds: Kinds) -> Shown:
    """The feedback on one's own post, one at a time, and how one wants to learn of more."""
    options = [
        SelectOption(label=t(words), value=value, default=value == how) for value, words in HOW.items()
    ]
    wish = ui.select("received-how", parent.handle, options, placeholder=t("How I hear of new ones"), row=2)
    back = ui.button(t("Back to the post"), "own-show", parent.handle, row=1)
    if not found:
        text = t("No feedback on **{handle}** yet. How would you like to hear of it?", handle=parent.handle)
        return text, [], ui.View(back, wish)
    post, mark = found[at % len(found)]
    lines = [
        t(
            "**Feedback {at} of {count}** on {handle}.",
            at=at % len(found) + 1,
            count=len(found),
            handle=parent.handle,
        )
    ]
    if mark.helped or mark.thanked:
        lines.append(t("You marked it; its giver alone sees that, and not who you are."))
    if post.hidden:
        lines.append(t("You have hidden it: in the thread nobody can read it."))
    items: list[dui.Item[Any]] = [
        ui.button(
            t("It did not help after all") if mark.helped else t("This helped"),
            "received-helped",
            post.handle,
            style=discord.ButtonStyle.secondary if mark.helped else discord.ButtonStyle.success,
            row=0,
        ),
        ui.button(t("Thank you"), "received-thank", post.handle, disabled=mark.thanked, row=0),
        ui.button(t("Thank in words"), "received-words", post.handle, disabled=parent.closed, row=0),
        ui.button(t("Show it again") if post.hidden else t("Hide"), "received-hide", post.handle, row=0),
        ui.button(t("Report"), "report", post.handle, row=0),
    ]
    if len(found) > 1:
        items.append(ui.button(t("Next"), "received-at", f"{parent.handle}.{(at + 1) % len(found)}", row=1))
    embeds = public_embeds(kinds[post.kind], post, post.content, parent) if post.content else []
    return "\n".join(lines), embeds, ui.View(*items, back, wish)


def _line(post: Post, mark: Mark) -> str:
    words = _first_words(post) or ""
    quoted = f" · “{harmless(words[:QUOTED])}{'…' if len(words) > QUOTED else ''}”" if words else ""
    return f"**{post.handle}** · {state_words(post)}{_marks(mark)}{quoted}"


def _marks(mark: Mark) -> str:
    return (t(" · it helped") if mark.helped else "") + (t(" · thanked") if mark.thanked else "")


def _first_words(post: Post) -> str | None:
    content = post.proposed or post.content
    return " ".join(content.text.split())[:90] or None if content else None
