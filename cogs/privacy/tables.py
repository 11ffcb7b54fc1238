"""The table of erasing under way: it names a member, sealed, until everything of theirs is gone; its row goes last."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import NOBODY, Base, Held, Sealed


class ErasureRow(Base):
    """Somebody asked for everything of theirs to be erased: who, where and what becomes of their posts, sealed."""

    __tablename__ = "erasures"
    held = Held(
        "your wish to have everything erased: kept while that is under way",
        readers=NOBODY,
        kept="until the last of it is gone; seconds, mostly",
        mine=lambda who: ErasureRow.member_digest.in_(
            [*who.digests("erasure"), *([who.digest("erasure")] if who.everywhere else [])]
        ),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)
