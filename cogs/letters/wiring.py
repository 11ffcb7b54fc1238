"""What the feature adds to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import Onward


async def wire(bot: Onward) -> None:
    """Commands, controls, senders, and the ear for plain messages in DMs."""
