"""Brings Discord to what a post's state says: publishes, edits, names, locks, takes down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord

from bot import outbox
from bot.board.board import CARD, TELL
from bot.board.pause import LOOK_AGAIN
from bot.board.post import Placed, Post, State
from bot.board.sender.reach import SILENT, Reach, gone, naming
from bot.board.ui.look import PostKind, public_embeds, shown_embeds
from bot.outbox import Again, CannotSend, Job
from bot.outbox.sender import THREAD_EXISTS, THREAD_FULL
from bot.servers import ServerSettings
from bot.ui import View
from bot.words import t

CLOSED = "The author of {handle} has closed it for feedback since you wrote this. Your words are kept."
CARD_SETTLES = timedelta(seconds=30)
"""How long a deletion waits for a card that is being sent."""


class PostSender(Reach):
    """The public message and its thread; a job's subject is a post's id."""

    async def sync(self, job: Job) -> Again | None:
        """Make the public message and its thread what the post's state says."""
        post, parent, server = await self.load(job)
        if post is None:
            return None
        if server is not None and server.paused and _shows_text(post):
            return await self._wait(post)
        if post.state is State.SCHEDULED and post.release_at and post.release_at > self.clock.now():
            return Again(post.release_at)
        if post.state is State.SCHEDULED:
            return await self._publish(job, post, parent, server)
        if post.state is not State.PUBLISHED and not post.is_withheld:
            return await self._take_down(job, post, parent, server)
        if post.placed:
            await self._refresh(post, post.placed, parent)
        return None

    async def _wait(self, post: Post) -> Again:
        """While publication is paused: a post that is due waits without a time of its own."""
        if post.state is State.SCHEDULED:
            await self.record(post, release_at=None)
        return Again(self.clock.now() + LOOK_AGAIN)

    async def count(self, job: Job) -> Again | None:
        """Bring what stands under a published post up to date. Publishing and taking down are ``sync``'s alone:
        two jobs at one instant would do them twice."""
        post, parent, server = await self.load(job)
        if server is not None and server.paused:
            return Again(self.clock.now() + LOOK_AGAIN)
        if post is not None and post.state is State.PUBLISHED and post.placed:
            await self._refresh(post, post.placed, parent)
        return None

    async def _publish(
        self, job: Job, post: Post, parent: Post | None, server: ServerSettings | None
    ) -> Again | None:
        if parent is not None and parent.is_withheld:
            return Again(self.clock.now() + LOOK_AGAIN)
        if post.parent_id and (parent is None or parent.state is not State.PUBLISHED):
            await self.record(post, state=State.REMOVED)
            return None
        if parent is not None and parent.thread_id is None:
            raise CannotSend("thread-missing")
        if server is None or post.content is None:
            return None
        kind = self.kinds[post.kind]
        if parent is not None and parent.closed and not kind.kind.of_author:
            await self._keep_back(post, t(CLOSED, handle=parent.handle))
            return None
        channel_id = (parent.thread_id if parent else None) or server.board_channel_id
        with naming(channel_id):
            try:
                seen = await self.seen(job, channel_id, post.handle)
                placed = seen or await self._send(
                    post, parent, kind, channel_id, is_forum=server.board_is_forum and not parent
                )
            except discord.HTTPException as error:
                reason = _no_place(error)
                if parent is None or not reason:
                    raise
                await self._keep_back(post, t(reason, handle=parent.handle))
                return None
        published = await self._record_published(post, placed)
        if published is None:
            return Again(self.clock.now())
        if seen is not None:
            await self._refresh(published, placed, parent)  # an earlier attempt may have sent an earlier text
        elif kind.has_thread and placed.channel_id != placed.message_id:
            await self._open_thread(post, placed)
        return None

    async def _keep_back(self, post: Post, reason: str) -> None:
        """The thread in which a post was to appear takes nothing: its author is told, and still has the text."""
        async with self.database.begin() as session:
            await self.board.store.change(session, post.id, state=State.REMOVED, reason=reason)
            await outbox.request(session, TELL, str(post.id), due=self.clock.now())

    async def _record_published(self, post: Post, placed: Placed) -> Post | None:
        """Remember where the message stands; None when it must go again, because its author took the post back
        or changed it meanwhile, and is not overruled."""
        async with self.database.begin() as session:
            now = await self.board.store.get(session, post.id)
            wanted = now is not None and now.state in (State.SCHEDULED, State.PUBLISHED)
            values: dict[str, Any] = {"channel_id": placed.channel_id, "message_id": placed.message_id}
            if placed.channel_id == placed.message_id:
                values["thread_id"] = placed.channel_id
            if wanted:
                values["state"] = State.PUBLISHED
            after = self.kinds[post.kind].kind.after
            if after and now is not None and now.state is State.SCHEDULED:
                await outbox.request(session, after, str(post.id), due=self.clock.now())
            await self.board.store.change(session, post.id, **values)
            return await self.board.store.get(session, post.id) if wanted else None

    async def _send(
        self, post: Post, parent: Post | None, kind: PostKind, channel_id: int, *, is_forum: bool
    ) -> Placed:
        assert post.content is not None  # noqa: S101  the caller looked
        shown: dict[str, Any] = {
            "embeds": public_embeds(kind, post, post.content, parent),
            "view": await self._buttons(kind, post),
            "allowed_mentions": SILENT,
        }
        if not is_forum:
            channel = self.channel(channel_id, post.guild_id)
            message = await self.awake(channel_id, lambda: channel.send(**shown, nonce=str(post.id)))
            return Placed(channel_id, message.id)
        forum = self.client.get_channel(channel_id) or await self.client.fetch_channel(channel_id)
        if not isinstance(forum, discord.ForumChannel):
            raise CannotSend(f"not-a-forum:{channel_id}")
        opened = await forum.create_thread(name=self._thread_name(kind, post), **shown)
        return Placed(opened.thread.id, opened.message.id)

    async def _open_thread(self, post: Post, placed: Placed) -> None:
        kind = self.kinds[post.kind]
        message = self.channel(placed.channel_id, post.guild_id).get_partial_message(placed.message_id)
        with naming(placed.channel_id):
            try:
                await message.create_thread(name=self._thread_name(kind, post), auto_archive_duration=10080)
            except discord.HTTPException as error:
                if error.code != THREAD_EXISTS:
                    raise
            except ValueError:
                raise CannotSend("server-unavailable") from None
        # The thread of a message has the message's own id (Discord's documentation, "Start Thread from Message").
        await self.record(post, thread_id=placed.message_id)

    async def _refresh(self, post: Post, placed: Placed, parent: Post | None) -> None:
        kind = self.kinds[post.kind]
        content = post.content
        if content is None:
            return
        shown = {
            "embeds": shown_embeds(kind, post, content, parent),
            "view": await self._buttons(kind, post),
        }
        if not await self.edit(placed, shown):
            await self.record(post, state=State.REMOVED, proposed=None)
            return
        if kind.has_thread and post.thread_id is None:
            await self._open_thread(post, placed)
        thread_id = post.thread_id or placed.message_id
        if kind.has_thread:
            await self._tend(thread_id, kind, post)

    async def _tend(self, thread_id: int, kind: PostKind, post: Post) -> None:
        """Give a thread the post's title, which an edit may have changed, and lock it as its author wants."""
        thread = self.client.get_channel(thread_id)
        try:
            if thread is None:
                thread = await self.client.fetch_channel(thread_id)
            if not isinstance(thread, discord.Thread):
                return
            is_shut = post.closed or post.is_withheld
            changes: dict[str, Any] = {"locked": is_shut} if thread.locked != is_shut else {}
            name = self._thread_name(kind, post)
            if thread.name != name and thread.name.startswith(post.handle):  # else a moderator named it
                changes["name"] = name
            if changes:
                with naming(thread_id):
                    await thread.edit(**changes, archived=False)
        except discord.NotFound:
            return  # the thread was deleted by hand; the post stands without it

    async def _take_down(
        self, job: Job, post: Post, parent: Post | None, server: ServerSettings | None
    ) -> Again | None:
        placed = post.placed
        if placed is None and server is not None:
            where = (parent.thread_id if parent else None) or server.board_channel_id
            placed = await self.stray(job, where, post.handle)
        if placed is not None:
            with naming(placed.channel_id):
                if self.kinds[post.kind].has_thread:
                    await gone(self.client.http.delete_channel(post.thread_id or placed.message_id))
                await gone(self.client.http.delete_message(placed.channel_id, placed.message_id))
        await self.record(post, channel_id=None, message_id=None, thread_id=None)
        return await self._erase(post) if post.state is State.DELETED else None

    async def _erase(self, post: Post) -> Again | None:
        """Clear the cards of a deleted post and its replies, then erase the rows; later, while a card is being
        sent: only its own job can know where it went."""
        async with self.database.begin() as session:
            family = [post, *await self.board.store.replies(session, post.id)]
        for one in family:
            await self.clear_card(one, one.card)
        async with self.database.begin() as session:
            if await outbox.unsettled(session, CARD, [str(one.id) for one in family]):
                return Again(self.clock.now() + CARD_SETTLES)
            await self.board.store.erase(session, post.id)
            return None

    async def _buttons(self, kind: PostKind, post: Post) -> discord.ui.View:
        if post.is_withheld:
            return View()
        async with self.database.begin() as session:
            me_too = await self.board.store.me_too(session, post.id)
        return View(*kind.buttons(post, me_too))

    def _thread_name(self, kind: PostKind, post: Post) -> str:
        assert post.content is not None  # noqa: S101  only posts with content are published
        title = kind.look(post.content, post.handle, None).title
        return f"{post.handle} · {title}"[:100]


def _shows_text(post: Post) -> bool:
    """Whether bringing Discord up to date would publish something."""
    return post.state is State.SCHEDULED or (post.state is State.PUBLISHED and not post.hidden)


def _no_place(error: discord.HTTPException) -> str:
    """Why a thread will not take an answer, now or later; empty for what may pass."""
    if isinstance(error, discord.NotFound):
        return "The thread under {handle} was deleted, so there is no place for it."
    if error.code == THREAD_FULL:
        return "The thread under {handle} is full, so there is no place for it."
    return ""
