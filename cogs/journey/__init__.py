"""`/journey`: somebody's own path, as words and as a picture, to them alone. It keeps nothing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.journey.commands import JourneyCommand

    await bot.add_cog(JourneyCommand(bot))


FEATURE = Feature("journey", setup=setup)
