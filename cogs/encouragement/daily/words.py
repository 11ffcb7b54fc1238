"""What a prompt that comes by itself says: the one that fits how long ago the last no is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord import ui as dui

from cogs.encouragement.choose import choose
from cogs.encouragement.daily.sender import Words
from cogs.encouragement.prompts import load

if TYPE_CHECKING:
    from bot.app import Onward


def phase_of(last: datetime | None, now: datetime) -> str:
    """How long ago the last no is, in the words of ``prompts.PHASES``; ``later`` where none is known."""
    if last is None:
        return "later"
    ago = now - last
    steps = (("day", 1), ("week", 7), ("month", 30))
    return next((name for name, days in steps if ago < timedelta(days=days)), "later")


def stock_words(bot: Onward) -> Words:
    """Stock prompts alone: in the first 24 hours after a no, such as ask for nothing."""

    async def words(user_id: int, seed: str) -> tuple[str, list[dui.Item[Any]]]:
        moments = await bot.moments.of(user_id, "rejection")
        phase = phase_of(moments[-1].at if moments else None, bot.clock.now())
        prompt = choose(load().values(), [], phase=phase, seed=seed)
        return prompt.text if prompt else "", []

    return words
