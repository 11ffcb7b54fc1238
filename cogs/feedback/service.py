"""What givers and receivers do with feedback; one method is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.board.draft import Member, Preview
from bot.board.post import Post, State
from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.outbox.queue import request
from bot.vault import Vault
from bot.words import t
from cogs.feedback.findings import harms_in
from cogs.feedback.limits import Limits
from cogs.feedback.shape import shape_of
from cogs.feedback.store import FeedbackStore, How, Mark

if TYPE_CHECKING:
    from bot.board.board import Board

KIND = "feedback"
DM, DIGEST = "feedback.dm", "feedback.digest"
DAY = timedelta(days=1)
Marked = tuple[Post, Mark]


class FeedbackService:
    """Giving, receiving and looking after feedback. It is also the guard of its drafts."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, board: Board) -> None:
        self.store = FeedbackStore(vault)
        self._limits = Limits(vault, clock, self.store)
        self._database = database
        self._clock = clock
        self._board = board

    async def may_give(self, member: Member, handle: str) -> Post:
        """The post, if this member may give it feedback now; UserError otherwise, the same for its author."""
        async with self._database.begin() as session:
            server = await self._board.server(session, member.guild_id)
            post = await self._board.find(session, member.guild_id, handle)
            if post.closed or post.state is not State.PUBLISHED or post.parent_id is not None:
                raise UserError(t("{handle} takes no answers now.", handle=handle))
            await self._limits.check(session, server, member, post)
            return post

    async def admit(self, session: Session, member: Member, preview: Preview) -> bool:
        """The guard: limits first; True where a rule against harm sees something."""
        fields = preview.draft.fields
        if fields.get("signed") and fields["signed"] not in member.names:
            raise UserError(
                t("Your name here has changed. Press `Leave my name out`, and sign again if you like.")
            )
        if not preview.draft.is_edit and preview.parent is not None:
            await self._limits.take(session, preview.server, member, preview.parent)
        return bool(harms_in(fields, shape_of(preview.parent)))

    async def posted(self, session: Session, member: Member, post: Post) -> None:
        await self.store.mark(session, post.id)

    async def open_posts(self, guild_id: int, begin: str) -> Sequence[str]:
        async with self._database.begin() as session:
            return await self.store.open_posts(session, guild_id, begin)

    async def given(self, guild_id: int | None, user_id: int) -> list[Marked]:
        """What a member gave in a server, or anywhere, the newest first."""
        async with self._database.begin() as session:
            guilds = [guild_id] if guild_id is not None else await self.store.guilds(session)
            posts = [
                post
                for guild in guilds
                for post in await self._board.store.by_author(session, guild, user_id)
                if post.kind == KIND
            ]
            marks = await self.store.marks(session, [post.id for post in posts])
        return [(post, marks[post.id]) for post in posts]

    async def given_one(self, member: Member, handle: str) -> tuple[Post, Mark, Post | None]:
        """One of them with its marks, and the post that it answers."""
        async with self._database.begin() as session:
            post = await self._board.find(session, member.guild_id, handle, author_id=member.user_id)
            parent = await self._board.store.get(session, post.parent_id) if post.parent_id else None
            return post, (await self.store.marks(session, [post.id]))[post.id], parent

    async def received(self, member: Member, handle: str) -> tuple[Post, list[Marked]]:
        """A post of this member's and the feedback under it, the oldest first."""
        async with self._database.begin() as session:
            post = await self._board.find(session, member.guild_id, handle, author_id=member.user_id)
            replies = [
                one
                for one in await self._board.store.replies(session, post.id)
                if one.kind == KIND and one.state is State.PUBLISHED
            ]
            marks = await self.store.marks(session, [one.id for one in replies])
            return post, [(one, marks[one.id]) for one in replies]

    async def mark(self, member: Member, handle: str, **values: bool) -> Post:
        """Set marks as the author of the post; returns that post. UserError for anybody else."""
        async with self._database.begin() as session:
            reply = await self._board.received(session, member.guild_id, handle, member.user_id)
            await self.store.mark(session, reply.id, **values)
            assert reply.parent_id is not None  # noqa: S101  received() looked
            parent = await self._board.store.get(session, reply.parent_id)
            assert parent is not None  # noqa: S101  an answer goes with its post
            return parent

    async def how(self, member: Member) -> How:
        async with self._database.begin() as session:
            wish = await self.store.wish(session, member.guild_id, member.user_id)
            return wish.how if wish else "mine"

    async def wish(self, member: Member, how: How) -> None:
        """From now on this author learns of new feedback in this way."""
        async with self._database.begin() as session:
            await self.store.put_wish(session, member.guild_id, member.user_id, how)

    async def tell(self, post_id: int) -> None:
        """Something was published: ask for the message that its post's author wants, if any. Opens a seal."""
        now = self._clock.now()
        async with self._database.begin() as session:
            post = await self._board.store.get(session, post_id)
            if post is None or post.parent_id is None:
                return
            author_id = await self._board.store.author_of(session, post.parent_id)
            wish = await self.store.wish(session, post.guild_id, author_id) if author_id else None
            if wish is None or wish.how == "mine":
                return
            if wish.how == "dm":
                await request(session, DM, str(post.id), due=now)
                return
            due = wish.digest_at if wish.digest_at and wish.digest_at > now else now + DAY
            await self.store.put_digest_at(session, wish.id, due)
            await request(session, DIGEST, wish.id, due=due)

    async def unseen(self, guild_id: int, user_id: int) -> list[str]:
        """The handles of a member's own posts with feedback that they have not looked at."""
        async with self._database.begin() as session:
            found = []
            for post in await self._board.store.by_author(session, guild_id, user_id):
                replies = [
                    one
                    for one in await self._board.store.replies(session, post.id)
                    if one.kind == KIND and one.state is State.PUBLISHED
                ]
                marks = await self.store.marks(session, [one.id for one in replies])
                if any(not mark.seen for mark in marks.values()):
                    found.append(post.handle)
            return found
