"""What moderators are told when Discord does not let the bot do its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.outbox import Job
from bot.servers import get_server
from bot.tell import LOOK_THROUGH, arrived
from bot.words import t
from cogs.moderation.told import is_news

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
    "no-channel": "I had something to tell you, and could not write in any channel of yours. `/mod setup` tests them.",
    "role-gone": "The role that may moderate is gone. Choose another one with `/mod setup`.",
    "role-renamed": "The role <@&{channel}> has a new name. Whoever has it still moderates; `/mod setup` changes that.",
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
        """The job's subject is a server and the code of a trouble, of which moderators are told once while it lasts."""
        guild_id, _, code = job.subject.partition(":")
        async with self._bot.database.begin() as session:
            if not await is_news(session, int(guild_id), code) and job.tried_since is None:
                return
        text = t("**Something needs you.** {trouble}", trouble=trouble_words(code))
        if not code.startswith("role-"):
            text += t("\nNothing is lost: what waits is sent once this works again.")
        await self.say(job, int(guild_id), text)

    async def say(self, job: Job, guild_id: int, text: str) -> bool:
        """Say something to a server's moderators, once for a job; False where they have no channel that I can reach."""
        async with self._bot.database.begin() as session:
            server = await get_server(session, guild_id)
        if server is None:
            return True
        for channel_id in dict.fromkeys((server.log_channel_id, server.review_channel_id)):
            if channel_id is None:
                continue
            try:
                channel = self._bot.get_partial_messageable(channel_id)
                if job.tried_since is None or not await arrived(
                    self._bot, channel, job.tried_since, text, limit=LOOK_THROUGH
                ):
                    nonce = f"say-{job.id}-{job.wanted}"
                    await channel.send(text, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
                return True
            except (discord.Forbidden, discord.NotFound):
                continue
        return False
