"""The board's store: posts in and out of the database. Takes a session, never commits, returns values."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update

from bot.board.handles import new_handle
from bot.board.post import IN_REVIEW, Briefing, Content, Placed, Post, State
from bot.board.tables import MeTooRow, PostRow
from bot.db import Session, insert, place
from bot.vault import Vault

_IN_REVIEW = or_(
    PostRow.state.in_(IN_REVIEW), and_(PostRow.state == State.PUBLISHED, PostRow.proposed.is_not(None))
)


class PostStore:
    """Reads and writes posts; seals on the way in, opens on the way out."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(
        self,
        session: Session,
        *,
        guild_id: int,
        kind: str,
        author_id: int,
        content: Content,
        glossary: Mapping[str, str],
        parent_id: int | None,
        state: State,
        submitted_at: datetime,
        release_at: datetime | None,
        at_once: bool,
        review_at: datetime | None = None,
        briefing: Briefing | None = None,
    ) -> Post:
        """Store a new post under a fresh handle."""
        row = PostRow(
            id=secrets.randbits(62),
            guild_id=guild_id,
            handle=await self._free_handle(session, guild_id),
            kind=kind,
            state=state,
            parent_id=parent_id,
            author_digest=self.author_digest(guild_id, author_id),
            submitted_at=submitted_at.replace(second=0, microsecond=0),
            active_at=day_of(submitted_at),
            release_at=release_at,
            at_once=at_once,
            review_at=review_at,
        )
        briefing = briefing or Briefing()
        row.flagged = bool(briefing.held_for)
        row.briefing = self._vault.seal(briefing.dump(), place(PostRow.briefing, row.id))
        row.author = self._vault.seal(str(author_id), place(PostRow.author, row.id))
        row.content = self._vault.seal(content.dump(), place(PostRow.content, row.id))
        row.glossary = self._vault.seal(json.dumps(dict(glossary)), place(PostRow.glossary, row.id))
        session.add(row)
        await session.flush()
        return self._post(row)

    async def get(self, session: Session, post_id: int) -> Post | None:
        """The post in whatever state it is, the deleted among them; locked until the transaction ends."""
        row = await session.scalar(select(PostRow).where(PostRow.id == post_id).with_for_update())
        return self._post(row) if row else None

    async def by_handle(
        self, session: Session, guild_id: int, handle: str, *, author_id: int | None = None
    ) -> Post | None:
        """The post of that handle, locked; with ``author_id`` only if that member wrote it. None for deleted ones."""
        found = and_(PostRow.guild_id == guild_id, PostRow.handle == handle, PostRow.state != State.DELETED)
        if author_id is not None:
            found = and_(found, PostRow.author_digest == self.author_digest(guild_id, author_id))
        row = await session.scalar(select(PostRow).where(found).with_for_update())
        return self._post(row) if row else None

    async def is_author(self, session: Session, post: Post, user_id: int) -> bool:
        """Whether this member wrote the post; False once the link was destroyed."""
        digest = await session.scalar(select(PostRow.author_digest).where(PostRow.id == post.id))
        return digest == self.author_digest(post.guild_id, user_id)

    async def by_author(self, session: Session, guild_id: int, user_id: int) -> Sequence[Post]:
        """A member's own posts in a server, newest first."""
        return await self._many(
            session, PostRow.author_digest == self.author_digest(guild_id, user_id), newest=True
        )

    async def in_review(self, session: Session, guild_id: int) -> Sequence[Post]:
        """What waits for moderators, oldest first; what they held back stands at the end."""
        return await self._many(session, and_(PostRow.guild_id == guild_id, _IN_REVIEW))

    async def replies(self, session: Session, post_id: int) -> Sequence[Post]:
        """Every reply and feedback to a post, the deleted among them."""
        return await self._many(session, PostRow.parent_id == post_id)

    async def author_of(self, session: Session, post_id: int) -> int | None:
        """Opens the seal: only a sender that writes to the author may ask. None once the link was destroyed."""
        sealed = await session.scalar(select(PostRow.author).where(PostRow.id == post_id))
        return int(self._vault.open(sealed, place(PostRow.author, post_id))) if sealed else None

    async def glossary(self, session: Session, post_id: int) -> dict[str, str]:
        """The post's own placeholders, so that its replies say ``[interviewer]`` of the same person."""
        sealed = await session.scalar(select(PostRow.glossary).where(PostRow.id == post_id))
        if not sealed:
            return {}
        loaded: dict[str, str] = json.loads(self._vault.open(sealed, place(PostRow.glossary, post_id)))
        return loaded

    async def change(self, session: Session, post_id: int, **values: Any) -> None:
        """Set columns of a post that this transaction has locked; private values are sealed."""
        for name in ("content", "proposed", "reason", "glossary", "briefing"):
            value = values.get(name)
            if isinstance(value, (Content, Briefing)):
                value = value.dump()
            if isinstance(value, str):
                values[name] = self._vault.seal(value, place(getattr(PostRow, name), post_id))
        await session.execute(update(PostRow).where(PostRow.id == post_id).values(**values))

    async def erase(self, session: Session, post_id: int) -> None:
        """Delete the row, and with it the replies and counts that hang on it."""
        await session.execute(delete(PostRow).where(PostRow.id == post_id))

    async def toggle_me_too(self, session: Session, post_id: int, user_id: int) -> bool:
        """Count the member in, or out again; True when they now count."""
        row = {"post_id": post_id, "member_digest": self._vault.digest("me too", post_id, user_id)}
        gone = await session.execute(delete(MeTooRow).filter_by(**row).returning(MeTooRow.post_id))
        if gone.first() is not None:
            return False
        await session.execute(insert(session, MeTooRow).values(row).on_conflict_do_nothing())
        return True

    async def me_too(self, session: Session, post_id: int) -> int:
        """How many people said "me too"."""
        return await session.scalar(select(func.count()).where(MeTooRow.post_id == post_id)) or 0

    def author_digest(self, guild_id: int, user_id: int) -> bytes:
        return self._vault.digest("author", guild_id, user_id)

    async def _free_handle(self, session: Session, guild_id: int) -> str:
        for length in (2, 2, 2, 3, 3, 4, 5, 6):
            handle = new_handle(length)
            taken = select(exists().where(PostRow.guild_id == guild_id, PostRow.handle == handle))
            if not await session.scalar(taken):
                return handle
        raise RuntimeError("no free handle")

    async def _many(
        self, session: Session, condition: ColumnElement[bool], *, newest: bool = False
    ) -> Sequence[Post]:
        oldest_first = (PostRow.state == State.HELD, PostRow.submitted_at, PostRow.id)
        order = (PostRow.submitted_at.desc(), PostRow.id) if newest else oldest_first
        rows = await session.scalars(select(PostRow).where(condition).order_by(*order))
        return [self._post(row) for row in rows]

    def _post(self, row: PostRow) -> Post:
        return Post(
            id=row.id,
            guild_id=row.guild_id,
            handle=row.handle,
            kind=row.kind,
            state=State(row.state),
            content=self._content(row, row.content, "content"),
            proposed=self._content(row, row.proposed, "proposed"),
            reason=self._vault.open(row.reason, place(PostRow.reason, row.id)) if row.reason else "",
            parent_id=row.parent_id,
            submitted_at=row.submitted_at,
            active_at=row.active_at,
            release_at=row.release_at,
            review_at=row.review_at,
            briefing=self._briefing(row),
            flagged=row.flagged,
            at_once=row.at_once,
            closed=row.closed,
            edited=row.edited,
            hidden=row.hidden,
            placed=_placed(row.channel_id, row.message_id),
            thread_id=row.thread_id,
            card=_placed(row.card_channel_id, row.card_message_id),
            card_decided=row.card_decided,
        )

    def _briefing(self, row: PostRow) -> Briefing:
        if row.briefing is None:
            return Briefing()
        return Briefing.load(self._vault.open(row.briefing, place(PostRow.briefing, row.id)))

    def _content(self, row: PostRow, sealed: bytes | None, column: str) -> Content | None:
        if sealed is None:
            return None
        return Content.load(self._vault.open(sealed, place(getattr(PostRow, column), row.id)))


def day_of(at: datetime) -> datetime:
    """The beginning of a day: when something was last heard of a post need be known no better."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _placed(channel_id: int | None, message_id: int | None) -> Placed | None:
    return Placed(channel_id, message_id) if channel_id and message_id else None
