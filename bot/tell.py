"""Writing to a member by DM, or finding what stands in a channel of moderators, for a job of the outbox: once, however
often the job runs."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import ui as dui

from bot import ui
from bot.outbox import Job
from bot.outbox.sender import CANNOT_DM

if TYPE_CHECKING:
    from bot.app import Onward

LOOK_BACK = timedelta(minutes=2)
"""Clocks may differ by this much."""
LOOK_THROUGH = 500
"""Messages of a channel among which one is looked for."""


async def tell(bot: Onward, job: Job, user_id: int, text: str, *items: dui.Item[Any]) -> bool:
    """Send the text with these controls; False where the member's DMs are closed. Raises Discord's other errors.

    Where an earlier attempt of the job may have arrived, it is looked for first: by its controls, whose ids must then
    be this message's own, or by its text where it has none.
    """
    marks = {str(getattr(item, "custom_id", "")) for item in items}
    try:
        channel = await bot.create_dm(discord.Object(user_id))
        if job.tried_since is not None and await arrived(bot, channel, job.tried_since, text, marks):
            return True
        await channel.send(
            text,
            view=ui.View(*items) if items else discord.utils.MISSING,
            nonce=f"tell-{job.id}-{job.wanted}",
            allowed_mentions=discord.AllowedMentions.none(),
        )
    except discord.HTTPException as error:
        if error.code not in CANNOT_DM:
            raise
        return False
    return True


async def standing(channel: discord.abc.Messageable, control: str) -> discord.Message | None:
    """Our newest message in a channel that has the control of this id; None where it is gone, or long past."""
    async for message in channel.history(limit=LOOK_THROUGH):
        if control in ui.control_ids(message):
            return message
    return None


async def arrived(
    bot: Onward,
    channel: discord.abc.Messageable,
    since: datetime,
    text: str,
    marks: Set[str] = frozenset(),
    limit: int = 100,
) -> bool:
    """Whether a message of ours arrived in a channel since then: one with these controls, or else with this text."""
    async for message in channel.history(after=since - LOOK_BACK, limit=limit):
        if (
            marks <= set(ui.control_ids(message))
            if marks
            else message.content == text and message.author == bot.user
        ):
            return True
    return False
