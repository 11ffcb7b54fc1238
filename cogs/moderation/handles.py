"""Suggesting the handles of posts to moderators, and `/mod remove`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot import ui
from bot.access import moderator_of, subcommand
from bot.board.handles import read_handle
from bot.board.post import State
from bot.board.waiting import known_posts
from bot.errors import UserError
from bot.words import t
from cogs.moderation.queue_views import decision_words

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


class Removing:
    """Taking a post down by its handle."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @subcommand(
        "remove", "Take a post down by its handle; its author sees that it was removed", screened="crisis"
    )
    @app_commands.describe(
        post="The handle under the post, such as K7Q2",
        reason="Why; its author reads it, and not who you are",
    )
    @app_commands.autocomplete(post=suggest_post)
    async def remove(
        self,
        interaction: Interaction,
        post: app_commands.Range[str, 1, 20],
        reason: app_commands.Range[str, 0, 500] = "",
    ) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        removed = await self.bot.review.remove(
            moderator.guild_id, read_handle(post), reason.strip(), by=moderator.user_id
        )
        self.bot.hurry()
        await ui.answer(interaction, decision_words(removed))
