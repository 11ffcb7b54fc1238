"""Telling authors of new feedback, as they chose; a message names the post, never what was written."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.outbox import Again, Job
from bot.outbox.sender import CANNOT_DM
from bot.words import t
from cogs.feedback.service import FeedbackService

if TYPE_CHECKING:
    from bot.app import Onward

LOOK_BACK = timedelta(minutes=2)


class FeedbackSender:
    """The senders of feedback's jobs; each may run any number of times. Who wants to be left alone is told later."""

    def __init__(self, bot: Onward, service: FeedbackService) -> None:
        self._bot = bot
        self._service = service

    async def new(self, job: Job) -> None:
        """The job's subject is the id of a piece of feedback that has appeared."""
        await self._service.tell(int(job.subject))
        self._bot.hurry()

    async def dm(self, job: Job) -> Again | None:
        """The same, for an author who wants a message each time."""
        async with self._bot.database.begin() as session:
            store = self._bot.board.store
            post = await store.get(session, int(job.subject))
            parent = await store.get(session, post.parent_id) if post and post.parent_id else None
            author_id = await store.author_of(session, parent.id) if parent else None
            still_until = await self._bot.quiet.until(session, author_id) if author_id else None
        if still_until is not None:
            return Again(still_until)
        if parent is not None and author_id is not None:
            text = t(
                "There is new feedback on **{handle}**. `/rejection mine` shows it.", handle=parent.handle
            )
            await self._send(job, author_id, text)
        return None

    async def digest(self, job: Job) -> Again | None:
        """What came in a day, in one message; the job's subject is the id of the wish."""
        async with self._bot.database.begin() as session:
            found = await self._service.store.wish_by_id(session, job.subject)
            still_until = await self._bot.quiet.until(session, found[0].author_id) if found else None
        if found is None or found[0].how != "daily":
            return None
        if still_until is not None:
            return Again(still_until)
        wish, guild_id = found
        handles = await self._service.unseen(guild_id, wish.author_id)
        if handles:
            text = t(
                "There is new feedback on {handles}. `/rejection mine` shows it.",
                handles=", ".join(f"**{handle}**" for handle in handles[:20]),
            )
            await self._send(job, wish.author_id, text)
        async with self._bot.database.begin() as session:
            await self._service.store.put_digest_at(session, wish.id, None)
        return None

    async def _send(self, job: Job, author_id: int, text: str) -> None:
        """By DM, once; where DMs are closed `/rejection mine` says it all the same."""
        try:
            channel = await self._bot.create_dm(discord.Object(author_id))
            if job.tried_since is not None:
                async for message in channel.history(after=job.tried_since - LOOK_BACK, limit=100):
                    if message.content == text:
                        return
            nonce = f"feedback-{job.id}-{job.wanted}"
            await channel.send(text, nonce=nonce, allowed_mentions=discord.AllowedMentions.none())
        except discord.HTTPException as error:
            if error.code not in CANNOT_DM:
                raise
