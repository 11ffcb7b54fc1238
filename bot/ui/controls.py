"""Buttons, selects and modals that hold no state.

A control is only a description: its custom id says what to do (``v1:close-post:K7Q2``), and the router finds the
way from there. So nothing is kept in memory, everything works after a restart, and a modal that was open while
the bot restarted still arrives. Views are marked as finished before they are sent, so that discord.py stores
none of them; a stored view would time out, and could take handlers with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

VERSION = "v1"
FORM = 4000
"""Characters that Discord lets one text field hold."""
Style = discord.ButtonStyle


def control_id(name: str, key: str = "") -> str:
    """At most 100 characters, visible to clients: the key must be opaque."""
    return f"{VERSION}:{name}:{key}"


def control_ids(message: discord.Message) -> list[str]:
    """The ids of the controls under a message."""
    items = (item for row in message.components for item in getattr(row, "children", ()))
    return [str(getattr(item, "custom_id", "") or "") for item in items]


class View(ui.View):
    """Rows of controls under a message."""

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        self.stop()
        for item in items:
            self.add_item(item)


class Panel(ui.LayoutView):
    """A message made of components: text between controls."""

    def __init__(self, *items: ui.Item[Any]) -> None:
        super().__init__(timeout=None)
        self.stop()
        for item in items:
            self.add_item(item)


class Modal(ui.Modal):
    """A form. ``name`` and ``key`` say who hears of what was typed into it."""

    def __init__(self, title: str, name: str, key: str, *items: ui.Item[Any]) -> None:
        super().__init__(title=title, custom_id=control_id(name, key), timeout=None)
        self.stop()
        for item in items:
            self.add_item(item)


def button(
    text: str,
    name: str,
    key: str = "",
    *,
    style: Style = Style.secondary,
    disabled: bool = False,
    row: int | None = None,
) -> ui.Button[Any]:
    return ui.Button(label=text, custom_id=control_id(name, key), style=style, disabled=disabled, row=row)


def select(
    name: str,
    key: str,
    options: Sequence[discord.SelectOption],
    *,
    placeholder: str,
    least: int = 1,
    most: int = 1,
    row: int | None = None,
) -> ui.Select[Any]:
    return ui.Select(
        custom_id=control_id(name, key),
        options=list(options),
        placeholder=placeholder,
        min_values=least,
        max_values=min(most, len(options)),
        row=row,
    )


def field(
    text: str,
    name: str,
    typed: str | None = None,
    *,
    hint: str | None = None,
    placeholder: str | None = None,
    most: int = FORM,
    lines: bool = True,
    required: bool = True,
) -> ui.Label[Any]:
    """A labelled text field of a modal, filled with what was typed before; one line, or many.

    ``most`` characters fit; what stands there already is never cut for it, because masking may have made it longer.
    """
    most = min(max(most, len(typed or "")), FORM)
    style = discord.TextStyle.paragraph if lines else discord.TextStyle.short
    box = ui.TextInput[Any](
        custom_id=name,
        style=style,
        default=(typed or "")[:most] or None,
        placeholder=placeholder,
        max_length=most,
        required=required,
    )
    return label(text, box, hint)


def label(text: str, item: ui.Item[Any], description: str | None = None) -> ui.Label[Any]:
    """A labelled field of a modal."""
    return ui.Label(text=text, component=item, description=description)
