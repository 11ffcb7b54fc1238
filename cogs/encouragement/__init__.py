"""Encouragement: a few honest words for now, a private journal, prompts that come by themselves, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.encouragement.prompts import load

    load()  # a start with broken prompts stops here, and names the file and the line


FEATURE = Feature("encouragement", setup=setup)
