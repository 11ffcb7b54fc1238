"""Who counts under what in the month that runs, as digests that differ from value to value; and the months told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Index, LargeBinary, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.post import State
from bot.board.tables import PostRow
from bot.db import Base, Session, insert
from bot.db.held import NOBODY, Held
from bot.vault import Vault
from cogs.moderation.insights.numbers import Report

AT_A_TIME = 200


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
                "mark": self._vault.digest("insight", guild_id, month, measure, value, author.hex()),
                "guild_id": guild_id,
                "month": month,
                "measure": measure,
                "value": value,
            }
            for measure, value in values
        ]
        await session.execute(insert(session, InsightMarkRow).values(rows).on_conflict_do_nothing())

    async def open_months(self, session: Session, before: str) -> Sequence[tuple[int, str]]:
        """Servers and months, earlier than that one, that are counted and not told yet."""
        found = await session.execute(
            select(InsightMarkRow.guild_id, InsightMarkRow.month)
            .where(InsightMarkRow.month < before)
            .distinct()
        )
        return [(guild_id, month) for guild_id, month in found]

    async def counts(self, session: Session, guild_id: int, month: str) -> dict[tuple[str, str], int]:
        found = await session.execute(
            select(InsightMarkRow.measure, InsightMarkRow.value, func.count())
            .where(InsightMarkRow.guild_id == guild_id, InsightMarkRow.month == month)
            .group_by(InsightMarkRow.measure, InsightMarkRow.value)
        )
        return {(measure, value): count for measure, value, count in found}

    async def close(self, session: Session, guild_id: int, month: str, told: Report | None) -> None:
        """Keep what a month says, unless it has been told, and forget who it was made of."""
        await session.execute(
            insert(session, InsightReportRow)
            .values(guild_id=guild_id, month=month, payload=told.dump() if told else None)
            .on_conflict_do_nothing()
        )
        await session.execute(
            delete(InsightMarkRow).where(InsightMarkRow.guild_id == guild_id, InsightMarkRow.month == month)
        )

    async def reports(self, session: Session, guild_id: int) -> dict[str, Report | None]:
        """The months that are over, the newest first; None for one with too few people."""
        rows = await session.scalars(
            select(InsightReportRow)
            .where(InsightReportRow.guild_id == guild_id)
            .order_by(InsightReportRow.month.desc())
        )
        return {row.month: Report.load(row.payload) if row.payload else None for row in rows}
