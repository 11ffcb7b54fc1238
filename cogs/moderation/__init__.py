"""Moderation: the set-up, the queue and reports; moderators act on posts, never on people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature
from cogs.moderation.blocks_wiring import add
from cogs.moderation.reports import REPORT, Reports

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.moderation.cases import Cases
    from cogs.moderation.notices import Notices
    from cogs.moderation.queue import Queue
    from cogs.moderation.wizard import Setup

    reports = Reports(bot)
    for part in (Setup(bot), Queue(bot), reports, Cases(bot, reports)):
        bot.router.add(part)
        bot.mod.join(part)
    bot.outbox.register("notice", Notices(bot).send)
    bot.outbox.register(REPORT, reports.send)
    await add(bot)


FEATURE = Feature("moderation", setup=setup, tables=("reports",))
