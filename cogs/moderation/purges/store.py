"""Purges under way, and what of an author's posts still stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.post import State
from bot.board.tables import PostRow
from bot.db import NOBODY, Base, Held, Sealed, Session, UtcDateTime

STANDS = (State.WAITING, State.HELD, State.SCHEDULED, State.PUBLISHED, State.DECLINED)


class PurgeRow(Base):
    """A purge under way. It has its own copy of the author, for the post that it began with may be deleted."""

    __tablename__ = "purges"
    held = Held(
        "that everything by the author of a post is being taken down",
        readers=NOBODY,
        kept="until it is done: some minutes",
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    handle: Mapped[str] = mapped_column(String(16))
    person: Mapped[bytes] = mapped_column(Sealed)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Purge:
    """What moderators may know of it."""

    id: str
    guild_id: int
    handle: str
    begun_at: datetime


async def standing(session: Session, author: bytes, limit: int) -> Sequence[int]:
    """Some of the posts of this author, named by the digest, that nobody has taken down yet."""
    found = select(PostRow.id).where(PostRow.author_digest == author, PostRow.state.in_(STANDS))
    return list(await session.scalars(found.limit(limit)))


async def is_under_way(session: Session, author: bytes) -> bool:
    """Whether anything of this author that was taken down still stands in Discord."""
    has_buttons = PostRow.card_decided.is_(False)
    placed = select(PostRow.id).where(
        PostRow.author_digest == author,
        PostRow.state == State.REMOVED,
        or_(PostRow.message_id.is_not(None), and_(PostRow.card_message_id.is_not(None), has_buttons)),
    )
    return await session.scalar(placed.limit(1)) is not None
