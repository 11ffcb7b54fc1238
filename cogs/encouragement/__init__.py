"""Encouragement: a few honest words for now, a private journal, prompts that come by themselves, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.encouragement.wiring import wire

    await wire(bot)


FEATURE = Feature("encouragement", setup=setup)
