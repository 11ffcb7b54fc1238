"""Who counts under what in the month that runs, as digests that differ from value to value; who lets what they keep for
themselves count; and the months told."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.post import State
from bot.board.tables import PostRow
from bot.db import NOBODY, YOU, Base, Held, Sealed, Session, insert, place
from bot.vault import Vault
from cogs.moderation.insights.numbers import Report

AT_A_TIME = 200
COUNTS = "counts"
"""The purpose of the digests that find who lets something count."""
LENGTH = 100
"""Of what a mark says before it is sealed: more than any measure and value."""


class Counted(NamedTuple):
    """A post whose author is counted: its id, its server, when it was sent, and the digest of its author."""

    id: int
    guild_id: int
    submitted_at: datetime
    author_digest: bytes


class InsightMarkRow(Base):
    """Somebody counts under a value this month. Two marks of one person have nothing in common."""

    __tablename__ = "insight_marks"
    __table_args__ = (Index(None, "guild_id", "month"),)
    held = Held(
        "marks that count people once a month; each is made with a key from a post's author link, and no two of one "
        "person are alike",
        readers=NOBODY,
        kept="until the month is counted, on the third day of the next",
    )

    mark: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[str] = mapped_column(String(7))
    measure: Mapped[str] = mapped_column(String(32))
    value: Mapped[str] = mapped_column(String(64))


class InsightKeptRow(Base):
    """The same for what people keep for themselves. Rows stand in the order in which they were written, beside those of
    the posts of that day: so what a mark says is sealed, and all are of one length."""

    __tablename__ = "insight_kept"
    __table_args__ = (Index(None, "guild_id", "month"),)
    held = Held(
        "sealed marks that count what people keep for themselves, of those who let it count",
        readers=NOBODY,
        kept="until they take it back, or the month is counted, on the third day of the next",
    )

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    month: Mapped[str] = mapped_column(String(7))
    payload: Mapped[bytes] = mapped_column(Sealed)


class InsightConsentRow(Base):
    """Somebody lets what they keep for themselves count on a server."""

    __tablename__ = "insight_consents"
    held = Held(
        "that you let your reasons, letters and steps count in a server's numbers",
        readers=YOU,
        kept="until you take it back",
        mine=lambda who: InsightConsentRow.member_digest.in_(who.digests(COUNTS)),
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    member_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    member: Mapped[bytes] = mapped_column(Sealed)


class InsightReportRow(Base):
    """What moderators may see of a month: rounded, made once and never changed."""

    __tablename__ = "insight_reports"
    held = Held(
        "a server's rounded numbers of a month; about no member",
        readers="moderators of that server",
        kept="while the bot is on that server",
    )

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    payload: Mapped[str | None] = mapped_column(Text)


class InsightStore:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def posts(self, session: Session, kind: str, since: datetime, after: int) -> Sequence[Counted]:
        """Some published posts of a kind, sent since then, whose author is still known; by their ids, after one."""
        found = await session.execute(
            select(PostRow.id, PostRow.guild_id, PostRow.submitted_at, PostRow.author_digest)
            .where(
                PostRow.id > after,
                PostRow.kind == kind,
                PostRow.state == State.PUBLISHED,
                PostRow.author_digest.is_not(None),
                PostRow.submitted_at >= since,
            )
            .order_by(PostRow.id)
            .limit(AT_A_TIME)
        )
        return [Counted(key, guild, at, author) for key, guild, at, author in found if author is not None]

    async def mark(
        self, session: Session, guild_id: int, month: str, author: bytes, values: Iterable[tuple[str, str]]
    ) -> None:
        """Count the author of a post under these measures and values, once each."""
        rows = [
            {
                "mark": self._mark(guild_id, month, author, measure, value),
                "guild_id": guild_id,
                "month": month,
                "measure": measure,
                "value": value,
            }
            for measure, value in values
        ]
        await _add(session, InsightMarkRow, rows)

    async def keep(
        self, session: Session, guild_id: int, month: str, author: bytes, values: Iterable[tuple[str, str]]
    ) -> None:
        """The same for what they keep for themselves."""
        rows = []
        for measure, value in values:
            mark = self._mark(guild_id, month, author, measure, value).hex()
            said = f"{measure}\n{value}".ljust(LENGTH)
            sealed = self._vault.seal(said, place(InsightKeptRow.payload, mark))
            rows.append({"mark": mark, "guild_id": guild_id, "month": month, "payload": sealed})
        await _add(session, InsightKeptRow, rows)

    async def unkeep(
        self, session: Session, guild_id: int, month: str, author: bytes, values: Iterable[tuple[str, str]]
    ) -> None:
        """Count them under these no more."""
        marks = [self._mark(guild_id, month, author, measure, value).hex() for measure, value in values]
        await session.execute(delete(InsightKeptRow).where(InsightKeptRow.mark.in_(marks)))

    def _mark(self, guild_id: int, month: str, author: bytes, measure: str, value: str) -> bytes:
        return self._vault.digest("insight", guild_id, month, measure, value, author.hex())

    async def open_months(self, session: Session, before: str) -> Sequence[tuple[int, str]]:
        """Servers and months, earlier than that one, that are counted and not told yet."""
        found = await session.execute(
            select(InsightMarkRow.guild_id, InsightMarkRow.month)
            .where(InsightMarkRow.month < before)
            .distinct()
        )
        return [(guild_id, month) for guild_id, month in found]

    async def counts(self, session: Session, guild_id: int, month: str) -> dict[tuple[str, str], int]:
        shared = await session.execute(
            select(InsightMarkRow.measure, InsightMarkRow.value, func.count())
            .where(InsightMarkRow.guild_id == guild_id, InsightMarkRow.month == month)
            .group_by(InsightMarkRow.measure, InsightMarkRow.value)
        )
        kept = await session.execute(
            select(InsightKeptRow.mark, InsightKeptRow.payload).where(
                InsightKeptRow.guild_id == guild_id, InsightKeptRow.month == month
            )
        )
        found = Counter({(measure, value): count for measure, value, count in shared})
        for mark, payload in kept:
            measure, _, value = self._vault.open(payload, place(InsightKeptRow.payload, mark)).partition("\n")
            found[measure, value.rstrip()] += 1
        return found

    async def close(self, session: Session, guild_id: int, month: str, told: Report | None) -> None:
        """Keep what a month says, unless it has been told, and forget who it was made of."""
        await session.execute(
            insert(session, InsightReportRow)
            .values(guild_id=guild_id, month=month, payload=told.dump() if told else None)
            .on_conflict_do_nothing()
        )
        for row in (InsightMarkRow, InsightKeptRow):
            await session.execute(delete(row).where(row.guild_id == guild_id, row.month == month))

    async def reports(self, session: Session, guild_id: int) -> dict[str, Report | None]:
        """The months that are over, the newest first; None for one with too few people."""
        rows = await session.scalars(
            select(InsightReportRow)
            .where(InsightReportRow.guild_id == guild_id)
            .order_by(InsightReportRow.month.desc())
        )
        return {row.month: Report.load(row.payload) if row.payload else None for row in rows}

    async def consents(self, session: Session, guild_id: int, user_id: int) -> bool:
        digest = self._vault.digest(COUNTS, guild_id, user_id)
        found = select(InsightConsentRow.id).where(InsightConsentRow.member_digest == digest)
        return await session.scalar(found) is not None

    async def consent(self, session: Session, guild_id: int, user_id: int, *, given: bool) -> None:
        digest = self._vault.digest(COUNTS, guild_id, user_id)
        if not given:
            await session.execute(delete(InsightConsentRow).where(InsightConsentRow.member_digest == digest))
            return
        row_id = secrets.token_urlsafe(9)
        sealed = self._vault.seal(str(user_id), place(InsightConsentRow.member, row_id))
        await session.execute(
            insert(session, InsightConsentRow)
            .values(id=row_id, guild_id=guild_id, member_digest=digest, member=sealed)
            .on_conflict_do_nothing(index_elements=["member_digest"])
        )

    async def consenting(self, session: Session) -> Sequence[tuple[int, int]]:
        """Servers, and the members who let what they keep for themselves count there."""
        rows = await session.scalars(select(InsightConsentRow))
        opened = self._vault.open
        return [
            (row.guild_id, int(opened(row.member, place(InsightConsentRow.member, row.id)))) for row in rows
        ]


async def _add(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    """Those that are not there yet."""
    if rows:
        await session.execute(insert(session, table).values(rows).on_conflict_do_nothing())
