"""Where a letter's screens are shown: in the DM as ordinary messages that stay, elsewhere to the member alone."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui as dui

from bot import ui
from bot.outbox.sender import CANNOT_DM
from bot.words import t

Interaction = discord.Interaction[Any]
SILENT = discord.AllowedMentions.none()
TEXT = 2000
log = logging.getLogger("onward.letters")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a member sees at one time."""

    text: str
    embeds: list[discord.Embed] = field(default_factory=list)
    view: dui.View | None = None
    files: list[discord.File] = field(default_factory=list)


def in_dm(interaction: Interaction) -> bool:
    return interaction.guild_id is None


async def begin(interaction: Interaction, *, fresh: bool = False) -> None:
    """Acknowledge: a press changes the message it stands on, unless ``fresh`` asks for a new one."""
    if not in_dm(interaction):
        await ui.acknowledge(interaction, fresh=fresh)
        return
    try:
        if interaction.message is not None and not fresh:
            await interaction.response.defer()
        else:
            await interaction.response.defer(thinking=True)
    except discord.HTTPException as error:
        log.warning("an interaction in a DM could not be acknowledged: %d", error.status)


async def show(interaction: Interaction, screen: Screen) -> None:
    """Show the screen where the interaction was acknowledged; anew where that message was deleted meanwhile."""
    text = screen.text[:TEXT]
    try:
        await ui.answer(interaction, text, embeds=screen.embeds, view=screen.view, files=screen.files)
    except discord.NotFound:
        parts: dict[str, Any] = {"view": screen.view} if screen.view else {}
        await interaction.followup.send(
            text, embeds=screen.embeds, ephemeral=not in_dm(interaction), allowed_mentions=SILENT, **parts
        )


async def say(channel: discord.abc.Messageable, screen: Screen) -> discord.Message:
    """Send a screen as a message of the bot's own, in a DM."""
    parts: dict[str, Any] = {"view": screen.view} if screen.view else {}
    return await channel.send(
        screen.text[:TEXT], embeds=screen.embeds, files=screen.files, allowed_mentions=SILENT, **parts
    )


async def to_dm(interaction: Interaction, screen: Screen, private: Screen) -> None:
    """Move from a server to the DM and say so; where DMs are closed, go on here, and say that."""
    try:
        channel = await interaction.user.create_dm()
        sent = await say(channel, screen)
    except discord.HTTPException as error:
        if error.code not in CANNOT_DM:
            raise
        closed = t("Your DMs are closed for me, so we go on here; only you see it.")
        await show(interaction, Screen(f"{closed}\n\n{private.text}", private.embeds, private.view))
        return
    await show(
        interaction, Screen(t("We go on in our DM, where nobody else reads: {link}", link=sent.jump_url))
    )
