"""Privacy: what is held about somebody, shown, handed out, and erased; and the end of what has become too old."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import cogs.privacy.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature, features

if TYPE_CHECKING:
    from bot.app import Onward
    from bot.outbox import Job


async def setup(bot: Onward) -> None:
    from bot.retention import SWEEP, Sweeper
    from cogs.privacy.commands import PrivacyCommands
    from cogs.privacy.service import ERASE, Privacy

    privacy = Privacy(bot)

    async def finish(job: Job) -> None:
        await privacy.erase(job.subject)

    own = [partial(feature.sweep, bot) for feature in features() if feature.sweep is not None]
    sweeper = Sweeper(bot.database, bot.clock, bot.settings.periods, own)
    bot.outbox.register(ERASE, finish)
    bot.outbox.register(SWEEP, sweeper.sweep)
    await bot.add_cog(PrivacyCommands(bot, privacy))
    await privacy.resume()
    await sweeper.begin()


FEATURE = Feature("privacy", setup=setup, tables=("erasures",))
