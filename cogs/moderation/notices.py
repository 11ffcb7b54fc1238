"""What moderators are told when Discord does not let the bot do its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.outbox import Job
from bot.servers import get_server
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

TROUBLES = {
    "channel-gone": "The channel <#{channel}> is gone. Choose another one with `/mod setup`.",
    "no-access": "I may not see <#{channel}>. Give me *View Channel* there: channel settings, Permissions.",
    "no-permission": "A permission of mine is missing in <#{channel}>. `/mod setup` tests them and names it.",
    "not-a-forum": "The channel <#{channel}> is no forum any more. Choose the board again with `/mod setup`.",
    "thread-missing": "A post has no thread yet, so its answers wait. `/mod setup` tests whether I may open one.",
    "threads-full": "This server has as many open threads as Discord allows. Close a few that have ended.",
    "server-unavailable": "Discord does not show me this server right now.",
}


def trouble_words(failure: str) -> str:
    """A failure of the outbox in a sentence that says what to do."""
    kind, _, channel = failure.partition(":")
    if kind in TROUBLES:
        return t(TROUBLES[kind]).format(channel=channel)
    return t("{failure}. I keep trying.", failure=failure)


class Notices:
    """The sender of notices: into the log channel, or where reviews happen if that does not work."""

    def __init__(self, bot: Onward) -> None:
        self._bot = bot

    async def send(self, job: Job) -> None:
        guild_id, _, failure = job.subject.partition(":")
        async with self._bot.database.begin() as session:
            server = await get_server(session, int(guild_id))
        if server is None:
            return
        text = t(
            "**Something needs you.** {trouble}\nNothing is lost: what waits is sent once this works again.",
            trouble=trouble_words(failure),
        )
        for channel_id in dict.fromkeys((server.log_channel_id, server.review_channel_id)):
            if channel_id is None:
                continue
            try:
                await self._bot.get_partial_messageable(channel_id).send(
                    text, nonce=f"notice-{job.id}", allowed_mentions=discord.AllowedMentions.none()
                )
                return
            except (discord.Forbidden, discord.NotFound):
                continue
