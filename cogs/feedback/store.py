"""Marks, tallies and wishes in and out of the database. Takes a session, never commits."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import delete, func, select, update

from bot.board.post import State
from bot.board.tables import PostRow
from bot.db import Session, insert, place
from bot.servers import ServerRow
from bot.vault import Vault
from cogs.feedback.tables import MarkRow, TallyRow, WishRow

How = Literal["mine", "dm", "daily"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the author of a post did with a piece of feedback."""

    seen: bool = False
    helped: bool = False
    thanked: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """How an author wants to learn of new feedback; ``digest_at``: when the next daily message is due."""

    id: str
    author_id: int
    how: How
    digest_at: datetime | None = None


class FeedbackStore:
    """Seals on the way in, opens on the way out."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    async def mark(self, session: Session, post_id: int, **values: bool) -> None:
        """Set marks of a piece of feedback; without any, only make sure that it can have some."""
        row = {"post_id": post_id, "seen": False, "helped": False, "thanked": False}
        await session.execute(insert(session, MarkRow).values(row).on_conflict_do_nothing())
        if values:
            await session.execute(update(MarkRow).where(MarkRow.post_id == post_id).values(**values))

    async def marks(self, session: Session, post_ids: Sequence[int]) -> Mapping[int, Mark]:
        rows = await session.scalars(select(MarkRow).where(MarkRow.post_id.in_(post_ids)))
        found = {row.post_id: Mark(row.seen, row.helped, row.thanked) for row in rows}
        return {post_id: found.get(post_id, Mark()) for post_id in post_ids}

    async def count(self, session: Session, key: bytes) -> int:
        return await session.scalar(select(TallyRow.count).where(TallyRow.key == key)) or 0

    async def add(self, session: Session, key: bytes, giver: bytes, expires_at: datetime) -> int:
        """Count once more; the new count. Two at one instant get two numbers."""
        row = {"key": key, "giver_digest": giver, "count": 1, "expires_at": expires_at}
        counted = await session.scalars(
            insert(session, TallyRow)
            .values(row)
            .on_conflict_do_update(index_elements=["key"], set_={"count": TallyRow.count + 1})
            .returning(TallyRow.count)
        )
        return int(counted.one())

    async def forget_tallies(self, session: Session, now: datetime) -> None:
        await session.execute(delete(TallyRow).where(TallyRow.expires_at <= now))

    async def total(self, session: Session, keys: Sequence[bytes]) -> int:
        return await session.scalar(select(func.sum(TallyRow.count)).where(TallyRow.key.in_(keys))) or 0

    async def of_same_author(self, session: Session, post_id: int) -> Sequence[int]:
        """The posts of whoever wrote this one, without telling who; none once the link was destroyed."""
        author = select(PostRow.author_digest).where(PostRow.id == post_id).scalar_subquery()
        mine = PostRow.author_digest == author, PostRow.parent_id.is_(None)
        return list(await session.scalars(select(PostRow.id).where(*mine)))

    async def open_posts(self, session: Session, guild_id: int, begin: str) -> Sequence[str]:
        """Handles of published posts that take feedback, the newest first."""
        return list(
            await session.scalars(
                select(PostRow.handle)
                .where(
                    PostRow.guild_id == guild_id,
                    PostRow.state == State.PUBLISHED,
                    PostRow.parent_id.is_(None),
                    PostRow.closed.is_(False),
                    PostRow.handle.startswith(begin, autoescape=True),
                )
                .order_by(PostRow.submitted_at.desc())
                .limit(25)
            )
        )

    async def guilds(self, session: Session) -> Sequence[int]:
        return list(await session.scalars(select(ServerRow.guild_id)))

    async def wish(self, session: Session, guild_id: int, user_id: int) -> Wish | None:
        row = await session.scalar(
            select(WishRow).where(WishRow.author_digest == self.owner(guild_id, user_id))
        )
        return self._wish(row) if row else None

    async def wish_by_id(self, session: Session, wish_id: str) -> tuple[Wish, int] | None:
        """The wish and its server."""
        row = await session.get(WishRow, wish_id)
        return (self._wish(row), row.guild_id) if row else None

    async def put_wish(self, session: Session, guild_id: int, user_id: int, how: How) -> None:
        known = await self.wish(session, guild_id, user_id)
        wish_id = known.id if known else secrets.token_urlsafe(9)
        payload = json.dumps({"author_id": user_id, "how": how})
        values = {
            "id": wish_id,
            "guild_id": guild_id,
            "author_digest": self.owner(guild_id, user_id),
            "payload": self.vault.seal(payload, place(WishRow.payload, wish_id)),
        }
        await session.execute(
            insert(session, WishRow)
            .values(values)
            .on_conflict_do_update(
                index_elements=["author_digest"], set_={name: values[name] for name in ("id", "payload")}
            )
        )

    async def put_digest_at(self, session: Session, wish_id: str, at: datetime | None) -> None:
        await session.execute(update(WishRow).where(WishRow.id == wish_id).values(digest_at=at))

    def giver(self, user_id: int) -> bytes:
        return self.vault.digest("feedback giver", user_id)

    def owner(self, guild_id: int, user_id: int) -> bytes:
        return self.vault.digest("feedback wish", guild_id, user_id)

    def _wish(self, row: WishRow) -> Wish:
        return Wish(
            row.id,
            digest_at=row.digest_at,
            **json.loads(self.vault.open(row.payload, place(WishRow.payload, row.id))),
        )
