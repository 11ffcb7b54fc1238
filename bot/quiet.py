"""Who wants no prompts and no reminders for a while. Every sender of either asks here first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.clock import Clock
from bot.db import Base, Session, UtcDateTime
from bot.db.held import NOBODY, Held
from bot.vault import Vault


class QuietRow(Base):
    """A member, as a digest, and until when they are left alone; why, is not kept."""

    __tablename__ = "quiet"
    held = Held(
        "that you are left without prompts and reminders for a while, and until when",
        readers=NOBODY,
        kept="until that day is over",
        mine=lambda who: QuietRow.member_digest == who.digest("quiet"),
        dated="until",
        everywhere=True,
        old=lambda now: QuietRow.until <= now,
    )

    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class Quiet:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def until(self, session: Session, user_id: int) -> datetime | None:
        """Until when this member wants no prompts and no reminders; None where that is over, or never was."""
        found = await session.scalar(
            select(QuietRow.until).where(QuietRow.member_digest == self._digest(user_id))
        )
        return found if found is not None and found > self._clock.now() else None

    async def still(self, session: Session, user_id: int, until: datetime) -> None:
        """Leave this member alone until then; a later end that was set before stays."""
        before = await self.until(session, user_id)
        if before is None or before < until:
            await self.put(session, user_id, until)

    async def put(self, session: Session, user_id: int, until: datetime | None) -> None:
        """Leave this member alone until exactly then; None: no longer."""
        digest = self._digest(user_id)
        await session.execute(delete(QuietRow).where(QuietRow.until <= self._clock.now()))
        if until is None:
            await session.execute(delete(QuietRow).where(QuietRow.member_digest == digest))
        else:
            await session.merge(QuietRow(member_digest=digest, until=until))

    def _digest(self, user_id: int) -> bytes:
        return self._vault.digest("quiet", user_id)
