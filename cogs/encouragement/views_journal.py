"""What a member reads and presses around their private notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ButtonStyle, SelectOption
from discord import ui as dui

from bot import ui
from bot.board.lengths import MESSAGE, frames
from bot.care.screens import people_button
from bot.safety.neutral import harmless
from bot.words import t
from cogs.encouragement.brought import is_dark
from cogs.encouragement.journal import KEEP, LONGEST
from cogs.encouragement.questions import Question, questions
from cogs.encouragement.store import Note


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at one time."""

    text: str
    view: ui.View
    embeds: list[discord.Embed] = field(default_factory=list)
    files: list[discord.File] = field(default_factory=list)


def question_page(question: Question, *, in_dm: bool) -> Page:
    """One question, and three ways to go on."""
    text = t(
        "**{question}**\nWrite as it comes, for a quarter of an hour at most. It goes to you alone, and you choose "
        "whether it is kept at all.",
        question=question.text,
    )
    return Page(
        text,
        ui.View(
            ui.button(t("Write"), "reflect-form", question.id, style=ButtonStyle.primary, row=0),
            ui.button(t("Another question"), "reflect-begin", row=0),
            ui.button(t("No question"), "reflect-form", "-", row=0),
            ui.button(
                t("Type it here") if in_dm else t("Type it in my DMs"), "reflect-dm", question.id, row=1
            ),
        ),
    )


def form(question_id: str) -> ui.Modal:
    """The question, the text, and what becomes of it."""
    question = questions().get(question_id)
    options = [
        SelectOption(label=t(label), value=value, default=value == "back") for value, label in KEEP.items()
    ]
    return ui.Modal(
        t("A note to yourself"),
        "reflect-written",
        question_id,
        ui.field(t("Your words"), "text", hint=question.text if question else None, most=LONGEST),
        ui.label(t("What becomes of it?"), dui.Select[Any](custom_id="keep", options=options)),
    )


def kept_page(note: Note | None, text: str) -> Page:
    """After writing. Where it sounds heavy, people are one press away; nothing is said about the person."""
    if note is None:
        said, items = t("Not kept: it is gone from here. That you wrote it was the point."), []
    else:
        again = t(" I may bring it back to you on another day.") if note.back else ""
        said = t("Kept, sealed. `/reflect read` opens it; nobody else can.") + again
        items = [
            ui.button(t("Read my notes"), "reflect-page", "0"),
            ui.button(t("Delete it"), "reflect-delete", note.id),
        ]
    if is_dark(text):
        said += t("\n-# If it stays this heavy, there are people to talk to.")
        items = [people_button(), *items]
    return Page(said, ui.View(*items))


def dm_question_page(question: Question | None) -> Page:
    """In the DM: whatever is typed next is the note."""
    asked = f"**{question.text}**\n" if question else ""
    text = asked + t(
        "Your next messages here become your note, up to {most} characters in all. They are kept sealed; what you "
        "typed also stays in this chat until you delete it there. `done` ends it.",
        most=f"{LONGEST:,}",
    )
    return Page(text, ui.View(ui.button(t("Not now"), "reflect-done")))


def dm_kept_page(note: Note) -> Page:
    text = t(
        "Kept, {count} characters. Type on if there is more; `done` ends it.", count=f"{len(note.text):,}"
    )
    items: list[dui.Item[Any]] = [
        ui.button(t("Done"), "reflect-done", style=ButtonStyle.primary),
        ui.button(t("Do not keep it"), "reflect-delete-now", note.id),
    ]
    if is_dark(note.text):
        text += t("\n-# If it stays this heavy, there are people to talk to.")
        items = [*items, people_button()]
    return Page(text, ui.View(*items))


def note_page(notes: Sequence[Note], at: int) -> Page:
    """One note, with its neighbours."""
    if not notes:
        begin = ui.button(t("Write"), "reflect-begin", style=ButtonStyle.primary)
        return Page(
            t("You have no notes. `/reflect write` begins one; only you can read it."), ui.View(begin)
        )
    at = min(max(at, 0), len(notes) - 1)
    note = notes[at]
    lines = [
        t(
            "**{day}** · note {at} of {count}, the newest first. Only you see it.",
            day=f"<t:{int(note.written_at.timestamp())}:D>",
            at=at + 1,
            count=len(notes),
        )
    ]
    if note.question:
        lines.append(f"> {note.question}")
    shown = frames(note.text)
    files = []
    if sum(map(len, shown)) > MESSAGE:
        files = [discord.File(io.BytesIO(note.text.encode()), "note.txt")]
        shown = [harmless(note.text[:1500]) + " …"]
    view = ui.View(
        ui.button(t("Newer"), "reflect-page", f"{at - 1}.n", disabled=at == 0, row=0),
        ui.button(t("Older"), "reflect-page", f"{at + 1}.o", disabled=at == len(notes) - 1, row=0),
        ui.button(
            t("Do not bring it back") if note.back else t("Bring it back some day"),
            "reflect-back",
            f"{note.id}.{'no' if note.back else 'yes'}",
            row=0,
        ),
        ui.button(t("Delete it"), "reflect-delete", note.id, style=ButtonStyle.danger, row=1),
        ui.button(t("Delete all"), "reflect-delete", "all", row=1),
    )
    embeds = [discord.Embed(description=part, colour=ui.QUIET) for part in shown]
    return Page("\n".join(lines), view, embeds, files)


def really_page(note_id: str, count: int) -> Page:
    """Asked once before a note, or all of them, are gone."""
    text = (
        t("Delete all of your notes, {count} in number, for good? They cannot be had back.", count=count)
        if note_id == "all"
        else t("Delete this note for good? It cannot be had back.")
    )
    return Page(
        text,
        ui.View(
            ui.button(t("Delete for good"), "reflect-delete-now", note_id, style=ButtonStyle.danger),
            ui.button(t("Keep it"), "reflect-page", "0"),
        ),
    )


def deleted_page(count: int, *, in_dm: bool) -> Page:
    text = t("Deleted: {count} notes, for good.", count=count) if count != 1 else t("Deleted, for good.")
    if in_dm:
        text += t(" What you typed into this chat stays here until you delete it yourself.")
    left = ui.button(t("Read my notes"), "reflect-page", "0")
    return Page(text, ui.View(left))
