"""Writing, reading and verifying the audit.

Each entry's link is a keyed digest of the entry and of the link before it, and each server's chain ends where a row
of its own says, under a keyed digest as well. So a changed, exchanged, added or missing entry shows, and nobody
without the bot's key can mend a chain that they broke. What this cannot see is a whole database set back to an
earlier day; the file of `/mod export` holds the number and the link of the newest entry to compare with.

There is no way to change an entry. The oldest ones are forgotten by ``forget_before`` alone, which moves the
beginning of the chain: what is left still verifies. A server that the bot has left for good takes its whole chain
along.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, func, select, true

from bot.audit.entry import Entry, Fault
from bot.audit.tables import AuditChainRow, AuditRow
from bot.clock import Clock
from bot.db import Session, insert, place
from bot.vault import SealBroken, Vault

NO_LINK = bytes(32)
AT_A_TIME = 500


class Audit:
    """Takes a session, never commits: an entry stands or falls with what it is about."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def record(
        self,
        session: Session,
        guild_id: int,
        moderator_id: int | None,
        action: str,
        handle: str = "",
        reason: str = "",
    ) -> None:
        """Add an entry, in the transaction of what it is about; call it last there, for it locks the server's chain.

        ``moderator_id`` is None for what the bot did by itself; ``handle`` is a post's, where it is about one.
        """
        chain = await self._chain(session, guild_id)
        at = self._clock.now().replace(second=0, microsecond=0)
        entry = Entry(guild_id, chain.last_number + 1, at, moderator_id, action, handle, reason)
        row = AuditRow(
            id=secrets.randbits(62),
            guild_id=guild_id,
            number=entry.number,
            at=at,
            action=action,
            handle=handle,
            link=self._link(chain.last_link, entry),
        )
        if moderator_id is not None:
            row.moderator = self._vault.seal(str(moderator_id), place(AuditRow.moderator, row.id))
            row.moderator_digest = self._digest(guild_id, moderator_id)
        if reason:
            row.reason = self._vault.seal(reason, place(AuditRow.reason, row.id))
        session.add(row)
        chain.last_number, chain.last_link = entry.number, row.link
        chain.mark = self._mark(chain)
        await session.flush()

    async def count(
        self,
        session: Session,
        guild_id: int,
        *,
        moderator_id: int | None = None,
        handle: str = "",
        actions: Sequence[str] | None = None,
    ) -> int:
        """How many entries there are; of one moderator, about one post or of some actions if need be."""
        wanted = self._wanted(guild_id, moderator_id, handle, actions)
        return await session.scalar(select(func.count()).select_from(AuditRow).where(wanted)) or 0

    async def entries(
        self,
        session: Session,
        guild_id: int,
        *,
        moderator_id: int | None = None,
        handle: str = "",
        actions: Sequence[str] | None = None,
        skip: int = 0,
        limit: int | None = None,
    ) -> list[Entry]:
        """Entries, newest first; of one moderator, about one post or of some actions if need be."""
        query = select(AuditRow).where(self._wanted(guild_id, moderator_id, handle, actions))
        rows = await session.scalars(query.order_by(AuditRow.number.desc()).offset(skip).limit(limit))
        return [self._entry(row) for row in rows]

    async def newest(self, session: Session, guild_id: int) -> tuple[int, str]:
        """The number and the link of the newest entry: whoever notes them can tell later that none was lost."""
        chain = await session.get(AuditChainRow, guild_id)
        return (chain.last_number, chain.last_link.hex()) if chain else (0, "")

    async def verify(self, session: Session) -> list[Fault]:
        """Read every chain from its beginning to its end; a fault for each that was tampered with."""
        chains = {chain.guild_id: chain for chain in await session.scalars(select(AuditChainRow))}
        kept = set(await session.scalars(select(AuditRow.guild_id).distinct()))
        faults = [
            Fault(guild_id, 0, "its beginning and end are gone") for guild_id in sorted(kept - set(chains))
        ]
        for chain in chains.values():
            fault = await self._fault(session, chain)
            if fault is not None:
                faults.append(fault)
        return faults

    async def forget_before(self, session: Session, guild_id: int, before: datetime) -> int:
        """Forget a server's entries that are older; how many they were. The rest goes on from where they ended."""
        chain = await self._chain(session, guild_id)
        old = and_(AuditRow.guild_id == guild_id, AuditRow.at < before)
        last = await session.scalar(select(AuditRow).where(old).order_by(AuditRow.number.desc()).limit(1))
        if last is None:
            return 0
        forgotten = last.number - chain.first_number
        chain.first_number, chain.first_link = last.number, last.link
        chain.mark = self._mark(chain)
        await session.execute(
            delete(AuditRow).where(AuditRow.guild_id == guild_id, AuditRow.number <= last.number)
        )
        return forgotten

    async def _fault(self, session: Session, chain: AuditChainRow) -> Fault | None:
        if chain.mark != self._mark(chain):
            return Fault(chain.guild_id, chain.last_number, "its beginning or end was moved")
        number, link = chain.first_number, chain.first_link
        while rows := (await session.scalars(_after(chain.guild_id, number))).all():
            for row in rows:
                if row.number != number + 1:
                    return Fault(chain.guild_id, number + 1, "an entry is missing")
                number = row.number
                if not self._holds(row, link):
                    return Fault(chain.guild_id, number, "an entry was changed")
                link = row.link
                session.expunge(row)
        if (number, link) != (chain.last_number, chain.last_link):
            return Fault(chain.guild_id, number + 1, "the newest entries are missing")
        return None

    def _holds(self, row: AuditRow, before: bytes) -> bool:
        try:
            entry = self._entry(row)
        except (SealBroken, ValueError):
            return False
        digest = None if entry.moderator_id is None else self._digest(row.guild_id, entry.moderator_id)
        return row.link == self._link(before, entry) and row.moderator_digest == digest

    async def _chain(self, session: Session, guild_id: int) -> AuditChainRow:
        """The server's chain, locked until the transaction ends: entries of two moderators follow each other."""
        values: dict[str, Any] = {
            "guild_id": guild_id,
            "first_number": 0,
            "first_link": NO_LINK,
            "last_number": 0,
            "last_link": NO_LINK,
        }
        values["mark"] = self._mark(AuditChainRow(**values))
        await session.execute(insert(session, AuditChainRow).values(values).on_conflict_do_nothing())
        locked = select(AuditChainRow).where(AuditChainRow.guild_id == guild_id).with_for_update()
        return (await session.scalars(locked.execution_options(populate_existing=True))).one()

    def _wanted(
        self, guild_id: int, moderator_id: int | None, handle: str, actions: Sequence[str] | None
    ) -> ColumnElement[bool]:
        return and_(
            AuditRow.guild_id == guild_id,
            AuditRow.handle == handle if handle else true(),
            true() if actions is None else AuditRow.action.in_(actions),
            true()
            if moderator_id is None
            else AuditRow.moderator_digest == self._digest(guild_id, moderator_id),
        )

    def _entry(self, row: AuditRow) -> Entry:
        sealed, reason = row.moderator, row.reason
        return Entry(
            row.guild_id,
            row.number,
            row.at,
            int(self._vault.open(sealed, place(AuditRow.moderator, row.id))) if sealed else None,
            row.action,
            row.handle,
            self._vault.open(reason, place(AuditRow.reason, row.id)) if reason else "",
        )

    def _link(self, before: bytes, entry: Entry) -> bytes:
        return self._vault.digest("audit link", before.hex(), entry.dump())

    def _mark(self, chain: AuditChainRow) -> bytes:
        ends = (chain.first_number, chain.first_link.hex(), chain.last_number, chain.last_link.hex())
        return self._vault.digest("audit ends", chain.guild_id, *ends)

    def _digest(self, guild_id: int, moderator_id: int) -> bytes:
        return self._vault.digest("moderator", guild_id, moderator_id)


def _after(guild_id: int, number: int) -> Select[AuditRow]:
    following = and_(AuditRow.guild_id == guild_id, AuditRow.number > number)
    return select(AuditRow).where(following).order_by(AuditRow.number).limit(AT_A_TIME)
