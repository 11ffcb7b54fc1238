"""Encouragement: a few honest words for now, a private journal, prompts that come by themselves, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.encouragement.channels.tables
import cogs.encouragement.daily.tables
import cogs.encouragement.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature
from cogs.encouragement.doctor import prompts_check

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.encouragement.wiring import wire

    await wire(bot)


FEATURE = Feature(
    "encouragement",
    setup=setup,
    tables=("reflections", "encouragement", "prompt_ratings", "daily_prompts"),
    checks=(prompts_check,),
)
