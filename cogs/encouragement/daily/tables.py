"""The table of those who want prompts by DM. Who, and what they want, is sealed; a digest finds their row."""

from __future__ import annotations

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import YOU, Base, Held, Sealed

DAILY = "daily prompts"


class DailyRow(Base):
    """A member's wish. ``untold``: something is to be said at their next command, because no DM reached them."""

    __tablename__ = "daily_prompts"
    held = Held(
        "that you wanted prompts by DM: how often, when, your time zone and quiet hours, and the days of the last ones",
        readers=YOU,
        kept="until you erase it",
        mine=lambda who: DailyRow.owner_digest == who.digest(DAILY),
        everywhere=True,
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)
    untold: Mapped[bool] = mapped_column(default=False)
