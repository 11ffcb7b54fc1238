"""The screens of `/privacy`: what there is in few lines, the exact words on a tap, the one step before erasing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.db.held import NOBODY, Counted
from bot.periods import Periods
from bot.retention import kept_words
from bot.words import t
from cogs.privacy.service import Entry, staying

MOST = 25
"""Options of a select at Discord."""
LABEL = 100


class Screen(NamedTuple):
    text: str
    view: ui.View


@dataclass(frozen=True, slots=True)
class Choice:
    """What a member chose before erasing; as a key it stands in the buttons."""

    everywhere: bool = True
    keep: bool = False

    @property
    def key(self) -> str:
        return ("all" if self.everywhere else "here") + ("-keep" if self.keep else "")

    @classmethod
    def of(cls, key: str) -> Choice:
        return cls(everywhere=not key.startswith("here"), keep=key.endswith("-keep"))


def overview(entries: Sequence[Entry], *, in_server: bool) -> Screen:
    """What is held, a line for each table with something in it."""
    lines = [t("**What I keep about you**, on all servers together. Only you see this.")]
    entries = sorted(entries, key=lambda entry: (_is_internal(entry), short(entry)))
    lines += [f"- {_line(entry)}" for entry in entries if not _is_internal(entry)]
    notes = [short(entry) for entry in entries if _is_internal(entry)]
    if notes:
        lines.append(t("- and notes that I alone use: {notes}", notes="; ".join(notes)))
    if not entries:
        lines.append(t("Nothing. There is no trace of you here."))
    lines.append(
        t(
            "\n-# What is private is sealed. Whoever runs this bot holds the key and could open it; no command does. "
            "Discord keeps messages as it always does. In a small server, style and rare facts can still give a person "
            "away. I am not a crisis line: `/help-now` names people."
        )
    )
    items: list[dui.Item[Any]] = []
    if entries:
        options = [
            SelectOption(label=_capital(short(entry))[:LABEL], value=entry.table) for entry in entries[:MOST]
        ]
        items = [
            ui.select("privacy-detail", "", options, placeholder=t("What exactly, who reads it, how long")),
            ui.button(t("Get a copy"), "privacy-export", style=discord.ButtonStyle.primary, row=1),
            ui.button(t("Erase…"), "privacy-ask", Choice().key, style=discord.ButtonStyle.danger, row=1),
        ]
        if in_server:
            items.append(ui.button(t("What counts in numbers?"), "counting", row=1))
    return Screen("\n".join(lines)[:2000], ui.View(*items))


def detail(entry: Entry, periods: Periods) -> Screen:
    """One table in plain words: what it holds, who can read it, how long it stays."""
    held = entry.held
    text = t(
        "**{what}**\n**Now:** {now}\n**Who can read it:** {readers}\n**How long:** {kept}",
        what=_capital(held.what),
        now=_now(entry.counted),
        readers=t(held.readers),
        kept=kept_words(held, periods),
    )
    if held.stays:
        text += t("\n**When you erase everything:** {stays}", stays=t(held.stays))
    return Screen(text, ui.View(ui.button(t("Back"), "privacy-show")))


def before_erasing(entries: Sequence[Entry], choice: Choice, *, in_server: bool) -> Screen:
    """What goes and what stays, and the one step that does it. ``entries`` are those of what was chosen."""
    stay = staying(entries)
    going = [entry for entry in entries if entry not in stay]
    lines = [
        t("**Erase what I keep about you, everywhere**")
        if choice.everywhere
        else t("**Erase what I keep about you on this server**")
    ]
    if going:
        lines.append(t("**Goes for good:**"))
    elif not stay:
        lines.append(t("Nothing is kept about you there."))
    lines += [f"- {_short_count(entry)}" for entry in going if not _is_internal(entry)]
    if any(_is_internal(entry) for entry in going):
        lines.append(t("- the notes that I alone use"))
    if any(entry.table == "posts" for entry in entries):
        lines.append("\n" + (t(KEPT) if choice.keep else t(REMOVED)))
    lines += ["\n" + t("**Stays:**"), *(f"- {line}" for line in _stays(stay, choice))]
    items: list[dui.Item[Any]] = []
    if in_server:
        items.append(ui.select("privacy-where", choice.key, _where(choice), placeholder=t("Where"), row=0))
    items.append(ui.select("privacy-posts", choice.key, _posts(choice), placeholder=t("My posts"), row=1))
    items.append(
        ui.button(
            t("Erase for good"),
            "privacy-erase",
            choice.key,
            style=discord.ButtonStyle.danger,
            disabled=not entries,  # of what stays, something may go: the words of an appeal
            row=2,
        )
    )
    items.append(ui.button(t("Keep everything"), "privacy-show", row=2))
    return Screen("\n".join(lines)[:2000], ui.View(*items))


REMOVED = (
    "Your posts are taken down, with the answers under them. Answers and feedback that you gave under other people's "
    "posts go, too."
)
KEPT = (
    "What stands on the board stays there without any link to you, also without your name if you signed: nobody can "
    "find out any more that it was yours, and you cannot change or delete it. Posts that are not on the board go."
)


def after_erasing(left: Sequence[Entry], choice: Choice) -> str:
    """What is true now."""
    lines = [
        t("**Done.** What I kept about you is erased.")
        if choice.everywhere
        else t("**Done.** What I kept about you on this server is erased.")
    ]
    if not choice.keep:
        lines.append(t("What of yours stood on the board is being taken down."))
    lines += [f"- {t(entry.held.stays)}" for entry in staying(left)]
    return "\n".join(lines)


def short(entry: Entry) -> str:
    """The short form of what a table holds: its words before a colon."""
    return t(entry.held.what).partition(":")[0]


def _stays(stay: Sequence[Entry], choice: Choice) -> list[str]:
    lines = [t("What Discord keeps of our messages in DMs; you can delete yours there.")]
    if not choice.everywhere:
        lines.append(
            t("What belongs to no server, such as letters, stays. Choose `Everywhere` to erase it, too.")
        )
    lines += [t(entry.held.stays) for entry in stay]
    lines.append(t("Backups that the operator made before this last as long as they keep them, sealed."))
    return lines


def _is_internal(entry: Entry) -> bool:
    """What nobody reads, such as counters: named, but not before what matters."""
    return entry.held.readers.startswith(NOBODY)


def _line(entry: Entry) -> str:
    dates = _dates(entry.counted)
    return _short_count(entry) + (f" ({dates})" if dates else "")


def _short_count(entry: Entry) -> str:
    return f"{short(entry)}: **{entry.counted.rows}**"


def _now(counted: Counted) -> str:
    dates = _dates(counted)
    rows = t("1 entry") if counted.rows == 1 else t("{count} entries", count=counted.rows)
    return f"{rows}, {dates}" if dates else rows


def _dates(counted: Counted) -> str:
    if counted.first is None or counted.last is None:
        return ""
    first, last = (f"<t:{int(at.timestamp())}:d>" for at in (counted.first, counted.last))
    return (
        first
        if counted.first.date() == counted.last.date()
        else t("{first} to {last}", first=first, last=last)
    )


def _where(choice: Choice) -> list[SelectOption]:
    return [
        SelectOption(label=t("Everywhere"), value="all", default=choice.everywhere),
        SelectOption(label=t("Only on this server"), value="here", default=not choice.everywhere),
    ]


def _posts(choice: Choice) -> list[SelectOption]:
    return [
        SelectOption(label=t("Take my posts down"), value="remove", default=not choice.keep),
        SelectOption(label=t("Leave them, without any link to me"), value="keep", default=choice.keep),
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
