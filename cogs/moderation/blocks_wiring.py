"""What of moderation stands against abuse and trouble: blocks, appeals, purges, raids, pauses, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.board.blocks import APPEAL, ENDED, TOLD
from bot.board.limits import RAID
from cogs.moderation.purge import PURGE, Purges

if TYPE_CHECKING:
    from bot.app import Onward


async def add(bot: Onward) -> None:
    """Add their controls, commands and senders."""
    from cogs.moderation.appeals import Appeals
    from cogs.moderation.blocks import Blocking
    from cogs.moderation.health import HealthCog
    from cogs.moderation.health_checks import Checks
    from cogs.moderation.health_drift import Drift
    from cogs.moderation.notices import Notices
    from cogs.moderation.pause import Pausing
    from cogs.moderation.purge_controls import Purging
    from cogs.moderation.raids import Raids

    purges, appeals = Purges(bot), Appeals(bot)
    senders = {
        PURGE: purges.carry_out,
        RAID: Raids(Notices(bot)).tell,
        APPEAL: appeals.bring,
        TOLD: appeals.tell,
        ENDED: appeals.end,
    }
    for kind, send in senders.items():
        bot.outbox.register(kind, send)
    bot.router.add(appeals)
    bot.health.register(Checks(bot).check)
    for cog in (Blocking(bot), Purging(bot, purges), Pausing(bot), HealthCog(bot), Drift(bot)):
        await bot.add_cog(cog)
