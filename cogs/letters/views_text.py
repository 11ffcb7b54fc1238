"""The screens around a letter's text: its versions and what changed between them, and the ways to take it along."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.safety.neutral import harmless
from bot.words import t
from cogs.letters.compare import changes
from cogs.letters.export import FORMATS
from cogs.letters.letter import Letter, Version
from cogs.letters.replies import Screen
from cogs.letters.views import found_words

PAGE = 25
EMBED = 4000
_MARKS = {"same": ("", ""), "gone": ("~~", "~~"), "new": ("**", "**")}
_PLAIN = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}


def versions(letter: Letter, kept: Sequence[Version], page: int = 0) -> Screen:
    """All versions of a letter, the newest first, 25 to a page."""
    pages = (len(kept) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = kept[page * PAGE : (page + 1) * PAGE]
    options = [
        SelectOption(
            label=t("Version {number}: {how}", number=version.number, how=version.how)[:100],
            value=str(version.number),
            description=" ".join(version.body.split())[:90] or None,
        )
        for version in shown
    ]
    items: list[dui.Item[Any]] = [
        ui.select("letter-version", letter.id, options, placeholder=t("Read one of them"), row=0),
        ui.button(t("Back to the letter"), "letter-show", letter.id, row=1),
    ]
    if pages > 1:
        items += [
            ui.button(t("Newer"), "letter-versions", f"{letter.id}.{page - 1}", disabled=page == 0, row=1),
            ui.button(
                t("Older"), "letter-versions", f"{letter.id}.{page + 1}", disabled=page == pages - 1, row=1
            ),
        ]
    text = t(
        "**{name}** has {count} versions. Reading one changes nothing.",
        name=harmless(letter.name),
        count=len(kept),
    )
    return Screen(text, view=ui.View(*items))


def version(letter: Letter, chosen: Version, newest: Version) -> Screen:
    """One version: as it was where it is the newest, else with what has changed since."""
    head = t(
        "**Version {number}** of {count} · {how} · <t:{at}:f>",
        number=chosen.number,
        count=newest.number,
        how=chosen.how,
        at=int(chosen.made_at.timestamp()),
    )
    items: list[dui.Item[Any]] = []
    files: list[discord.File] = []
    if chosen.number == newest.number:
        shown = harmless(chosen.body)
        head += t("\nThis is the text as it stands now.")
    else:
        head += t("\nSince then, ~~this went~~ and **this came**:")
        shown = marked(chosen.body, newest.body)
        items.append(
            ui.button(
                t("Make this the text again"),
                "letter-restore",
                f"{letter.id}.{chosen.number}",
                style=discord.ButtonStyle.primary,
            )
        )
    if len(shown) > EMBED:
        plain = marked(chosen.body, newest.body, plain=True)
        files = [discord.File(io.BytesIO(plain.encode()), "changes.txt")]
        shown = shown[:EMBED].rsplit(" ", 1)[0] + " …"
    items.append(ui.button(t("All versions"), "letter-versions", letter.id))
    items.append(ui.button(t("Back to the letter"), "letter-show", letter.id))
    embed = discord.Embed(title=harmless(chosen.subject)[:256], description=shown, colour=ui.QUIET)
    return Screen(head, [embed], ui.View(*items), files)


def marked(old: str, new: str, *, plain: bool = False) -> str:
    """The change from one text to another: what went is struck through, what came is bold."""
    marks = _PLAIN if plain else _MARKS
    parts = []
    for kind, text in changes(old, new):
        before, after = marks[kind]
        shown = text if plain else harmless_inside(text)
        core = shown.strip()
        if kind == "same" or not core:
            parts.append(shown)
            continue
        # Marks hug the words, and no mark spans a paragraph: Discord would show it as it is.
        start, end = shown[: shown.index(core)], shown[shown.index(core) + len(core) :]
        lines = [f"{before}{line}{after}" if line.strip() else line for line in core.split("\n")]
        parts.append(start + "\n".join(lines) + end)
    return "".join(parts)


def harmless_inside(text: str) -> str:
    """``harmless`` for a stretch of a text: the blanks at its ends stay."""
    core = text.strip()
    if not core:
        return text
    at = text.index(core)
    return text[:at] + harmless(core) + text[at + len(core) :]


def export_menu(letter: Letter) -> Screen:
    text = t(
        "**{name}** as a file. Its name says nothing about you: `letter.pdf`.", name=harmless(letter.name)
    )
    styles = {"pdf": discord.ButtonStyle.primary}
    items: list[dui.Item[Any]] = [
        ui.button(
            f".{form}",
            "letter-file",
            f"{letter.id}.{form}",
            style=styles.get(form, discord.ButtonStyle.secondary),
            row=0,
        )
        for form in FORMATS
    ]
    items.append(ui.button(t("Mail link"), "letter-file", f"{letter.id}.mailto", row=1))
    items.append(ui.button(t("Back to the letter"), "letter-show", letter.id, row=1))
    return Screen(text, view=ui.View(*items))


def stopped(letter: Letter, then: str) -> Screen:
    """Something in the letter would harm its owner: said once, before it leaves."""
    stops = [finding for finding in letter.findings() if finding.level == "E"]
    lines = [t("Before it goes out, please look at this once:"), *found_words(letter, stops)]
    lines.append(t("\n-# Typing in our DM? `anyway` leaves all of it as it is."))
    return Screen(
        "\n".join(lines),
        view=ui.View(
            ui.button(t("Edit text"), "letter-edit", letter.id, style=discord.ButtonStyle.primary),
            ui.button(t("Go on as it is"), "letter-anyway", f"{letter.id}.{then}"),
            ui.button(t("Back to the letter"), "letter-show", letter.id),
        ),
    )
