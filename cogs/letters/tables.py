"""The tables of letters. What a member wrote and who they are is sealed; a digest finds the owner's own rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.tables import PostRow
from bot.db import NOBODY, YOU, Base, Held, Person, Sealed, UtcDateTime


class LetterRow(Base):
    """A letter as it stands now."""

    __tablename__ = "letters"
    held = Held(
        "your letters: as they stand now, and your answers that they were written from",
        readers=YOU,
        kept="until you delete them",
        mine=lambda who: LetterRow.owner_digest == who.digest("letters"),
        dated="updated_at",
        everywhere=True,
    )
    __table_args__ = (Index(None, "owner_digest", "updated_at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload: Mapped[bytes] = mapped_column(Sealed)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LetterVersionRow(Base):
    """A letter's text as it once stood. ``id`` is the letter's, a dot and the number."""

    __tablename__ = "letter_versions"
    held = Held(
        "earlier versions of your letters",
        readers=YOU,
        kept="until you delete the letter; the last 200 of each",
        mine=lambda who: LetterVersionRow.letter_id.in_(_letters_of(who)),
        everywhere=True,
    )
    __table_args__ = (Index(None, "letter_id", "number", unique=True),)

    id: Mapped[str] = mapped_column(String(24), primary_key=True)
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    number: Mapped[int]
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterReplyRow(Base):
    """What an employer answered."""

    __tablename__ = "letter_replies"
    held = Held(
        "what employers answered to your letters, as you gave it",
        readers=YOU,
        kept="until you throw it away or delete the letter",
        mine=lambda who: LetterReplyRow.letter_id.in_(_letters_of(who)),
        everywhere=True,
    )
    __table_args__ = (Index(None, "letter_id"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    letter_id: Mapped[str] = mapped_column(ForeignKey("letters.id", ondelete="CASCADE"))
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterHabitsRow(Base):
    """How a member wants to be reminded, and which letter a DM of theirs is an answer for."""

    __tablename__ = "letter_habits"
    held = Held(
        "how letters may write to you: hour, time zone, no reminders, no offers",
        readers=YOU,
        kept="until you erase it",
        mine=lambda who: LetterHabitsRow.owner_digest == who.digest("letters"),
        everywhere=True,
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)


class LetterOfferRow(Base):
    """A post whose author was offered a letter, or is not to be: so that it happens once. Names nobody."""

    __tablename__ = "letter_offers"
    held = Held(
        "that a letter was offered to you: after a post of yours, so that it happens once",
        readers=NOBODY,
        kept="until the post goes",
        mine=lambda who: LetterOfferRow.post_id.in_(
            select(PostRow.id).where(PostRow.author_digest.in_(who.digests("author")))
        ),
    )

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True)


def _letters_of(who: Person) -> Select[str]:
    return select(LetterRow.id).where(LetterRow.owner_digest == who.digest("letters"))
