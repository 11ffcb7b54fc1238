"""Who may moderate: asked again at the moment of every action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.errors import UserError
from bot.servers import get_server
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


async def require_moderator(bot: Onward, interaction: Interaction) -> int:
    """The server's id, if this member may moderate there now: Manage Server, or the role of the set-up."""
    if interaction.guild_id is None:
        raise UserError(t("That works in a server, not in a DM."))
    if interaction.permissions.manage_guild:
        return interaction.guild_id
    async with bot.database.begin() as session:
        server = await get_server(session, interaction.guild_id)
    role = server.moderator_role_id if server else None
    if role is None or role not in {held.id for held in getattr(interaction.user, "roles", ())}:
        raise UserError(t("That is for moderators of this server. Nothing was done."))
    return interaction.guild_id
