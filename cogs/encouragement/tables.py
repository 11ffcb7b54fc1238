"""The tables of encouragement: what a member wrote is sealed, a digest finds their own rows, ratings name nobody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import NOBODY, YOU, Base, Held, Person, Sealed, UtcDateTime
from cogs.encouragement.rated import rated_ids


def rater_digests(who: Person) -> list[bytes]:
    """What finds a member's ratings: a digest of its own for each prompt, so that nobody can follow them through."""
    return [who.vault.digest(RATING, prompt_id, who.user_id) for prompt_id in rated_ids()]


NOTES, STATE, RATING = "reflections", "encouragement", "prompt rating"


class NoteRow(Base):
    """A note of a member's private journal: its text, the question it answers, whether it may be brought back."""

    __tablename__ = "reflections"
    held = Held(
        "your private notes",
        readers=YOU,
        kept="until you delete them",
        mine=lambda who: NoteRow.owner_digest == who.digest(NOTES),
        dated="written_at",
        everywhere=True,
    )
    __table_args__ = (Index(None, "owner_digest", "written_at"),)

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    payload: Mapped[bytes] = mapped_column(Sealed)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StateRow(Base):
    """What a member was shown already, and the question that is open in their DM."""

    __tablename__ = "encouragement"
    held = Held(
        "which prompts you were shown, when you said a no was fresh, and a question that is open in your DM",
        readers=NOBODY,
        kept="until you erase it",
        mine=lambda who: StateRow.owner_digest == who.digest(STATE),
        everywhere=True,
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    owner_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    payload: Mapped[bytes] = mapped_column(Sealed)


class RatingRow(Base):
    """How a prompt did for one person. Whose it is, nobody can tell: the digest differs from prompt to prompt."""

    __tablename__ = "prompt_ratings"
    held = Held(
        "whether a prompt helped you, without your name",
        readers=f"{NOBODY}; only totals of 20 and more are shown",
        kept="until you erase it",
        mine=lambda who: RatingRow.rater_digest.in_(rater_digests(who)),
        everywhere=True,
    )

    prompt_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    rater_digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    rating: Mapped[str] = mapped_column(String(8))
