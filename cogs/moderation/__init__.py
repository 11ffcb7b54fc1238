"""Moderation: the set-up, the queue and reports; moderators act on posts, never on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature
from cogs.moderation.blocks_wiring import add
from cogs.moderation.insights_wiring import add_insights
from cogs.moderation.reports import REPORT, Reports
from cogs.moderation.words_wiring import add_words

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.moderation.auditing import Auditing
    from cogs.moderation.cases import Cases
    from cogs.moderation.handles import Removing
    from cogs.moderation.notices import Notices
    from cogs.moderation.queue import Queue
    from cogs.moderation.wizard import Setup

    reports = Reports(bot)
    parts = Setup(bot), Queue(bot), reports, Cases(bot, reports), Auditing(bot), Removing(bot)
    for part in parts:
        bot.router.add(part)
        bot.mod.join(part)
    bot.outbox.register("notice", Notices(bot).send)
    bot.outbox.register(REPORT, reports.send)
    await add(bot)
    await add_words(bot)
    await add_insights(bot)


FEATURE = Feature("moderation", setup=setup, tables=("reports",))
