"""Giving feedback from the button under a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord.ext import commands

from bot.board.post import State
from bot.board.ui import member_of
from bot.errors import UserError
from bot.ui import on
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Feedback(commands.Cog):
    """Peers answer a post."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @on("give-feedback")
    async def give(self, interaction: Interaction, handle: str) -> None:
        member = member_of(interaction)
        async with self.bot.database.begin() as session:
            post = await self.bot.board.find(session, member.guild_id, handle)
        if post.closed or post.state is not State.PUBLISHED:
            raise UserError(t("{handle} takes no answers now.", handle=handle))
        draft = await self.bot.drafts.find(member, f"feedback/{handle}")
        await self.bot.desk.write(interaction, f"feedback/{handle}", draft.fields if draft else {})
