"""Wishes to be erased, in and out of the database. Takes a session, never commits."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select

from bot.db import Person, Session, persons, place
from bot.vault import Vault
from cogs.privacy.tables import ErasureRow


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who wants to be erased; on one server, or everywhere (None); and whether what stands on the board may stay there
    without them."""

    user_id: int
    guild_id: int | None
    keep: bool


class ErasureStore:
    """Seals on the way in, opens on the way out."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def put(self, session: Session, erasure: Erasure, who: Person) -> str:
        """Keep a wish in place of earlier ones that it includes: of the same server, or all where it is for everywhere.
        What another one asked for besides is not forgotten. Its number, which is drawn."""
        await persons.erase_rows(session, ErasureRow, who)
        digest = who.digest("erasure") if erasure.guild_id is None else who.digests("erasure")[0]
        drawn = secrets.token_urlsafe(9)
        payload = self._vault.seal(json.dumps(asdict(erasure)), place(ErasureRow.payload, drawn))
        session.add(ErasureRow(id=drawn, member_digest=digest, payload=payload))
        await session.flush()
        return drawn

    async def get(self, session: Session, erasure_id: str) -> Erasure | None:
        sealed = await session.scalar(select(ErasureRow.payload).where(ErasureRow.id == erasure_id))
        if sealed is None:
            return None
        return Erasure(**json.loads(self._vault.open(sealed, place(ErasureRow.payload, erasure_id))))

    async def all(self, session: Session) -> list[str]:
        return list(await session.scalars(select(ErasureRow.id)))

    async def delete(self, session: Session, erasure_id: str) -> None:
        await session.execute(delete(ErasureRow).where(ErasureRow.id == erasure_id))
