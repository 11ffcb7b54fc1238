"""The tables of letters. What a member wrote and who they are is sealed; a digest finds the owner's own rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, Sealed, UtcDateTime


class LetterRow(Base):
    """A letter as it stands now."""

    __tablename__ = "letters"
    __table_args__ = (Index(None, "owner_digest", "updated_at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload: Mapped[bytes] = mapped_column(Sealed)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LetterVersionRow(Base):
    """A letter's text as it once stood. ``id`` is the letter's, a dot and the number."""

    __tablename__ = "letter_versions"
    __table_args__ = (Index(None, "letter_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    number: Mapped[int]
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterReplyRow(Base):
    """What an employer answered."""

    __tablename__ = "letter_replies"
    __table_args__ = (Index(None, "letter_id"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterHabitsRow(Base):
    """How a member wants to be reminded, and which letter a DM of theirs is an answer for."""

    __tablename__ = "letter_habits"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterOfferRow(Base):
    """A post whose author was offered a letter, or is not to be: so that it happens once. Names nobody."""

    __tablename__ = "letter_offers"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)
