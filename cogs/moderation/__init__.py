"""Moderation: the set-up, the queue and reports; moderators act on posts, never on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.moderation.insights.store
import cogs.moderation.purges.store
import cogs.moderation.reports.store
import cogs.moderation.words.store  # noqa: F401  the schema is known before anything is set up
from bot.db import Person, persons
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward

TABLES = ("reports", "insight_consents")


async def setup(bot: Onward) -> None:
    from cogs.moderation.wiring import wire

    await wire(bot)


async def erase(bot: Onward, who: Person) -> None:
    """Their rows, and the marks that count them in months that are not told yet."""
    from cogs.moderation.insights.service import InsightService

    counted = InsightService(bot.database, bot.vault, bot.clock, bot.board, bot.insights)
    rows = persons.declared()
    async with bot.database.begin() as session:
        for guild_id in who.guild_ids:
            await counted.forget(session, guild_id, who.user_id)
        for table in TABLES:
            await persons.erase_rows(session, rows[table], who)


FEATURE = Feature("moderation", setup=setup, tables=TABLES, erase=erase)
