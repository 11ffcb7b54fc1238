"""Letters in and out of the database. Takes a session, never commits, returns values."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select

from bot.db import Session, insert, place
from bot.vault import Vault
from cogs.letters.letter import Habits, Letter, Reply, Version
from cogs.letters.tables import LetterHabitsRow, LetterReplyRow, LetterRow, LetterVersionRow


def new_id() -> str:
    """A random id of 12 characters that tells nothing; no dot is among them."""
    return secrets.token_urlsafe(9)


def hour_of(at: datetime) -> datetime:
    """The hour's beginning: what lies open of a letter; the very moment is sealed with it."""
    return at.replace(minute=0, second=0, microsecond=0)


class LetterStore:
    """Seals on the way in, opens on the way out; every reading is limited to one owner."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def put(self, session: Session, letter: Letter) -> None:
        """Insert or change a letter."""
        values = {
            "id": letter.id,
            "owner_digest": self._owner(letter.owner_id),
            "payload": self._vault.seal(letter.dump(), place(LetterRow.payload, letter.id)),
            "updated_at": hour_of(letter.updated_at),
        }
        await _upsert(session, LetterRow, values, "id")

    async def get(self, session: Session, owner_id: int, letter_id: str) -> Letter | None:
        """The owner's letter, locked until the transaction ends; None for anybody else's."""
        row = await session.scalar(
            select(LetterRow)
            .where(LetterRow.id == letter_id, LetterRow.owner_digest == self._owner(owner_id))
            .with_for_update()
        )
        return self._letter(row) if row else None

    async def any(self, session: Session, letter_id: str) -> Letter | None:
        """A letter whoever owns it: for senders, which work for the owner and nobody else."""
        row = await session.get(LetterRow, letter_id)
        return self._letter(row) if row else None

    async def all(self, session: Session, owner_id: int) -> list[Letter]:
        """The owner's letters, the last changed first."""
        rows = await session.scalars(select(LetterRow).where(LetterRow.owner_digest == self._owner(owner_id)))
        return sorted((self._letter(row) for row in rows), key=lambda letter: letter.updated_at, reverse=True)

    async def count(self, session: Session, owner_id: int) -> int:
        return (
            await session.scalar(select(func.count()).where(LetterRow.owner_digest == self._owner(owner_id)))
            or 0
        )

    async def delete(self, session: Session, letter_id: str) -> None:
        """Delete a letter with its versions and replies."""
        for table in (LetterVersionRow, LetterReplyRow):
            await session.execute(delete(table).where(table.letter_id == letter_id))
        await session.execute(delete(LetterRow).where(LetterRow.id == letter_id))

    async def add_version(self, session: Session, letter_id: str, version: Version, keep: int) -> None:
        """Add a version; of more than ``keep`` the oldest go."""
        row_id = f"{letter_id}.{version.number}"
        sealed = self._vault.seal(version.dump(), place(LetterVersionRow.payload, row_id))
        session.add(LetterVersionRow(id=row_id, letter_id=letter_id, number=version.number, payload=sealed))
        await session.flush()
        oldest = version.number - keep
        if oldest > 0:
            await session.execute(
                delete(LetterVersionRow).where(
                    LetterVersionRow.letter_id == letter_id, LetterVersionRow.number <= oldest
                )
            )

    async def versions(self, session: Session, letter_id: str) -> list[Version]:
        """The newest first."""
        rows = await session.scalars(
            select(LetterVersionRow)
            .where(LetterVersionRow.letter_id == letter_id)
            .order_by(LetterVersionRow.number.desc())
        )
        return [
            Version.load(row.number, self._vault.open(row.payload, place(LetterVersionRow.payload, row.id)))
            for row in rows
        ]

    async def put_reply(self, session: Session, reply: Reply) -> None:
        values = {
            "id": reply.id,
            "letter_id": reply.letter_id,
            "payload": self._vault.seal(reply.dump(), place(LetterReplyRow.payload, reply.id)),
        }
        await _upsert(session, LetterReplyRow, values, "id")

    async def replies(self, session: Session, letter_ids: Sequence[str]) -> list[Reply]:
        """What came back to these letters, oldest first."""
        rows = await session.scalars(select(LetterReplyRow).where(LetterReplyRow.letter_id.in_(letter_ids)))
        opened = [self._reply(row) for row in rows]
        return sorted(opened, key=lambda reply: (reply.came_at, reply.id))

    async def reply(self, session: Session, reply_id: str) -> Reply | None:
        row = await session.scalar(
            select(LetterReplyRow).where(LetterReplyRow.id == reply_id).with_for_update()
        )
        return self._reply(row) if row else None

    async def delete_reply(self, session: Session, reply_id: str) -> None:
        await session.execute(delete(LetterReplyRow).where(LetterReplyRow.id == reply_id))

    async def habits(self, session: Session, owner_id: int) -> Habits:
        """The owner's habits, locked; the defaults while they have said nothing."""
        row = await session.scalar(
            select(LetterHabitsRow)
            .where(LetterHabitsRow.owner_digest == self._owner(owner_id))
            .with_for_update()
        )
        if row is None:
            return Habits(owner_id)
        return Habits.load(self._vault.open(row.payload, place(LetterHabitsRow.payload, row.id)))

    async def put_habits(self, session: Session, habits: Habits) -> None:
        row_id = new_id()
        values = {
            "id": row_id,
            "owner_digest": self._owner(habits.owner_id),
            "payload": self._vault.seal(habits.dump(), place(LetterHabitsRow.payload, row_id)),
        }
        await _upsert(session, LetterHabitsRow, values, "owner_digest")

    async def forget(self, session: Session, owner_id: int) -> None:
        """Delete what a member wants of the bot about letters."""
        await session.execute(
            delete(LetterHabitsRow).where(LetterHabitsRow.owner_digest == self._owner(owner_id))
        )

    def _owner(self, owner_id: int) -> bytes:
        return self._vault.digest("letters", owner_id)

    def _letter(self, row: LetterRow) -> Letter:
        return Letter.load(row.id, self._vault.open(row.payload, place(LetterRow.payload, row.id)))

    def _reply(self, row: LetterReplyRow) -> Reply:
        opened = self._vault.open(row.payload, place(LetterReplyRow.payload, row.id))
        return Reply.load(row.id, row.letter_id, opened)


async def _upsert(session: Session, table: Any, values: dict[str, Any], key: str) -> None:
    changed = {name: value for name, value in values.items() if name != key}
    await session.execute(
        insert(session, table).values(values).on_conflict_do_update(index_elements=[key], set_=changed)
    )
