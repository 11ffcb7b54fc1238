"""Reports: what somebody found wrong with a post. Reason and reporter are private. The reports on a post that no
moderator has answered yet are a case."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot.board.post import Placed, Post
from bot.board.tables import PostRow
from bot.db import MODERATORS, NOBODY, Base, Held, Sealed, Session, UtcDateTime, insert, place
from bot.vault import Vault


class ReportRow(Base):
    """A report. Once a moderator has answered it, its words and its reporter are erased, and only a digest tells that
    this member has reported this post: nobody reports one twice."""

    __tablename__ = "reports"
    held = Held(
        "your reports of posts: that you made them, and their reasons until a moderator has answered",
        readers=MODERATORS,
        kept="until the post goes; {reports} days where nobody answers, or after the last activity on the post",
        mine=lambda who: ReportRow.reporter_digest.in_(who.digests("reporter")),
        old=lambda before: _over(before),
        period="reports",
    )
    __table_args__ = (Index(None, "post_id", "reporter_digest", unique=True), Index(None, "reporter_digest"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"))
    guild_id: Mapped[int] = mapped_column(BigInteger)
    reporter_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    reporter: Mapped[bytes | None] = mapped_column(Sealed)
    kind: Mapped[str] = mapped_column(String(16), default="other")
    reason: Mapped[bytes] = mapped_column(Sealed)
    settled: Mapped[bool] = mapped_column(default=False)


class CaseRow(Base):
    """The reports on a post, from when on moderators see them, and their card. ``outcome`` is empty while they wait.
    It outlives the post until the card says so."""

    __tablename__ = "report_cases"
    held = Held(
        "which posts were reported",
        readers=NOBODY,
        kept="until a moderator has answered; {reports} days at most",
        old=lambda before: CaseRow.shown_at < before,
        period="reports",
    )
    __table_args__ = (Index(None, "guild_id", "shown_at"),)

    post_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    handle: Mapped[str] = mapped_column(String(16))
    shown_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(16), default="")
    card_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    card_message_id: Mapped[int | None] = mapped_column(BigInteger)


def _over(before: datetime) -> ColumnElement[bool]:
    """Reports that nobody has answered since then, and answered ones of posts on which nothing happened since then."""
    unanswered = select(CaseRow.post_id).where(CaseRow.shown_at < before)
    still = select(PostRow.id).where(PostRow.active_at < before)
    return or_(
        ReportRow.post_id.in_(unanswered), and_(ReportRow.settled.is_(True), ReportRow.post_id.in_(still))
    )


@dataclass(frozen=True, slots=True)
class Report:
    """A report, without its reporter."""

    id: int
    post_id: int
    guild_id: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A post with reports; ``kinds`` are those of the open ones, one each."""

    post_id: int
    guild_id: int
    handle: str
    since: datetime
    outcome: str
    card: Placed | None
    kinds: tuple[str, ...] = ()


