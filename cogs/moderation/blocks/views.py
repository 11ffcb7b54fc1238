"""What moderators see of blocks: handles of posts, reasons, appeals; never a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.block import Block, Scope, until_words
from bot.errors import UserError
from bot.safety.neutral import harmless
from bot.words import t

LENGTHS = {
    "1": "A day",
    "7": "A week",
    "30": "A month",
    "90": "Three months",
    "0": "Until a moderator lifts it",
}
USUAL = "30"

PAGE = 10
WHAT = {
    Scope.POSTING: "posting",
    Scope.FEEDBACK: "feedback",
    Scope.REPORTS: "reports",
    Scope.ALL: "posting, feedback or reports",
}
Shown = tuple[str, ui.View | None]


def no_block(handle: str) -> UserError:
    return UserError(
        t(
            "No block stands under {handle} any more. Nothing was done. `/mod blocks` lists them.",
            handle=handle or "?",
        )
    )


def blocked(block: Block) -> str:
    """What a moderator reads once they have blocked somebody."""
    return t(
        "Whoever wrote **{handle}** is blocked {until}: no {what} on this server, under any handle, also after leaving "
        "and coming back. Nobody learns who it is. They get your reason, and may appeal once.\n"
        "-# What they have posted stays. `/mod remove` takes down one post, `/mod purge` everything of theirs.",
        handle=block.handle,
        until=until_words(block),
        what=t(WHAT[block.scope]),
    )


def listed(blocks: Sequence[Block], page: int) -> Shown:
    """A server's blocks, ten a page; those whose person waits for an answer stand first."""
    if not blocks:
        return t("Nobody is blocked. `/mod block` blocks the author of a post by its handle."), None
    blocks = sorted(blocks, key=lambda block: not block.waits)
    pages = (len(blocks) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = blocks[page * PAGE : (page + 1) * PAGE]
    lines = [
        t("**Blocks.** Each stands under the handle of a post; two may be of one person."),
        *map(_line, shown),
    ]
    options = [
        SelectOption(label=block.handle, value=block.handle, description=_short(block.reason))
        for block in shown
    ]
    items: list[dui.Item[Any]] = [
        ui.select("blocks-open", "", options, placeholder=t("Open one of them"), row=0)
    ]
    if pages > 1:
        items.append(ui.button(t("Newer"), "blocks-page", str(page - 1), disabled=page == 0, row=1))
        items.append(ui.button(t("Older"), "blocks-page", str(page + 1), disabled=page == pages - 1, row=1))
    return "\n".join(lines), ui.View(*items)


def one(block: Block) -> Shown:
    """One block, with its reason and the appeal, and what can be done."""
    lines = [_line(block), t("Reason: {reason}", reason=harmless(block.reason))]
    if block.appeal:
        lines.append(t("Appeal: {appeal}", appeal=harmless(block.appeal)))
    if block.answer:
        lines.append(t("Your answer: {answer}", answer=harmless(block.answer)))
    items: list[dui.Item[Any]] = [ui.button(t("Lift the block"), "block-lift", block.handle)]
    if block.waits:
        items = answers(block)
    return "\n".join(lines)[:2000], ui.View(*items, ui.button(t("Back to the list"), "blocks-page", "0"))


def appeal_card(block: Block) -> tuple[str, ui.View]:
    """What moderators see of an appeal in the review channel."""
    text = t(
        "**An appeal.** Whoever wrote **{handle}** was blocked {until} (no {what}). Your reason: {reason}\n"
        "They write:\n>>> {appeal}",
        handle=block.handle,
        until=until_words(block),
        what=t(WHAT[block.scope]),
        reason=harmless(block.reason)[:500],
        appeal=harmless(block.appeal or ""),
    )
    return text[:2000], ui.View(*answers(block))


def answers(block: Block) -> list[dui.Item[Any]]:
    return [
        ui.button(t("Lift the block"), "appeal-lift", block.id, style=discord.ButtonStyle.success),
        ui.button(t("Keep the block"), "appeal-keep", block.id, style=discord.ButtonStyle.danger),
    ]


def _line(block: Block) -> str:
    state = t(" · **an appeal waits for you**") if block.waits else ""
    if block.answer is not None:
        state = t(" · appeal answered")
    return t(
        "**{handle}** · no {what} · {until}{state}",
        handle=block.handle,
        what=t(WHAT[block.scope]),
        until=until_words(block),
        state=state,
    )


def _short(text: str) -> str:
    return " ".join(text.split())[:90] or "–"
