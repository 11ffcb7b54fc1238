"""Wishes in and out of the database. Takes a session, never commits."""

from __future__ import annotations

import secrets

from sqlalchemy import select, update

from bot.db import Session, place
from bot.vault import Vault
from cogs.encouragement.daily.tables import DAILY, DailyRow
from cogs.encouragement.daily.wish import Wish


class DailyStore:
    """Seals on the way in, opens on the way out."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def of(self, session: Session, owner_id: int) -> Wish | None:
        """What a member wants, locked; None where they never asked for anything."""
        digest = self._vault.digest(DAILY, owner_id)
        row = await session.scalar(select(DailyRow).where(DailyRow.owner_digest == digest).with_for_update())
        return self._opened(row)

    async def by_id(self, session: Session, wish_id: str) -> Wish | None:
        return self._opened(
            await session.scalar(select(DailyRow).where(DailyRow.id == wish_id).with_for_update())
        )

    def new(self, owner_id: int) -> Wish:
        """A wish that nothing is known of yet."""
        return Wish(secrets.token_hex(8), owner_id)

    async def put(self, session: Session, wish: Wish, *, untold: bool = False) -> None:
        payload = self._vault.seal(wish.dump(), place(DailyRow.payload, wish.id))
        digest = self._vault.digest(DAILY, wish.owner_id)
        await session.merge(DailyRow(id=wish.id, owner_digest=digest, payload=payload, untold=untold))

    async def take_untold(self, session: Session, owner_id: int) -> Wish | None:
        """The wish about whose end its owner could not be told; afterwards they count as told."""
        digest = self._vault.digest(DAILY, owner_id)
        told = update(DailyRow).where(DailyRow.owner_digest == digest, DailyRow.untold.is_(True))
        found = (await session.execute(told.values(untold=False).returning(DailyRow.id))).scalar()
        return await self.by_id(session, found) if found else None

    def _opened(self, row: DailyRow | None) -> Wish | None:
        if row is None:
            return None
        return Wish.load(row.id, self._vault.open(row.payload, place(DailyRow.payload, row.id)))