class ReportStore:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(
        self, session: Session, post: Post, user_id: int, reason: str, shown_at: datetime, kind: str = "other"
    ) -> bool:
        """Store a report and open the case; False when this member has reported this post already."""
        report_id = secrets.randbits(62)
        added = await session.execute(
            insert(session, ReportRow)
            .values(
                id=report_id,
                post_id=post.id,
                guild_id=post.guild_id,
                reporter_digest=self._digest(post.guild_id, user_id),
                reporter=self._vault.seal(str(user_id), place(ReportRow.reporter, report_id)),
                kind=kind,
                reason=self._vault.seal(reason, place(ReportRow.reason, report_id)),
                settled=False,
            )
            .on_conflict_do_nothing()
            .returning(ReportRow.id)
        )
        if added.first() is None:
            return False
        values = {"guild_id": post.guild_id, "handle": post.handle, "shown_at": shown_at, "outcome": ""}
        await session.execute(
            insert(session, CaseRow)
            .values(post_id=post.id, **values)
            .on_conflict_do_update(
                index_elements=["post_id"],
                set_={"outcome": "", "shown_at": shown_at},
                where=CaseRow.outcome != "",
            )
        )
        return True

    async def reports(self, session: Session, post_id: int) -> Sequence[Report]:
        """The open reports of a post, in an order that does not tell who was first."""
        found = and_(ReportRow.post_id == post_id, ReportRow.settled.is_(False))
        rows = await session.scalars(select(ReportRow).where(found).order_by(ReportRow.id))
        return [
            Report(row.id, row.post_id, row.guild_id, row.kind, self._vault.open(row.reason, _reason(row.id)))
            for row in rows
        ]

    async def count(self, session: Session, post_id: int) -> int:
        """How many members have reported a post since a moderator last answered."""
        found = and_(ReportRow.post_id == post_id, ReportRow.settled.is_(False))
        return await session.scalar(select(func.count()).select_from(ReportRow).where(found)) or 0

    async def cases(self, session: Session, guild_id: int, now: datetime) -> Sequence[Case]:
        """What waits that moderators may see by now, the oldest first; of one minute, by random numbers. Whoever
        erases what is held about them takes their reports back."""
        rows = await session.scalars(
            select(CaseRow)
            .where(CaseRow.guild_id == guild_id, CaseRow.outcome == "", CaseRow.shown_at <= now)
            .order_by(CaseRow.shown_at, CaseRow.post_id)
        )
        kinds: dict[int, set[str]] = {}
        found = await session.execute(
            select(ReportRow.post_id, ReportRow.kind)
            .where(ReportRow.guild_id == guild_id, ReportRow.settled.is_(False))
            .distinct()
        )
        for post_id, kind in found:
            kinds.setdefault(post_id, set()).add(kind)
        return [_case(row, sorted(kinds[row.post_id])) for row in rows if row.post_id in kinds]

    async def case(self, session: Session, post_id: int) -> Case | None:
        """The case of a post, locked, open or with its outcome."""
        row = await session.scalar(select(CaseRow).where(CaseRow.post_id == post_id).with_for_update())
        return _case(row, ()) if row else None

    async def place_card(self, session: Session, post_id: int, card: Placed) -> bool:
        """Remember where a case's card stands; False when the case is closed meanwhile."""
        changed = await session.execute(
            update(CaseRow)
            .where(CaseRow.post_id == post_id, CaseRow.outcome == "")
            .values(card_channel_id=card.channel_id, card_message_id=card.message_id)
            .returning(CaseRow.post_id)
        )
        return changed.first() is not None

    async def settle(self, session: Session, post_id: int, outcome: str) -> bool:
        """Close the case: words and reporters are erased; False when it is closed already."""
        closed = await session.execute(
            update(CaseRow)
            .where(CaseRow.post_id == post_id, CaseRow.outcome == "")
            .values(outcome=outcome)
            .returning(CaseRow.post_id)
        )
        if closed.first() is None:
            return False
        for row in await session.scalars(select(ReportRow).where(ReportRow.post_id == post_id)):
            row.settled, row.reporter = True, None
            row.reason = self._vault.seal("", _reason(row.id))
        await session.flush()
        return True

    async def forget_case(self, session: Session, case: Case) -> None:
        """The card says how the case ended: nothing of it is needed any more."""
        ended = and_(CaseRow.post_id == case.post_id, CaseRow.outcome == case.outcome)
        await session.execute(delete(CaseRow).where(ended))

    async def reporter_of(self, session: Session, guild_id: int, report_id: int) -> int | None:
        """Opens the seal: only whoever blocks the reporter may ask, and tells nobody. None once it was answered."""
        row = await session.scalar(
            select(ReportRow).where(ReportRow.id == report_id, ReportRow.guild_id == guild_id)
        )
        if row is None or row.reporter is None:
            return None
        return int(self._vault.open(row.reporter, place(ReportRow.reporter, row.id)))

    def _digest(self, guild_id: int, user_id: int) -> bytes:
        return self._vault.digest("reporter", guild_id, user_id)


def _reason(report_id: int) -> str:
    return place(ReportRow.reason, report_id)


def _case(row: CaseRow, kinds: Sequence[str]) -> Case:
    placed = (
        Placed(row.card_channel_id, row.card_message_id)
        if row.card_channel_id and row.card_message_id
        else None
    )
    return Case(row.post_id, row.guild_id, row.handle, row.shown_at, row.outcome, placed, tuple(kinds))
