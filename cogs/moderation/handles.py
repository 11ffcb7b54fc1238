"""Suggesting the handles of posts to moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.app_commands import Choice

from bot.access import moderator_of
from bot.board.handles import read_handle
from bot.board.post import State
from bot.board.waiting import known_posts
from bot.errors import UserError
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
MOST = 25
STATES = {
    State.WAITING: "waits",
    State.HELD: "held",
    State.SCHEDULED: "approved",
    State.PUBLISHED: "published",
    State.DECLINED: "declined",
    State.REMOVED: "removed",
}


async def suggest_post(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Posts that moderators know of, the newest first: handle, kind and state, nothing else. For every option
    ``post`` of `/mod`; whoever may not moderate is suggested nothing."""
    bot: Onward = interaction.client
    try:
        moderator = await moderator_of(bot, interaction)
    except UserError:
        return []
    async with bot.database.begin() as session:
        found = await known_posts(
            session, moderator.guild_id, read_handle(typed), bot.clock.now(), limit=MOST
        )
    return [
        Choice(name=f"{handle} · {kind} · {t(STATES[state])}", value=handle) for handle, kind, state in found
    ]
