"""What the author alone is told by DM: why a post was declined, and that the link to it is about to be destroyed."""

from __future__ import annotations

from datetime import timedelta

import discord

from bot.board.board import WARNED_BEFORE
from bot.board.post import Post
from bot.board.sender.reach import SILENT, Reach
from bot.board.ui.look import declined_words
from bot.outbox import Again, Job
from bot.outbox.sender import CANNOT_DM
from bot.words import t


class AuthorSender(Reach):
    """The only sender that opens the seal; a job's subject is a post's id."""

    async def tell(self, job: Job) -> None:
        """Tell the author by DM why a post was declined; where DMs are closed, `/rejection mine` says it."""
        post, _, _ = await self.load(job)
        if post is None or not post.reason:
            return
        text = f"**{post.handle}** · {declined_words(post)}"
        await self._dm(job, post, text[:1900])

    async def forget(self, job: Job) -> Again | None:
        """Destroy the link from a post to its author when its time has come; the author is told before."""
        post, _, server = await self.load(job)
        if post is None or server is None:
            return None
        at = post.active_at + timedelta(days=server.retention_days)
        now = self.clock.now()
        if now < at - WARNED_BEFORE:
            return Again(at - WARNED_BEFORE)
        if now < at:
            text = t(
                "In three days the link between you and your post **{handle}** is destroyed for good. The post stays. "
                "If you want to edit or delete it, do it before then, with `/rejection mine`.",
                handle=post.handle,
            )
            await self._dm(job, post, text)
            return Again(at)
        await self.record(post, author=None, author_digest=None, glossary=None)
        return None

    async def _dm(self, job: Job, post: Post, text: str) -> None:
        async with self.database.begin() as session:
            author = await self.board.store.author_of(session, post.id)
        if author is None:
            return
        try:
            channel = await self.client.create_dm(discord.Object(author))
            async for message in self.since(job, channel):
                if post.handle in message.content:
                    return
            await channel.send(text, nonce=f"dm-{job.id}-{job.wanted}", allowed_mentions=SILENT)
        except discord.Forbidden as error:
            if error.code not in CANNOT_DM:
                raise
