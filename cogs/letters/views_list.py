"""The list of a member's letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.safety.neutral import harmless
from bot.words import t
from cogs.letters.asking import situations
from cogs.letters.letter import Letter
from cogs.letters.replies import Screen
from cogs.letters.views import state_words

PAGE = 10


def listing(letters: Sequence[Letter], page: int) -> Screen:
    """The member's letters, the last changed first, ten a page."""
    letters = [letter for letter in letters if letter.variant]
    if not letters:
        return Screen(t("You have no letters here. `/letter new` starts one; only you see it."))
    pages = (len(letters) + PAGE - 1) // PAGE
    page = min(max(page, 0), pages - 1)
    shown = letters[page * PAGE : (page + 1) * PAGE]
    lines = [t("**Your letters.** Only you see this list.")]
    lines += [
        f"**{harmless(letter.name)}** · {situations()[letter.variant].label}{listed_state(letter)}"
        for letter in shown
    ]
    options = [
        SelectOption(label=letter.name, value=letter.id, description=situations()[letter.variant].label)
        for letter in shown
    ]
    items: list[dui.Item[Any]] = [
        ui.select("letter-pick", "", options, placeholder=t("Open one of them"), row=0)
    ]
    if pages > 1:
        lines.append(t("-# page {page} of {pages}", page=page + 1, pages=pages))
        items.append(ui.button(t("Newer"), "letter-list", str(page - 1), disabled=page == 0, row=1))
        items.append(ui.button(t("Older"), "letter-list", str(page + 1), disabled=page == pages - 1, row=1))
    return Screen("\n".join(lines), view=ui.View(*items))


def listed_state(letter: Letter) -> str:
    return state_words(letter) or (t(" · draft") if letter.version else t(" · not finished"))
