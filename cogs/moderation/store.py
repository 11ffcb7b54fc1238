"""Reports: what somebody found wrong with a post. Reason and reporter are private."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import MODERATORS, Base, Held, Sealed, Session, place
from bot.vault import Vault


class ReportRow(Base):
    """A report that no moderator has answered yet."""

    __tablename__ = "reports"
    held = Held(
        "your reports that no moderator has answered yet, with their reasons",
        readers=MODERATORS,
        kept="until a moderator answers, or the post goes",
        mine=lambda who: ReportRow.reporter_digest.in_(who.digests("reporter")),
    )
    __table_args__ = (Index(None, "post_id", "reporter_digest", unique=True), Index(None, "reporter_digest"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    guild_id: Mapped[int] = mapped_column(BigInteger)
    reporter_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    reason: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True)
class Report:
    """A report, without its reporter."""

    id: int
    post_id: int
    guild_id: int
    reason: str


class ReportStore:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(
        self, session: Session, guild_id: int, post_id: int, user_id: int, reason: str
    ) -> int | None:
        """Store a report; None when this member has reported this post already."""
        report_id = secrets.randbits(62)
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        added = await session.execute(
            dialect.insert(ReportRow)
            .values(
                id=report_id,
                post_id=post_id,
                guild_id=guild_id,
                reporter_digest=self._digest(guild_id, user_id),
                reason=self._vault.seal(reason, place(ReportRow.reason, report_id)),
            )
            .on_conflict_do_nothing()
            .returning(ReportRow.id)
        )
        return report_id if added.first() is not None else None

    async def get(self, session: Session, report_id: int) -> Report | None:
        row = await session.get(ReportRow, report_id)
        return self._report(row) if row else None

    async def settle(self, session: Session, post_id: int) -> bool:
        """Forget the reports of a post; False when there were none any more."""
        gone = await session.execute(
            delete(ReportRow).where(ReportRow.post_id == post_id).returning(ReportRow.id)
        )
        return gone.first() is not None

    def _digest(self, guild_id: int, user_id: int) -> bytes:
        return self._vault.digest("reporter", guild_id, user_id)

    def _report(self, row: ReportRow) -> Report:
        reason = self._vault.open(row.reason, place(ReportRow.reason, row.id))
        return Report(row.id, row.post_id, row.guild_id, reason)
