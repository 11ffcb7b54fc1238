"""The tables of feedback. Who gave or received something stands there as a keyed digest, or sealed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.tables import PostRow
from bot.db import NOBODY, YOU, Base, Held, Sealed, UtcDateTime


class MarkRow(Base):
    """What the author of a post did with a piece of feedback; its giver alone sees it, and not who did it. That the
    author has ``seen`` it is told to nobody."""

    __tablename__ = "feedback_marks"
    held = Held(
        "what became of your feedback: whether it helped, and whether you were thanked",
        readers=YOU,
        kept="until the feedback is deleted",
        mine=lambda who: MarkRow.post_id.in_(
            select(PostRow.id).where(PostRow.author_digest.in_(who.digests("author")))
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    seen: Mapped[bool] = mapped_column(default=False)
    helped: Mapped[bool] = mapped_column(default=False)
    thanked: Mapped[bool] = mapped_column(default=False)


class TallyRow(Base):
    """How often something happened: today by one giver, today and ever by one giver to one post.

    What is counted is told by ``key`` alone, a digest that nobody without the vault's key can guess.
    """

    __tablename__ = "feedback_tallies"
    held = Held(
        "how often you gave feedback: today, to one post, and to one post today",
        readers=NOBODY,
        kept="two days; 90 days for one post",
        mine=lambda who: TallyRow.giver_digest == who.digest("feedback giver"),
        everywhere=True,
        old=lambda now: TallyRow.expires_at <= now,
    )
    __table_args__ = (Index(None, "giver_digest"), Index(None, "expires_at"))

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    giver_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WishRow(Base):
    """How the author of posts in a server wants to learn of new feedback: sealed, with their id."""

    __tablename__ = "feedback_wishes"
    held = Held(
        "how you want to hear of new feedback",
        readers=YOU,
        kept="until you erase it",
        mine=lambda who: WishRow.author_digest.in_(who.digests("feedback wish")),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    author_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)
    digest_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
