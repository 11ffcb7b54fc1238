"""Who asked that a moderator reaches out: sealed, and gone once somebody does."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, Sealed, UtcDateTime
from bot.db.held import Held


class ReachRow(Base):
    """A member asks the moderators of a server to reach out. Nothing says why, or what they wrote."""

    __tablename__ = "reach_requests"
    held = Held(
        "that you asked for a moderator to reach out; what you wrote is not kept",
        readers="moderators of that server, with your name, because you asked for it",
        kept="until one of them takes it, 7 days at most",
        mine=lambda who: ReachRow.member_digest.in_(who.digests("reach")),
        dated="expires_at",
        old=lambda now: ReachRow.expires_at <= now,
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    member: Mapped[bytes] = mapped_column(Sealed)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
