"""Telling moderators that a server was flooded and publication paused by itself."""

from __future__ import annotations

from bot.outbox import Job
from bot.words import t
from cogs.moderation.notices import Notices


class Raids:
    """The sender of this one notice."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices

    async def tell(self, job: Job) -> None:
        """The job's subject is the server's id."""
        text = t(
            "**I have paused publication.** More posts came in within a minute than the set-up allows, so nothing "
            "appears for now; all of it is kept. `/mod queue` shows what waits, `/mod purge` takes down everything of "
            "one author, `/mod resume` lets publication go on, one post after the other."
        )
        await self._notices.say(int(job.subject), text, f"raid-{job.id}-{job.wanted}")
