"""How long things are kept, and the sweep that removes what has become too old.

Every table says of itself which of its rows are over (``Held.old``); a feature for which a condition is not enough has
a ``sweep`` of its own. The sweep is a job of the outbox: each hour it deletes what the next hour would be too late for,
some hundred rows in a transaction, by an index.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Select, String, and_, cast, delete, exists, or_, select, true, tuple_

from bot import outbox
from bot.board.board import END, FORGET
from bot.board.ending import AT_LEAST
from bot.board.post import State
from bot.board.tables import PostRow
from bot.clock import Clock
from bot.db import Database, Held, Session, persons
from bot.outbox import Again, Job
from bot.outbox.tables import OutboxRow
from bot.periods import EVERY, LONGEST_LINK, Periods
from bot.servers import ServerRow
from bot.words import t

SWEEP = "retention.sweep"
"""The job; its subject is always the same."""
AT_A_TIME = 500
"""Rows of a table deleted by one transaction."""
MOST_TIMES = 40
"""Transactions of one pass; what is left is done by the next pass, which follows at once."""

Own = Callable[[datetime], Awaitable[None]]
"""A feature's own sweep, at this instant."""


class Sweeper:
    """Deletes what is over, table by table."""

    def __init__(self, database: Database, clock: Clock, periods: Periods, own: Sequence[Own] = ()) -> None:
        self._database = database
        self._clock = clock
        self._periods = periods
        self._own = own

    async def begin(self) -> None:
        """Ask for the sweep; one that is planned already comes at once, which does no harm."""
        async with self._database.begin() as session:
            await outbox.request(session, SWEEP, "all", due=self._clock.now())

    async def sweep(self, _job: Job) -> Again:
        """The sender of the job: one pass over every table, then again in an hour, or at once where much was left."""
        now = self._clock.now()
        is_more = await self._delete_old(now)
        for sweep in self._own:
            await sweep(now)
        is_more |= await self._end_late_links(now)
        await self._database.scrub()
        return Again(now if is_more else now + EVERY)

    async def _delete_old(self, now: datetime) -> bool:
        """Delete what is over, some of every table in a transaction; True when there is more than one pass deletes."""
        over = [row for row in persons.declared().values() if persons.held(row).old is not None]
        for _ in range(MOST_TIMES):
            async with self._database.begin() as session:
                gone = [await self._delete_some(session, row, now) for row in over]
            if max(gone) < AT_A_TIME:
                return False
        return True

    async def _delete_some(self, session: Session, row: persons.Row, now: datetime) -> int:
        """Delete some of a table's rows that are over; how many."""
        held = persons.held(row)
        assert held.old is not None  # noqa: S101  the caller looked
        until = now
        if (
            held.period
        ):  # what would be over before the next pass goes now, so that nothing is kept longer than said
            until = now + EVERY - timedelta(days=getattr(self._periods, held.period))
        key = list(row.__table__.primary_key)
        some = select(*key).where(held.old(until)).limit(AT_A_TIME)
        condition = tuple_(*key).in_(some) if len(key) > 1 else key[0].in_(some)
        gone: CursorResult[Any] = await session.execute(  # type: ignore[assignment]  # a DELETE counts its rows
            delete(row).where(condition)
        )
        return gone.rowcount

    async def _end_late_links(self, now: datetime) -> bool:
        """Ask for the end of links whose authors should have been told by now, because a server keeps links for a
        shorter time than before, or a job was lost; True when there are more than one pass asks for."""
        async with self._database.begin() as session:
            kept = set(await session.scalars(select(ServerRow.retention_days).distinct()))
            found: set[int] = set()
            for days in kept | {LONGEST_LINK}:
                found |= set(await session.scalars(_late(now, days, self._periods)))
            for post_id in found:
                await outbox.request(session, FORGET, str(post_id), due=now)
        return len(found) >= AT_A_TIME


def _late(now: datetime, days: int, periods: Periods) -> Select[int]:
    """Posts, with an author, that end within three days where links last so long, and nobody works on that yet."""
    subject = cast(PostRow.id, String)
    planned = or_(
        and_(OutboxRow.kind == END, OutboxRow.subject == subject),
        and_(OutboxRow.kind == FORGET, OutboxRow.subject == subject, OutboxRow.due_at <= now),
    )
    lasting = select(ServerRow.guild_id).where(ServerRow.retention_days == days)
    here = true() if days == LONGEST_LINK else PostRow.guild_id.in_(lasting)
    on_board = now + AT_LEAST - timedelta(days=days)
    elsewhere = now + AT_LEAST - timedelta(days=min(days, periods.declined))
    return (
        select(PostRow.id)
        .where(
            PostRow.author_digest.is_not(None),
            PostRow.active_at < elsewhere,
            or_(PostRow.active_at < on_board, PostRow.state != State.PUBLISHED),
            here,
            ~exists().where(planned),
        )
        .limit(AT_A_TIME)
    )


def kept_words(held: Held, periods: Periods) -> str:
    """How long a table keeps its rows, with the days that hold here."""
    return t(held.kept, **asdict(periods))
