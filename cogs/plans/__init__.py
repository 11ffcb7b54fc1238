"""Plans: the next interview, from what one no taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.plans.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    """Nothing yet: the table alone."""


FEATURE = Feature("plans", setup=setup, tables=("plans",))
