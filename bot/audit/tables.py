"""The audit's tables. A moderator's id and the reason are sealed; handles and actions are no secret."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import NOBODY, Base, Held, Person, Sealed, Session, UtcDateTime
from bot.db.held import Counted


async def _of_moderator(session: Session, who: Person) -> Counted:
    mine = AuditRow.moderator_digest.in_(who.digests("moderator"))
    counted = select(func.count(), func.min(AuditRow.at), func.max(AuditRow.at)).where(mine)
    return Counted(*(await session.execute(counted)).one())


class AuditRow(Base):
    """One thing that a moderator did, or that the bot did in their place. ``link`` binds it to all before it."""

    __tablename__ = "audit"
    held = Held(
        "what you did as a moderator: action, post, reason and minute",
        readers="moderators of that server, with your name: they answer to each other",
        kept="{audit} days",
        found=_of_moderator,
        dated="at",
        stays="What you did as a moderator stays in that server's audit until it is too old: moderators answer for it.",
    )
    __table_args__ = (
        Index(None, "guild_id", "number", unique=True),
        Index(None, "guild_id", "moderator_digest"),
        Index(None, "at"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[str] = mapped_column(String(32))
    handle: Mapped[str] = mapped_column(String(16))
    moderator: Mapped[bytes | None] = mapped_column(Sealed)
    moderator_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    reason: Mapped[bytes | None] = mapped_column(Sealed)
    link: Mapped[bytes] = mapped_column(LargeBinary(32))


class AuditChainRow(Base):
    """Where a server's chain of entries begins and ends; ``mark`` is a keyed digest of all the rest.

    ``first_…`` is the last entry that was forgotten because of its age: number 0 and no link where none was.
    """

    __tablename__ = "audit_chains"
    held = Held("where each server's audit begins and ends", readers=NOBODY, kept="as long as its audit")

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    first_number: Mapped[int]
    first_link: Mapped[bytes] = mapped_column(LargeBinary(32))
    last_number: Mapped[int]
    last_link: Mapped[bytes] = mapped_column(LargeBinary(32))
    mark: Mapped[bytes] = mapped_column(LargeBinary(32))
