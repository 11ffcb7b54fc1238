"""Moderation: the set-up, the queue and reports; moderators act on posts, never on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.moderation.insights.store
import cogs.moderation.purges.store
import cogs.moderation.reports.store
import cogs.moderation.words.store  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.moderation.wiring import wire

    await wire(bot)


FEATURE = Feature("moderation", setup=setup, tables=("reports",))
