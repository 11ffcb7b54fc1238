"""What prompts by DM add to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from cogs.encouragement.daily.commands import DailyCommands
from cogs.encouragement.daily.sender import DailySender, Words
from cogs.encouragement.daily.service import PROMPT, Daily
from cogs.encouragement.daily.store import DailyStore

if TYPE_CHECKING:
    from bot.app import Onward


async def wire(bot: Onward, group: app_commands.Group, words: Words) -> None:
    """Commands under `/encourage`, and the sender; ``words`` says what a prompt is made of."""
    daily = Daily(bot.database, bot.clock, DailyStore(bot.vault), bot.quiet)
    bot.outbox.register(PROMPT, DailySender(bot, daily, words).send)
    await bot.add_cog(DailyCommands(bot, group, daily))
