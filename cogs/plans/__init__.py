"""Plans: the next interview, from what one no taught."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import cogs.plans.tables  # noqa: F401  the schema is known before anything is set up
from bot.db import Person
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.plans.commands import PlanCommands
    from cogs.plans.insights import measure
    from cogs.plans.moments import steps_of
    from cogs.plans.sender import PlanSender
    from cogs.plans.service import REMIND, Plans

    plans = Plans(bot.database, bot.vault, bot.clock, bot.quiet)
    bot.outbox.register(REMIND, PlanSender(bot, plans).send)
    bot.moments.add(steps_of(plans))
    bot.insights.add(measure(plans.store))
    await bot.add_cog(PlanCommands(bot, plans))


async def files(bot: Onward, who: Person) -> AsyncIterator[tuple[str, bytes]]:
    """Every plan as a page, under its number: the file's name tells nothing."""
    from cogs.plans.page import export
    from cogs.plans.service import Plans

    plans = (
        await Plans(bot.database, bot.vault, bot.clock, bot.quiet).all(who.user_id) if who.everywhere else []
    )
    for number, plan in enumerate(plans, 1):
        yield f"plans/plan-{number}.md", export(plan, "md")


FEATURE = Feature("plans", setup=setup, tables=("plans",), files=files)
