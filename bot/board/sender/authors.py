"""What the author alone is told by DM: why a post was declined, and that the link to it is about to be destroyed."""

from __future__ import annotations

from datetime import datetime, timedelta

import discord

from bot.board.board import WARNED_BEFORE
from bot.board.post import Post, State
from bot.board.sender.reach import SILENT, Reach
from bot.board.ui.look import declined_words
from bot.outbox import Again, Job
from bot.outbox.sender import CANNOT_DM
from bot.servers import ServerSettings
from bot.words import t

A_DAY = 24 * 60 * 60
UNKNOWN_SERVER_DAYS = 30
"""What holds where a server's settings are gone."""


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
        """When its time has come, destroy the link from a published post to its author, or erase a post that was never
        published or is so no more. The author is told before."""
        post, _, server = await self.load(job)
        if post is None or post.state is State.DELETED:
            return None
        now, at = self.clock.now(), self._ends_at(post, server)
        if now >= at:
            return None if await self._let_go(post) else Again(now)
        if now < self._told_at(post, at):
            return Again(self._told_at(post, at))
        await self._dm(job, post, self._warning(post, at))
        return Again(at)

    def _ends_at(self, post: Post, server: ServerSettings | None) -> datetime:
        days = server.retention_days if server else UNKNOWN_SERVER_DAYS
        if post.state is not State.PUBLISHED:
            days = min(days, self.board.periods.declined)
        return post.active_at + timedelta(days=days)

    def _told_at(self, post: Post, at: datetime) -> datetime:
        """Three to four days before; the post's number, which was drawn, spreads the messages over the day."""
        return at - WARNED_BEFORE + timedelta(seconds=post.id % A_DAY)

    def _warning(self, post: Post, at: datetime) -> str:
        where = self.kinds[post.kind].kind.listed
        when = int(at.timestamp())
        if post.state is State.PUBLISHED:
            return t(
                "On <t:{when}:D> the link between you and your post **{handle}** is destroyed for good. The post "
                "stays. If you want to edit or delete it, do it before then, with `{where}`.",
                when=when,
                handle=post.handle,
                where=where,
            )
        return t(
            "Your post **{handle}** is not on the board. On <t:{when}:D> it is erased for good, as nothing is kept "
            "longer than it has to be. If you want its text, copy it before then from `{where}`.",
            when=when,
            handle=post.handle,
            where=where,
        )

    async def _let_go(self, post: Post) -> bool:
        """False where something happened to the post meanwhile, so that its time has to be looked at again."""
        async with self.database.begin() as session:
            now = await self.board.store.get(session, post.id)
            if now is None or (now.state, now.active_at) != (post.state, post.active_at):
                return False
            if now.state is State.PUBLISHED:
                await self.board.unlink(session, now)
            else:
                await self.board.wipe(session, now)
            return True

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
