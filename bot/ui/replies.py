"""Answering an interaction: acknowledged first, always to the member alone."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
import discord
from discord import ui

Interaction = discord.Interaction[Any]
log = logging.getLogger("onward.ui")

UNREACHED = (discord.HTTPException, aiohttp.ClientError, TimeoutError, OSError)
"""What Discord answers when it does not take something, and what is raised where the connection breaks instead."""


async def acknowledge(interaction: Interaction, *, fresh: bool = False) -> None:
    """Tell Discord that work has begun; what follows goes to the member alone.

    A press on a private message changes that message, unless ``fresh`` asks for a new one; anything else gets a
    new private message. Where Discord does not take the acknowledgement, the work goes on all the same: what a
    member typed must be kept first, and that they cannot be answered is found out when they are. Where the connection
    breaks, it may have arrived or not: it is sent once more.
    """
    message = interaction.message
    private = message is not None and message.flags.ephemeral
    for _ in range(2):
        try:
            if private and not fresh:
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=True, thinking=True)
            return
        except discord.HTTPException as error:
            log.warning("an interaction could not be acknowledged: %d", error.status)
            return
        except UNREACHED as error:
            log.warning("an interaction could not be acknowledged: %s", type(error).__name__)


async def answer(
    interaction: Interaction,
    content: str | None = None,
    *,
    embeds: list[discord.Embed] | None = None,
    view: ui.View | ui.LayoutView | None = None,
    files: list[discord.File] | None = None,
) -> None:
    """Show the member this, in place of what the interaction showed before; for them alone. Where the connection breaks
    it is sent once more, for twice is the same as once."""
    if not interaction.response.is_done():
        await acknowledge(interaction)
    parts: dict[str, Any] = {"view": view, "attachments": files or []}
    if not isinstance(view, ui.LayoutView):
        parts |= {"content": content, "embeds": embeds or []}
    parts["allowed_mentions"] = discord.AllowedMentions.none()
    try:
        await interaction.edit_original_response(**parts)
    except discord.HTTPException:
        raise
    except UNREACHED:
        for file in files or ():
            file.reset()
        await interaction.edit_original_response(**parts)
