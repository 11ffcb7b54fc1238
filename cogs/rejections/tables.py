"""What the author of a rejection thinks why it was one: for them alone, sealed, gone with the post."""

from __future__ import annotations

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.tables import PostRow
from bot.db import YOU, Base, Held, Sealed


class WhyRow(Base):
    """The reason beside a post; nobody but its author is ever shown it."""

    __tablename__ = "rejection_reasons"
    held = Held(
        "why you think it was a no, beside a post of yours",
        readers=YOU,
        kept="until you take it back, or the post goes",
        mine=lambda who: WhyRow.post_id.in_(
            select(PostRow.id).where(PostRow.author_digest.in_(who.digests("author")))
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
    payload: Mapped[bytes] = mapped_column(Sealed)
