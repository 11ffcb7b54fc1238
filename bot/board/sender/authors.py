"""What the author alone is told by DM: why a post was declined, that
more was masked in it, and that the link to it is about to be destroyed."""

from __future__ import annotations

from datetime import datetime

import discord

from bot import outbox
from bot.board.board import END, FORGET
from bot.board.ending import ends_after_telling, ends_at, told_at
from bot.board.post import Post, State
from bot.board.sender.reach import SILENT, Reach
from bot.board.ui.look import declined_words
from bot.db import Session
from bot.outbox import Again, Job
from bot.outbox.sender import CANNOT_DM
from bot.servers import get_server
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

    async def masked(self, job: Job) -> None:
        """Tell the author by DM that a moderator masked more in their post."""
        post, _, _ = await self.load(job)
        if post is None or post.state in (State.DELETED, State.REMOVED):
            return
        text = t(
            "**{handle}** · A moderator has masked a few more words in it, so that it tells less about who is who. "
            "Nothing else has changed. `{where}` shows how it reads now.",
            handle=post.handle,
            where=self.kinds[post.kind].kind.listed,
        )
        await self._dm(job, post, text)

    async def forget(self, job: Job) -> Again | None:
        """Tell the author that their link to a post ends, when it is time to, and ask for its end."""
        post, _, server = await self.load(job)
        if post is None or post.state is State.DELETED:
            return None
        now, planned = self.clock.now(), ends_at(post, server, self.board.periods)
        if now < told_at(post, planned):
            return Again(told_at(post, planned))
        at = ends_after_telling(post, planned, now)
        await self._dm(job, post, self._warning(post, at))
        async with self.database.begin() as session:
            await outbox.request(session, END, str(post.id), due=at)
        return None

    async def end(self, job: Job) -> None:
        """Destroy the link from a published post to its author, or erase a post that is not on the board. Where
        something happened on it since the author was told, they are told again, later."""
        now = self.clock.now()
        async with self.database.begin() as session:
            post = await self.board.store.get(session, int(job.subject))
            if post is None or post.state is State.DELETED:
                return
            server = await get_server(session, post.guild_id)
            planned = ends_at(post, server, self.board.periods)
            if now < planned:
                await self._tell_again(session, post, planned)
            elif post.stands:
                await self.board.unlink(session, post)
            else:
                await self.board.wipe(session, post)

    async def _tell_again(self, session: Session, post: Post, planned: datetime) -> None:
        await outbox.request(session, FORGET, str(post.id), due=told_at(post, planned))

    def _warning(self, post: Post, at: datetime) -> str:
        where = self.kinds[post.kind].kind.listed
        when = int(at.timestamp())
        if post.stands:
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
        except discord.HTTPException as error:
            if error.code not in CANNOT_DM:
                raise
