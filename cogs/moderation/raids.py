"""Telling moderators that a server was flooded and publication paused by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbox import Job
from bot.words import t
from cogs.moderation.notices import Notices

if TYPE_CHECKING:
    from bot.app import Onward

REASON = "more posts in a minute than the set-up allows"


class Raids:
    """The sender of this one notice."""

    def __init__(self, bot: Onward, notices: Notices) -> None:
        self._bot = bot
        self._notices = notices

    async def tell(self, job: Job) -> None:
        """The job's subject is the server's id. The entry in the audit is made once, with the first attempt."""
        guild_id = int(job.subject)
        if job.tried_since is None:
            async with self._bot.database.begin() as session:
                await self._bot.audit.record(session, guild_id, None, "pause", reason=t(REASON))
        text = t(
            "**I have paused publication.** More posts came in within a minute than the set-up allows, so nothing "
            "appears for now; all of it is kept. `/mod queue` shows what waits, `/mod purge` takes down everything of "
            "one author, `/mod resume` lets publication go on, one post after the other."
        )
        await self._notices.say(guild_id, text, f"raid-{job.id}-{job.wanted}")
