"""What of moderation stands against abuse: purges under way, blocks and appeals, raids, pauses, health."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.moderation.purge import PURGE, Purges

if TYPE_CHECKING:
    from bot.app import Onward


async def add(bot: Onward) -> None:
    """Add their controls, commands and senders."""
    purges = Purges(bot)
    bot.outbox.register(PURGE, purges.carry_out)
