"""Who may moderate, as the server's id; the check itself is the kernel's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.access import moderator_of

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


async def require_moderator(bot: Onward, interaction: Interaction) -> int:
    """The server's id, if this member may moderate there now; UserError otherwise."""
    return (await moderator_of(bot, interaction)).guild_id
