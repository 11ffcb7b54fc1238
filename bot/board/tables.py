"""The board's tables. Times are kept to the minute where the order of events needs no more."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, Sealed, UtcDateTime


class PostRow(Base):
    """A post of any kind. ``author`` is the sealed user id, ``author_digest`` finds an author's own posts."""

    __tablename__ = "posts"
    __table_args__ = (
        Index(None, "guild_id", "handle", unique=True),
        Index(None, "guild_id", "state"),
        Index(None, "author_digest"),
        Index(None, "parent_id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    handle: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    author: Mapped[bytes | None] = mapped_column(Sealed)
    author_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    content: Mapped[bytes | None] = mapped_column(Sealed)
    proposed: Mapped[bytes | None] = mapped_column(Sealed)
    glossary: Mapped[bytes | None] = mapped_column(Sealed)
    reason: Mapped[bytes | None] = mapped_column(Sealed)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)
    release_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    at_once: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)


class MeTooRow(Base):
    """Somebody said "me too" under a post; who, is a digest that differs from post to post."""

    __tablename__ = "me_too"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class DraftRow(Base):
    """What a member typed and has not posted yet; one per member, server and purpose."""

    __tablename__ = "drafts"
    __table_args__ = (Index(None, "owner_digest", "purpose", unique=True), Index(None, "updated_at"))

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    purpose: Mapped[str] = mapped_column(String(48))
    payload: Mapped[bytes] = mapped_column(Sealed)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
