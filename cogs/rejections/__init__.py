"""Rejections: somebody says, without being named, that they were turned down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.rejections.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.rejections.commands import Rejections
    from cogs.rejections.insights import measures
    from cogs.rejections.kinds import RejectionKind, ReplyKind
    from cogs.rejections.moments import rejections_of
    from cogs.rejections.why import WhyButtons

    bot.add_kind(RejectionKind())
    bot.add_kind(ReplyKind())
    bot.moments.add(rejections_of(bot))
    for measure in measures(bot.vault):
        bot.insights.add(measure)
    bot.router.add(WhyButtons(bot))
    await bot.add_cog(Rejections(bot))


FEATURE = Feature("rejections", setup=setup, tables=("rejection_reasons",))
