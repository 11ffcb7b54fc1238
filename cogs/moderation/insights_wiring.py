"""What `/mod insights` adds to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.moderation.insights_store  # noqa: F401  the schema is known before anything is set up

if TYPE_CHECKING:
    from bot.app import Onward


async def add_insights(bot: Onward) -> None:
    """Add the command, its controls and the daily count."""
    from cogs.moderation.insights import COUNT, InsightsCog
    from cogs.moderation.insights_service import InsightService

    service = InsightService(bot.database, bot.vault, bot.clock, bot.board, bot.insights)
    cog = InsightsCog(bot, service)
    bot.outbox.register(COUNT, cog.count)
    await bot.add_cog(cog)
    await cog.begin()
