"""The table of plans for the next interview. Everything that a member wrote is sealed; a digest finds their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import YOU, Base, Held, Sealed, UtcDateTime

PLANS = "plans"


class PlanRow(Base):
    """A plan as it stands."""

    __tablename__ = "plans"
    held = Held(
        "your plans for the next interview: changes, stories, rehearsal, if-then plan, what is done, its date",
        readers=YOU,
        kept="until you delete them",
        mine=lambda who: PlanRow.owner_digest == who.digest(PLANS),
        dated="updated_at",
        everywhere=True,
    )
    __table_args__ = (Index(None, "owner_digest", "updated_at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload: Mapped[bytes] = mapped_column(Sealed)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
