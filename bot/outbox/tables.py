"""The outbox's table."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import NOBODY, Base, Held, UtcDateTime


def drawn() -> int:
    """A number for a row: drawn, not counted, so that whoever gets the database learns nothing of the order in which
    things were asked for. Of at most 13 digits: it goes into nonces, which have 25 characters at Discord."""
    return secrets.randbits(40)


class OutboxRow(Base):
    """One thing to be done at Discord: what kind, about which subject, when.

    There is one row per kind and subject. Asking again raises ``wanted``; a row goes when it was done as last
    wanted. ``failure`` is a kind of error, never a text of Discord's, which may quote what a member wrote.
    """

    __tablename__ = "outbox"
    held = Held(
        "what is to be sent or done later, by the random number of a post, letter or report; it names nobody",
        readers=NOBODY,
        kept="until it is done; what Discord refuses again and again, {failed} days",
        old=lambda before: OutboxRow.first_tried_at < before,
        period="failed",
    )
    __table_args__ = (
        Index(None, "kind", "subject", unique=True),
        Index(None, "due_at"),
        Index(None, "first_tried_at"),
        Index(None, "guild_id"),
    )

    # On SQLite this type makes the number the row's place in the file, which else would tell the order of all rows.
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False, default=drawn
    )
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64))
    guild_id: Mapped[int | None] = mapped_column(BigInteger)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wanted: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    first_tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None] = mapped_column(String(64))
