"""Telling moderators that a server was flooded and publication paused by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbox import CannotSend, Job
from bot.servers import get_server
from bot.words import t
from cogs.moderation.notices import Notices

if TYPE_CHECKING:
    from bot.app import Onward


class Raids:
    """The sender of this one notice."""

    def __init__(self, bot: Onward, notices: Notices) -> None:
        self._bot = bot
        self._notices = notices

    async def tell(self, job: Job) -> None:
        """The job's subject is the server's id. Where it could not be told at first, it is until somebody resumes."""
        guild_id = int(job.subject)
        async with self._bot.database.begin() as session:
            server = await get_server(session, guild_id)
        if server is None or not server.paused:
            return
        text = t(
            "**I have paused publication.** More posts came in within a minute than the set-up allows, so nothing "
            "appears for now; all of it is kept. `/mod queue` shows what waits, `/mod purge` takes down everything of "
            "one author, `/mod resume` lets publication go on, one post after the other."
        )
        if not await self._notices.say(job, guild_id, text):
            raise CannotSend("no-channel")
