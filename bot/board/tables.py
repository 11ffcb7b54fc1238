"""The board's tables. Times are kept to the minute where the order of events needs no more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, and_, select, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import EVERYONE, NOBODY, YOU, Base, Held, Person, Sealed, Session, UtcDateTime
from bot.db.held import Counted


class PostRow(Base):
    """A post of any kind. ``author`` is the sealed user id, ``author_digest`` finds an author's own posts."""

    __tablename__ = "posts"
    held = Held(
        "your posts, answers and feedback: the masked text, where each stands, and, sealed, that they are yours",
        readers=f"{EVERYONE}; who wrote them: {YOU}",
        kept="until you delete them; that they are yours, as long as that server has set",
        mine=lambda who: PostRow.author_digest.in_(who.digests("author")),
        dated="submitted_at",
    )
    __table_args__ = (
        Index(None, "guild_id", "handle", unique=True),
        Index(None, "guild_id", "state"),
        Index(None, "guild_id", "review_at"),
        Index(None, "author_digest"),
        Index(None, "parent_id"),
        Index(
            None,
            "active_at",
            sqlite_where=text("author_digest IS NOT NULL"),
            postgresql_where=text("author_digest IS NOT NULL"),
        ),
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
    review_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    briefing: Mapped[bytes | None] = mapped_column(Sealed)
    flagged: Mapped[bool] = mapped_column(default=False)
    at_once: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)
    edited: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)
    card_decided: Mapped[bool] = mapped_column(default=False)


class MeTooRow(Base):
    """Somebody said "me too" under a post; who, is a digest that differs from post to post."""

    __tablename__ = "me_too"
    held = Held(
        "that you pressed Me too under a post",
        readers=f"{NOBODY}; the post shows a rough number",
        kept="until you press again, or the post goes",
        found=lambda session, who: count_me_too(session, who),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)


class DraftRow(Base):
    """What a member typed and has not posted yet; one per member, server and purpose."""

    __tablename__ = "drafts"
    held = Held(
        "drafts of posts: what you typed and have not posted yet",
        readers=YOU,
        kept="until you post or discard it; {drafts} days after you last changed it at most",
        mine=lambda who: DraftRow.owner_digest.in_(who.digests("draft")),
        dated="updated_at",
        old=lambda before: DraftRow.updated_at < before,
        period="drafts",
    )
    __table_args__ = (Index(None, "owner_digest", "purpose", unique=True), Index(None, "updated_at"))

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    purpose: Mapped[str] = mapped_column(String(48))
    payload: Mapped[bytes] = mapped_column(Sealed)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


async def me_too_of(session: Session, who: Person) -> AsyncIterator[list[tuple[int, bytes]]]:
    """The keys of a member's rows in ``me_too``, some at a time. The digest differs from post to post, so that
    nobody can follow a member through the table: every post is tried, in the order of the index."""
    last = -1
    while True:
        posts = list(
            await session.scalars(
                select(MeTooRow.post_id)
                .join(PostRow, PostRow.id == MeTooRow.post_id)
                .where(MeTooRow.post_id > last, PostRow.guild_id.in_(who.guild_ids))
                .distinct()
                .order_by(MeTooRow.post_id)
                .limit(1000)
            )
        )
        if not posts:
            return
        last = posts[-1]
        tried = [who.vault.digest("me too", post_id, who.user_id) for post_id in posts]
        found = await session.execute(
            select(MeTooRow.post_id, MeTooRow.member_digest).where(
                and_(MeTooRow.post_id.in_(posts), MeTooRow.member_digest.in_(tried))
            )
        )
        yield [(post_id, digest) for post_id, digest in found]


async def count_me_too(session: Session, who: Person) -> Counted:
    return Counted(sum([len(found) async for found in me_too_of(session, who)]))
