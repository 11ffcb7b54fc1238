"""Brings Discord to what the board says: publishes, edits, locks and takes down; cards, and words to authors.

Every sender here may run any number of times. After an attempt whose outcome is unknown it first looks whether
Discord has the message already, by the handle in the message's own buttons.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import discord

from bot import outbox
from bot.board.board import CARD, TELL, WARNED_BEFORE, Board
from bot.board.post import Placed, Post, State
from bot.board.ui.look import Kinds, PostKind, card, decided, declined_words, public_embeds, shown_embeds
from bot.clock import Clock
from bot.db import Database
from bot.outbox import Again, CannotSend, Job
from bot.outbox.sender import (
    CANNOT_DM,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    THREAD_ARCHIVED,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
)
from bot.servers import ServerSettings, get_server
from bot.ui import View
from bot.words import t

CARD_AGAIN = timedelta(minutes=30)
"""How often a waiting card is looked after: one that was deleted comes back within this time."""
CARD_SETTLES = timedelta(seconds=30)
"""How long a deletion waits for a card that is being sent."""
LOOK_BACK = timedelta(minutes=2)
LOOK_AT = 300
SILENT = discord.AllowedMentions.none()
T = TypeVar("T")


class BoardSender:
    """The senders of the board's jobs; a job's subject is a post's id."""

    def __init__(
        self, client: discord.Client, database: Database, board: Board, kinds: Kinds, clock: Clock
    ) -> None:
        self._client = client
        self._database = database
        self._board = board
        self._kinds = kinds
        self._clock = clock

    async def sync(self, job: Job) -> Again | None:
        """Make the public message and its thread what the post's state says."""
        post, parent, server = await self._load(job)
        if post is None:
            return None
        if post.state is State.SCHEDULED and post.release_at and post.release_at > self._clock.now():
            return Again(post.release_at)
        if post.state is State.SCHEDULED:
            return await self._publish(job, post, parent, server)
        if post.state is not State.PUBLISHED:
            return await self._take_down(job, post, parent, server)
        if post.placed:
            await self._refresh(post, post.placed, parent)
        return None

    async def count(self, job: Job) -> None:
        """Bring what stands under a published post up to date. Publishing and taking down are ``sync``'s alone:
        two jobs at one instant would do them twice."""
        post, parent, _ = await self._load(job)
        if post is not None and post.state is State.PUBLISHED and post.placed:
            await self._refresh(post, post.placed, parent)

    async def card(self, job: Job) -> Again | None:
        """Keep a card in the review channel while a post waits there, and clear it afterwards."""
        post, parent, server = await self._load(job)
        if post is None or server is None:
            return None
        if not post.in_review:
            stray = await self._stray(job, server.review_channel_id, post.handle, "approve")
            await self._clear_card(post, post.card or stray)
            return None
        shown = card(self._kinds[post.kind], post, parent)
        if not (
            post.card
            and post.card.channel_id == server.review_channel_id
            and await self._edit(post.card, shown)
        ):
            with _naming(server.review_channel_id):
                placed = await self._seen(job, server.review_channel_id, post.handle, "approve")
                if placed is None or not await self._edit(placed, shown):
                    channel = self._channel(server.review_channel_id, post.guild_id)
                    message = await channel.send(
                        **shown, nonce=f"card-{job.id}-{job.wanted}", allowed_mentions=SILENT
                    )
                    placed = Placed(channel.id, message.id)
            if not await self._record_card(post, placed):
                await _gone(self._client.http.delete_message(placed.channel_id, placed.message_id))
                return None
        return Again(self._clock.now() + CARD_AGAIN)

    async def tell(self, job: Job) -> None:
        """Tell the author by DM why a post was declined; where DMs are closed, `/rejection mine` says it."""
        post, _, _ = await self._load(job)
        if post is None or not post.reason:
            return
        text = f"**{post.handle}** · {declined_words(post)}"
        await self._dm(job, post, text[:1900])

    async def forget(self, job: Job) -> Again | None:
        """Destroy the link from a post to its author when its time has come; the author is told before."""
        post, _, server = await self._load(job)
        if post is None or server is None:
            return None
        at = post.active_at + timedelta(days=server.retention_days)
        now = self._clock.now()
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
        await self._record(post, author=None, author_digest=None, glossary=None)
        return None

    async def _load(self, job: Job) -> tuple[Post | None, Post | None, ServerSettings | None]:
        async with self._database.begin() as session:
            post = await self._board.store.get(session, int(job.subject))
            if post is None:
                return None, None, None
            parent = await self._board.store.get(session, post.parent_id) if post.parent_id else None
            return post, parent, await get_server(session, post.guild_id)

    async def _record(self, post: Post, **values: Any) -> None:
        async with self._database.begin() as session:
            await self._board.store.change(session, post.id, **values)

    async def _record_card(self, post: Post, placed: Placed) -> bool:
        """Remember where the card stands; False when the author has taken the post back meanwhile."""
        async with self._database.begin() as session:
            now = await self._board.store.get(session, post.id)
            if now is None or now.state is State.DELETED:
                return False
            await self._board.store.change(
                session, post.id, card_channel_id=placed.channel_id, card_message_id=placed.message_id
            )
            return True

    async def _publish(
        self, job: Job, post: Post, parent: Post | None, server: ServerSettings | None
    ) -> Again | None:
        if post.parent_id and (parent is None or parent.state is not State.PUBLISHED):
            await self._record(post, state=State.REMOVED)
            return None
        if parent is not None and parent.thread_id is None:
            raise CannotSend("thread-missing")
        if server is None or post.content is None:
            return None
        kind = self._kinds[post.kind]
        channel_id = (parent.thread_id if parent else None) or server.board_channel_id
        with _naming(channel_id):
            try:
                seen = await self._seen(job, channel_id, post.handle)
                placed = seen or await self._send(
                    post, parent, kind, channel_id, is_forum=server.board_is_forum and not parent
                )
            except discord.NotFound:
                if parent is None:
                    raise
                await self._keep_back(post, parent)
                return None
        published = await self._record_published(post, placed)
        if published is None:
            return Again(self._clock.now())
        if seen is not None:
            await self._refresh(published, placed, parent)  # an earlier attempt may have sent an earlier text
        elif kind.has_thread and placed.channel_id != placed.message_id:
            await self._open_thread(post, placed)
        return None

    async def _keep_back(self, post: Post, parent: Post) -> None:
        """The thread in which a post was to appear is gone: its author is told, and still has the text."""
        reason = t(
            "The thread under {handle} was deleted, so there is no place for it.", handle=parent.handle
        )
        async with self._database.begin() as session:
            await self._board.store.change(session, post.id, state=State.REMOVED, reason=reason)
            await outbox.request(session, TELL, str(post.id), due=self._clock.now())

    async def _record_published(self, post: Post, placed: Placed) -> Post | None:
        """Remember where the message stands; None when it must go again, because its author took the post back
        or changed it meanwhile, and is not overruled."""
        async with self._database.begin() as session:
            now = await self._board.store.get(session, post.id)
            wanted = now is not None and now.state in (State.SCHEDULED, State.PUBLISHED)
            values: dict[str, Any] = {"channel_id": placed.channel_id, "message_id": placed.message_id}
            if placed.channel_id == placed.message_id:
                values["thread_id"] = placed.channel_id
            if wanted:
                values["state"] = State.PUBLISHED
            after = self._kinds[post.kind].kind.after
            if after and now is not None and now.state is State.SCHEDULED:
                await outbox.request(session, after, str(post.id), due=self._clock.now())
            await self._board.store.change(session, post.id, **values)
            return await self._board.store.get(session, post.id) if wanted else None

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
            channel = self._channel(channel_id, post.guild_id)
            message = await self._awake(channel_id, lambda: channel.send(**shown, nonce=str(post.id)))
            return Placed(channel_id, message.id)
        forum = self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
        if not isinstance(forum, discord.ForumChannel):
            raise CannotSend(f"not-a-forum:{channel_id}")
        opened = await forum.create_thread(name=self._thread_name(kind, post), **shown)
        return Placed(opened.thread.id, opened.message.id)

    async def _open_thread(self, post: Post, placed: Placed) -> None:
        kind = self._kinds[post.kind]
        message = self._channel(placed.channel_id, post.guild_id).get_partial_message(placed.message_id)
        with _naming(placed.channel_id):
            try:
                await message.create_thread(name=self._thread_name(kind, post), auto_archive_duration=10080)
            except discord.HTTPException as error:
                if error.code != THREAD_EXISTS:
                    raise
            except ValueError:
                raise CannotSend("server-unavailable") from None
        # The thread of a message has the message's own id (Discord's documentation, "Start Thread from Message").
        await self._record(post, thread_id=placed.message_id)

    async def _refresh(self, post: Post, placed: Placed, parent: Post | None) -> None:
        kind = self._kinds[post.kind]
        content = post.content
        if content is None:
            return
        shown = {
            "embeds": shown_embeds(kind, post, content, parent),
            "view": await self._buttons(kind, post),
        }
        if not await self._edit(placed, shown):
            await self._record(post, state=State.REMOVED, proposed=None)
            return
        if kind.has_thread and post.thread_id is None:
            await self._open_thread(post, placed)
        thread_id = post.thread_id or placed.message_id
        if kind.has_thread:
            await self._tend(thread_id, kind, post)

    async def _tend(self, thread_id: int, kind: PostKind, post: Post) -> None:
        """Give a thread the post's title, which an edit may have changed, and lock it as its author wants."""
        thread = self._client.get_channel(thread_id)
        try:
            if thread is None:
                thread = await self._client.fetch_channel(thread_id)
            if not isinstance(thread, discord.Thread):
                return
            changes: dict[str, Any] = {"locked": post.closed} if thread.locked != post.closed else {}
            name = self._thread_name(kind, post)
            if thread.name != name and thread.name.startswith(post.handle):  # else a moderator named it
                changes["name"] = name
            if changes:
                with _naming(thread_id):
                    await thread.edit(**changes, archived=False)
        except discord.NotFound:
            return  # the thread was deleted by hand; the post stands without it

    async def _take_down(
        self, job: Job, post: Post, parent: Post | None, server: ServerSettings | None
    ) -> Again | None:
        placed = post.placed
        if placed is None and server is not None:
            where = (parent.thread_id if parent else None) or server.board_channel_id
            placed = await self._stray(job, where, post.handle)
        if placed is not None:
            with _naming(placed.channel_id):
                if self._kinds[post.kind].has_thread:
                    await _gone(self._client.http.delete_channel(post.thread_id or placed.message_id))
                await _gone(self._client.http.delete_message(placed.channel_id, placed.message_id))
        await self._record(post, channel_id=None, message_id=None, thread_id=None)
        return await self._erase(post) if post.state is State.DELETED else None

    async def _erase(self, post: Post) -> Again | None:
        """Clear the cards of a deleted post and its replies, then erase the rows; later, while a card is being
        sent: only its own job can know where it went."""
        async with self._database.begin() as session:
            family = [post, *await self._board.store.replies(session, post.id)]
        for one in family:
            await self._clear_card(one, one.card)
        async with self._database.begin() as session:
            if await outbox.unsettled(session, CARD, [str(one.id) for one in family]):
                return Again(self._clock.now() + CARD_SETTLES)
            await self._board.store.erase(session, post.id)
            return None

    async def _clear_card(self, post: Post, placed: Placed | None) -> None:
        if placed is None:
            return
        await self._edit(placed, {"content": decided(post, post.handle), "embeds": [], "view": None})
        await self._record(post, card_channel_id=None, card_message_id=None)

    async def _stray(self, job: Job, channel_id: int, handle: str, control: str = "") -> Placed | None:
        """What an earlier attempt left behind, to be taken away; there is nothing where there is no channel."""
        try:
            return await self._seen(job, channel_id, handle, control)
        except discord.NotFound:
            return None

    async def _edit(self, placed: Placed, shown: dict[str, Any]) -> bool:
        """Edit one of our messages; False when it is gone."""
        with _naming(placed.channel_id):
            try:
                message = self._channel(placed.channel_id).get_partial_message(placed.message_id)
                await self._awake(placed.channel_id, lambda: message.edit(**shown, allowed_mentions=SILENT))
            except discord.NotFound:
                return False
        return True

    async def _awake(self, channel_id: int, act: Callable[[], Awaitable[T]]) -> T:
        """Do something in a channel, waking it first if it is a thread that fell asleep."""
        try:
            return await act()
        except discord.HTTPException as error:
            if error.code != THREAD_ARCHIVED:
                raise
        await self._client.http.edit_channel(channel_id, archived=False)
        return await act()

    async def _dm(self, job: Job, post: Post, text: str) -> None:
        async with self._database.begin() as session:
            author = await self._board.store.author_of(session, post.id)
        if author is None:
            return
        try:
            channel = await self._client.create_dm(discord.Object(author))
            async for message in self._since(job, channel):
                if post.handle in message.content:
                    return
            await channel.send(text, nonce=f"dm-{job.id}-{job.wanted}", allowed_mentions=SILENT)
        except discord.Forbidden as error:
            if error.code not in CANNOT_DM:
                raise

    async def _seen(self, job: Job, channel_id: int, handle: str, control: str = "") -> Placed | None:
        """A message of ours with a control for this handle that an earlier attempt may have left in the channel."""
        if job.tried_since is None:
            return None
        channel = self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)
        if isinstance(channel, discord.ForumChannel):
            for thread in await channel.guild.active_threads():
                if (
                    thread.parent_id == channel_id
                    and thread.owner_id == self._me
                    and thread.name.startswith(f"{handle} ")
                ):
                    return Placed(thread.id, thread.id)
            return None
        async for message in self._since(job, self._channel(channel_id)):
            if any(str(name).endswith(f"{control}:{handle}") for name in _custom_ids(message)):
                return Placed(channel_id, message.id)
        return None

    async def _since(self, job: Job, channel: discord.abc.Messageable) -> AsyncIterator[discord.Message]:
        if job.tried_since is None:
            return
        async for message in channel.history(after=job.tried_since - LOOK_BACK, limit=LOOK_AT):
            if message.author.id == self._me:
                yield message

    @property
    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _channel(self, channel_id: int, guild_id: int | None = None) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel_id, guild_id=guild_id)

    async def _buttons(self, kind: PostKind, post: Post) -> discord.ui.View:
        async with self._database.begin() as session:
            me_too = await self._board.store.me_too(session, post.id)
        return View(*kind.buttons(post, me_too))

    def _thread_name(self, kind: PostKind, post: Post) -> str:
        assert post.content is not None  # noqa: S101  only posts with content are published
        title = kind.look(post.content, post.handle, None).title
        return f"{post.handle} · {title}"[:100]


def _custom_ids(message: discord.Message) -> Iterator[str | None]:
    for row in message.components:
        for item in getattr(row, "children", ()):
            yield getattr(item, "custom_id", None)


async def _gone(request: Any) -> None:
    """Await a deletion; that there was nothing to delete is as good."""
    try:
        await request
    except discord.NotFound:
        return


@contextmanager
def _naming(channel_id: int) -> Iterator[None]:
    """Turn refusals that a moderator can mend into words that name the channel."""
    try:
        yield
    except discord.HTTPException as error:
        names = {
            UNKNOWN_CHANNEL: "channel-gone",
            MISSING_ACCESS: "no-access",
            MISSING_PERMISSIONS: "no-permission",
        }
        if error.code in names:
            raise CannotSend(f"{names[error.code]}:{channel_id}") from error
        raise


__all__ = ["BoardSender"]
