"""Answering an interaction: acknowledged first, always to the member alone."""

from __future__ import annotations

import logging
from typing import Any

import discord
from discord import ui

Interaction = discord.Interaction[Any]
log = logging.getLogger("onward.ui")


async def acknowledge(interaction: Interaction, *, fresh: bool = False) -> None:
    """Tell Discord that work has begun; what follows goes to the member alone.

    A press on a private message changes that message, unless ``fresh`` asks for a new one; anything else gets a
    new private message. Where Discord does not take the acknowledgement, the work goes on all the same: what a
    member typed must be kept first, and that they cannot be answered is found out when they are.
    """
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    try:
        if private and not fresh:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
    except discord.HTTPException as error:
        log.warning("an interaction could not be acknowledged: %d", error.status)


async def answer(
    interaction: Interaction,
    content: str | None = None,
    *,
    embeds: list[discord.Embed] | None = None,
    view: ui.View | ui.LayoutView | None = None,
    files: list[discord.File] | None = None,
) -> None:
    """Show the member this, in place of what the interaction showed before; for them alone."""
    if not interaction.response.is_done():
        await acknowledge(interaction)
    parts: dict[str, Any] = {"view": view, "attachments": files or []}
    if not isinstance(view, ui.LayoutView):
        parts |= {"content": content, "embeds": embeds or []}
    await interaction.edit_original_response(allowed_mentions=discord.AllowedMentions.none(), **parts)
