"""What prompts in channels add to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.encouragement.channels.commands import ChannelCommands
from cogs.encouragement.channels.kinds import ThoughtKind
from cogs.encouragement.channels.sender import ChannelSender
from cogs.encouragement.channels.service import POST, ChannelPrompts

if TYPE_CHECKING:
    from bot.app import Onward


async def wire(bot: Onward) -> None:
    """Commands under `/mod`, the kind of post that answers are, the sender, and the look at health."""
    prompts = ChannelPrompts(bot.database, bot.vault, bot.clock, bot.audit)
    sender = ChannelSender(bot, prompts)
    bot.add_kind(ThoughtKind())
    bot.outbox.register(POST, sender.send)
    bot.health.register(sender.check)
    await bot.add_cog(ChannelCommands(bot, prompts, sender))
