"""Finds who hears of a press or a submitted modal, and hears of everything that goes wrong there."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

import discord

from bot.errors import UserError, report
from bot.ui.controls import VERSION, View, button, control_id
from bot.ui.replies import UNREACHED, acknowledge, answer
from bot.words import t

Interaction = discord.Interaction[Any]
Handler = Callable[[Interaction, str], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])
Screened = Literal["all", "crisis", "no"]
"""What a form's texts are read for before anybody hears of them. ``crisis``: also where somebody else may be
quoted, as in a report; ``no``: words that are not the writer's own, as a list of what a server does not want."""
Ended = Callable[[str, str], None]
"""``(name, outcome)``: an interaction with that command or control was ``done``, ``refused`` or ``failed``."""
Gate = Callable[[Interaction, str, str, Screened], Awaitable[bool]]
"""``(interaction, name, key, screened)``: True when the member was answered and nobody else may hear of it."""


def on(name: str, *, screened: Screened = "all") -> Callable[[Method], Method]:
    """Mark a cog's method ``(interaction, key)`` as the one that hears of the controls of this name."""

    def mark(method: Method) -> Method:
        method.__onward_control__ = (name, screened)  # type: ignore[attr-defined]  # a mark of our own on a function
        return method

    return mark


class Router:
    """Control names to handlers; the only place where an interaction's failure is answered."""

    def __init__(self, support: str = "", ended: Ended | None = None) -> None:
        self._handlers: dict[str, tuple[Handler, Screened]] = {}
        self._support = support
        self._ended = ended
        self.gate: Gate | None = None

    def add(self, cog: object) -> None:
        """Hear the controls that a cog's methods were marked for."""
        for attribute in dir(type(cog)):
            method = getattr(cog, attribute)
            mark: tuple[str, Screened] | None = getattr(method, "__onward_control__", None)
            if mark is None:
                continue
            name, screened = mark
            if name in self._handlers:
                raise ValueError(f"two handlers for {name}")
            self._handlers[name] = method, screened

    async def dispatch(self, interaction: Interaction) -> None:
        """Hand a press or a modal to its handler; anything else passes by."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        version, name, key = (_data(interaction).get("custom_id", "") + "::").split(":")[:3]
        try:
            heard = self._handlers.get(name) if version == VERSION else None
            if heard is None:
                raise UserError(
                    t("This button is from another time and does nothing any more. Nothing was lost.")
                )
            handler, screened = heard
            is_form = interaction.type is discord.InteractionType.modal_submit
            if is_form and self.gate is not None and await self.gate(interaction, name, key, screened):
                return
            await handler(interaction, key)
            self.ended(name, "done")
        except Exception as error:
            await self.failed(interaction, error, name if name in self._handlers else "an unknown control")

    def ended(self, name: str, outcome: str) -> None:
        """Let whoever counts know how an interaction ended."""
        if self._ended is not None:
            self._ended(name, outcome)

    def screening(self) -> dict[str, Screened]:
        """What the forms of each name are read for."""
        return {name: screened for name, (_, screened) in self._handlers.items()}

    async def failed(self, interaction: Interaction, error: Exception, where: str) -> None:
        """Tell the member what happened, and hand back what they had typed where it could not be kept."""
        self.ended(where, "refused" if isinstance(error, UserError) else "failed")
        if isinstance(error, UserError):
            text = str(error)
        else:
            text = t("Something went wrong on my side. Reference: `{code}`.", code=report(error, where))
            if self._support:
                text += t(" You can quote it here: {support}", support=self._support)
        files = []
        kept = _everything_typed(interaction)
        if kept:
            text += t(" What you typed is in the file below, so that nothing is lost.")
            files = [discord.File(io.BytesIO(kept.encode()), "what-you-typed.txt")]
        elif not isinstance(error, UserError):
            text += t(" Nothing was lost; please try again.")
        view = View(*(button(*control) for control in getattr(error, "controls", ())))
        try:
            if not interaction.response.is_done():
                await acknowledge(interaction, fresh=True)
                await answer(interaction, text, files=files, view=view)
            else:
                await interaction.followup.send(text, ephemeral=True, files=files, view=view)
        except UNREACHED as problem:
            report(problem, f"telling about a failure in {where}")


def typed(interaction: Interaction) -> dict[str, str]:
    """What a submitted modal holds: each field's id to its text, or to its choices joined by commas."""
    fields: dict[str, str] = {}
    for row in _data(interaction).get("components", ()):
        inner = row.get("component")
        for item in [inner] if inner else row.get("components", ()):
            if "custom_id" in item:
                fields[item["custom_id"]] = item.get("value") or ",".join(item.get("values") or ())
    return fields


def resume(interaction: Interaction, name: str, key: str, fields: dict[str, str]) -> None:
    """Let a press stand for a form that was sent off before, with these fields."""
    interaction.type = discord.InteractionType.modal_submit
    rows = [{"component": {"custom_id": field, "value": text}} for field, text in fields.items()]
    interaction.data = {"custom_id": control_id(name, key), "components": rows}  # type: ignore[assignment]  # as `typed` reads it


def chosen(interaction: Interaction) -> list[str]:
    """What was chosen in a select: values, or ids as text."""
    values: list[str] = _data(interaction).get("values", [])
    return values


def choice(interaction: Interaction) -> str:
    """The one value that was chosen; UserError where there is none, as in a press that no screen of ours sent."""
    values = chosen(interaction)
    if not values:
        raise UserError(t("Nothing was chosen. Nothing has changed."))
    return values[0]


def _data(interaction: Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})


def _everything_typed(interaction: Interaction) -> str:
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return "\n\n".join(f"{name}:\n{text}" for name, text in typed(interaction).items() if text)
