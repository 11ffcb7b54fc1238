"""`/mod remove`: a post is taken down by its handle, whether it waits or stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot import ui
from bot.access import moderator_of, subcommand
from bot.board.handles import read_handle
from cogs.moderation.handles import suggest_post
from cogs.moderation.queue.views import decision_words

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


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
