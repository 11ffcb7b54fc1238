"""How the queue looks: one post at a time, with a way to any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.post import Post, State
from bot.board.waiting import Show, Waiting
from bot.words import t

PAGE = 25
SHOWN = {
    Show.ALL: "Everything",
    Show.NEW: "New posts",
    Show.ANSWERS: "Answers and feedback",
    Show.CHANGES: "Changes of published posts",
    Show.HELD: "Held",
    Show.RULES: "Held by a rule or by reports",
}


class Entry(NamedTuple):
    """A post in a list of moderators': its handle, a few words about it, and since when it is there."""

    handle: str
    words: str
    since: datetime


def position(handles: Sequence[str], handle: str, place: int) -> int:
    """Where to look: at that post, or where it stood if it is gone."""
    at = handles.index(handle) if handle in handles else place
    return max(0, min(at, len(handles) - 1))


def turning(name: str, entries: Sequence[Entry], at: int, show: str) -> list[dui.Item[Any]]:
    """Buttons to the post before and the post after; none where there is only one."""
    if len(entries) < 2:
        return []
    before, after = (at - 1) % len(entries), (at + 1) % len(entries)
    turns = [ui.button(t("Next"), f"{name}-at", f"{entries[after].handle}.{after}.{show}", row=1)]
    if before != after:
        key = f"{entries[before].handle}.{before}.{show}"
        turns.insert(0, ui.button(t("Previous"), f"{name}-at", key, row=1))
    return list(turns)


def choosing(every: Sequence[Waiting], show: Show) -> list[dui.Item[Any]]:
    """The filters, each with its number; none where there is nothing to filter."""
    if len(every) < 2:
        return []
    options = [
        SelectOption(
            label=f"{t(words)} · {sum(entry.belongs(value) for entry in every)}",
            value=value,
            default=value is show,
        )
        for value, words in SHOWN.items()
    ]
    return [ui.select("queue-show", "", options, placeholder=t("Show"), row=2)]


def jumping(
    name: str, entries: Sequence[Entry], at: int, show: str, now: datetime, *, row: int
) -> list[dui.Item[Any]]:
    """The page of the list on which the post stands, and, in that row, the pages around it."""
    if len(entries) < 3:
        return []
    first = at // PAGE * PAGE
    options = [
        SelectOption(
            label=f"{n} · {entry.handle}",
            value=entry.handle,
            description=f"{age(entry.since, now)} · {entry.words}"[:100],
            default=n == at + 1,
        )
        for n, entry in enumerate(entries[first : first + PAGE], first + 1)
    ]
    items: list[dui.Item[Any]] = [ui.select(f"{name}-jump", show, options, placeholder=t("Go to"), row=3)]
    if len(entries) > PAGE:
        last = (len(entries) - 1) // PAGE * PAGE
        older, newer = max(0, first - PAGE), min(last, first + PAGE)
        pages = (("Older page", "o", older, first == 0), ("Newer page", "n", newer, first == last))
        items += [
            ui.button(t(text), f"{name}-at", f".{to}.{show}.{way}", disabled=is_end, row=row)
            for text, way, to, is_end in pages
        ]
    return items


def kind_words(entry: Waiting) -> str:
    """What an entry is, in a word or two."""
    if entry.state is State.PUBLISHED:
        words = t("a change")
    else:
        words = {"rejection": t("a story"), "reply": t("an answer"), "feedback": t("feedback")}.get(
            entry.kind, entry.kind
        )
    marks = [t("held")] if entry.state is State.HELD else []
    marks += [t("a rule")] if entry.is_flagged else []
    return " · ".join([words, *marks])


def age(since: datetime, now: datetime) -> str:
    """How long something waits, roughly: a select shows no timestamps of Discord's."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return t("{count} min", count=minutes)
    if minutes < 48 * 60:
        return t("{count} h", count=minutes // 60)
    return t("{count} days", count=minutes // (24 * 60))


def decision_words(post: Post) -> str:
    """What a moderator reads once they have decided."""
    match post.state:
        case State.SCHEDULED if post.release_at is not None:
            at = int(post.release_at.timestamp())
            return t("Approved. **{handle}** appears at <t:{at}:t>.", handle=post.handle, at=at)
        case State.SCHEDULED:
            return t("Approved. **{handle}** appears when publication is resumed.", handle=post.handle)
        case State.DECLINED:
            return t("Declined. The author of **{handle}** gets your reason.", handle=post.handle)
        case State.HELD:
            return t("**{handle}** is held; it stays in the queue.", handle=post.handle)
        case State.REMOVED:
            return t("**{handle}** is being taken down.", handle=post.handle)
        case _ if post.reason:
            return t(
                "Declined. **{handle}** stands as it was, and its author gets your reason.",
                handle=post.handle,
            )
        case _:
            return t("Approved. **{handle}** is being brought up to date.", handle=post.handle)
