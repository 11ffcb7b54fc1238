"""Help: what one can do here, and people to talk to, always."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.help.commands import Help

    await bot.add_cog(Help(bot))


FEATURE = Feature("help", setup=setup)
