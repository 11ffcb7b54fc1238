"""What the feature adds to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.board.blocks import APPEAL, ENDED, TOLD
from bot.board.limits import RAID
from cogs.moderation.audit.commands import Auditing
from cogs.moderation.blocks.appeals import Appeals
from cogs.moderation.blocks.commands import Blocking
from cogs.moderation.health.checks import Checks
from cogs.moderation.health.commands import HealthCog
from cogs.moderation.health.drift import Drift
from cogs.moderation.insights.commands import COUNT, InsightsCog
from cogs.moderation.insights.consent import Consent
from cogs.moderation.insights.service import InsightService
from cogs.moderation.notices import Notices
from cogs.moderation.pause.commands import Pausing
from cogs.moderation.pause.raids import Raids
from cogs.moderation.purges.commands import Purging
from cogs.moderation.purges.service import PURGE, Purges
from cogs.moderation.queue.commands import Queue
from cogs.moderation.queue.removing import Removing
from cogs.moderation.reports.cards import REPORT, Reports
from cogs.moderation.reports.commands import Cases
from cogs.moderation.wizard.commands import Setup
from cogs.moderation.words.commands import Words
from cogs.moderation.words.service import WordRules

if TYPE_CHECKING:
    from bot.app import Onward


async def wire(bot: Onward) -> None:
    """Commands under `/mod`, their controls, the senders, the look at health, and the board's word rules."""
    reports, notices, purges, appeals = Reports(bot), Notices(bot), Purges(bot), Appeals(bot)
    rules = WordRules(bot.database, bot.vault, bot.audit)
    counted = InsightService(bot.database, bot.vault, bot.clock, bot.board, bot.insights)
    insights = InsightsCog(bot, counted)
    for part in (Setup(bot), Queue(bot), reports, Cases(bot, reports), Auditing(bot), Removing(bot)):
        bot.router.add(part)
        bot.mod.join(part)
    bot.router.add(appeals)
    bot.router.add(Consent(counted))
    senders = {
        "notice": notices.send,
        REPORT: reports.send,
        PURGE: purges.carry_out,
        RAID: Raids(bot, notices).tell,
        APPEAL: appeals.bring,
        TOLD: appeals.tell,
        ENDED: appeals.end,
        COUNT: insights.count,
    }
    for kind, send in senders.items():
        bot.outbox.register(kind, send)
    bot.health.register(Checks(bot).check)
    bot.drafts.holds.append(rules.hold)
    for cog in (
        Blocking(bot), Purging(bot, purges), Pausing(bot), HealthCog(bot), Drift(bot), Words(bot, rules), insights,
    ):  # fmt: skip
        await bot.add_cog(cog)
    await insights.begin()
