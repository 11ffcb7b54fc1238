"""What every sender of the board stands on: the post, and Discord's messages, looked for before they are sent again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import discord

from bot.board.board import Board
from bot.board.post import Placed, Post
from bot.board.ui.card import decided
from bot.board.ui.look import Kinds
from bot.clock import Clock
from bot.db import Database
from bot.outbox import CannotSend, Job
from bot.outbox.sender import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    THREAD_ARCHIVED,
    THREADS_FULL,
    UNKNOWN_CHANNEL,
)
from bot.servers import ServerSettings, get_server

LOOK_BACK = timedelta(minutes=2)
LOOK_AT = 300
SILENT = discord.AllowedMentions.none()
T = TypeVar("T")


class Reach:
    """The board's posts on one side, Discord's messages on the other."""

    def __init__(
        self, client: discord.Client, database: Database, board: Board, kinds: Kinds, clock: Clock
    ) -> None:
        self.client = client
        self.database = database
        self.board = board
        self.kinds = kinds
        self.clock = clock

    async def load(self, job: Job) -> tuple[Post | None, Post | None, ServerSettings | None]:
        async with self.database.begin() as session:
            post = await self.board.store.get(session, int(job.subject))
            if post is None:
                return None, None, None
            parent = await self.board.store.get(session, post.parent_id) if post.parent_id else None
            return post, parent, await get_server(session, post.guild_id)

    async def record(self, post: Post, **values: Any) -> None:
        async with self.database.begin() as session:
            await self.board.store.change(session, post.id, **values)

    async def edit(self, placed: Placed, shown: dict[str, Any]) -> bool:
        """Edit one of our messages; False when it is gone."""
        with naming(placed.channel_id):
            try:
                message = self.channel(placed.channel_id).get_partial_message(placed.message_id)
                await self.awake(placed.channel_id, lambda: message.edit(**shown, allowed_mentions=SILENT))
            except discord.NotFound:
                return False
        return True

    async def awake(self, channel_id: int, act: Callable[[], Awaitable[T]]) -> T:
        """Do something in a channel, waking it first if it is a thread that fell asleep."""
        try:
            return await act()
        except discord.HTTPException as error:
            if error.code != THREAD_ARCHIVED:
                raise
        await self.client.http.edit_channel(channel_id, archived=False)
        return await act()

    async def clear_card(self, post: Post, placed: Placed | None) -> None:
        """Let a card say how it was decided; where it stands is kept, for when that changes."""
        if placed is None:
            return
        await self.edit(placed, {"content": decided(post, post.handle), "embeds": [], "view": None})
        where = {"card_channel_id": placed.channel_id, "card_message_id": placed.message_id}
        await self.record(post, **where, card_decided=True)

    async def stray(self, job: Job, channel_id: int, handle: str, control: str = "") -> Placed | None:
        """What an earlier attempt left behind, to be taken away; there is nothing where there is no channel."""
        try:
            return await self.seen(job, channel_id, handle, control)
        except discord.NotFound:
            return None

    async def seen(self, job: Job, channel_id: int, handle: str, control: str = "") -> Placed | None:
        """A message of ours with a control for this handle that an earlier attempt may have left in the channel."""
        if job.tried_since is None:
            return None
        channel = self.client.get_channel(channel_id) or await self.client.fetch_channel(channel_id)
        if isinstance(channel, discord.ForumChannel):
            for thread in await channel.guild.active_threads():
                if (
                    thread.parent_id == channel_id
                    and thread.owner_id == self._me
                    and thread.name.startswith(f"{handle} ")
                ):
                    return Placed(thread.id, thread.id)
            return None
        async for message in self.since(job, self.channel(channel_id)):
            if any(_is_about(str(name), handle, control) for name in _custom_ids(message)):
                return Placed(channel_id, message.id)
        return None

    async def since(self, job: Job, channel: discord.abc.Messageable) -> AsyncIterator[discord.Message]:
        if job.tried_since is None:
            return
        async for message in channel.history(after=job.tried_since - LOOK_BACK, limit=LOOK_AT):
            if message.author.id == self._me:
                yield message

    def channel(self, channel_id: int, guild_id: int | None = None) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(channel_id, guild_id=guild_id)

    @property
    def _me(self) -> int:
        return self.client.user.id if self.client.user else 0


@contextmanager
def naming(channel_id: int) -> Iterator[None]:
    """Turn refusals that a moderator can mend into words that name the channel."""
    try:
        yield
    except discord.HTTPException as error:
        names = {
            UNKNOWN_CHANNEL: "channel-gone",
            MISSING_ACCESS: "no-access",
            MISSING_PERMISSIONS: "no-permission",
            THREADS_FULL: "threads-full",
        }
        if error.code in names:
            raise CannotSend(f"{names[error.code]}:{channel_id}") from error
        raise


async def gone(request: Any) -> None:
    """Await a deletion; that there was nothing to delete is as good."""
    try:
        await request
    except discord.NotFound:
        return


def _is_about(custom_id: str, handle: str, control: str) -> bool:
    """Whether a control's id (``v1:approve:K7Q2.9f3a1c``) is that control, or any if none is named, for this post."""
    _, name, key = (custom_id + "::").split(":")[:3]
    return key.split(".")[0] == handle and name == (control or name)


def _custom_ids(message: discord.Message) -> Iterator[str | None]:
    for row in message.components:
        for item in getattr(row, "children", ()):
            yield getattr(item, "custom_id", None)
