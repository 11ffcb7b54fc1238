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

from sqlalchemy import CursorResult, delete, select, tuple_

from bot import outbox
from bot.board.board import FORGET
from bot.board.tables import PostRow
from bot.clock import Clock
from bot.db import Database, Held, persons
from bot.outbox import Again, Job
from bot.periods import EVERY, LONGEST_LINK, Periods
from bot.words import t

SWEEP = "retention.sweep"
"""The job; its subject is always the same."""
AT_A_TIME = 500
"""Rows of a table deleted by one transaction."""
MOST_TIMES = 40
"""Transactions of one pass and table; what is left is done by the next pass, which follows at once."""

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
        is_more = False
        for row in persons.declared().values():
            if persons.held(row).old is not None:
                is_more |= await self._delete_old(row, now)
        for sweep in self._own:
            await sweep(now)
        is_more |= await self._forget_late_links(now)
        await self._database.scrub()
        return Again(now if is_more else now + EVERY)

    async def _delete_old(self, row: persons.Row, now: datetime) -> bool:
        """Delete a table's rows that are over; True when there are more than one pass deletes."""
        held = persons.held(row)
        assert held.old is not None  # noqa: S101  the caller looked
        until = now
        if (
            held.period
        ):  # what would be over before the next pass goes now, so that nothing is kept longer than said
            until = now + EVERY - timedelta(days=getattr(self._periods, held.period))
        key = list(row.__table__.primary_key)
        some = select(*key).where(held.old(until)).limit(AT_A_TIME)
        for _ in range(MOST_TIMES):
            async with self._database.begin() as session:
                gone: CursorResult[Any] = await session.execute(  # type: ignore[assignment]  # a DELETE counts its rows
                    delete(row).where(tuple_(*key).in_(some) if len(key) > 1 else key[0].in_(some))
                )
            if gone.rowcount < AT_A_TIME:
                return False
        return True

    async def _forget_late_links(self, now: datetime) -> bool:
        """Ask once more for the end of links that are older than any server allows: none waits for a lost job."""
        late = now - timedelta(days=LONGEST_LINK + 1)
        async with self._database.begin() as session:
            found = await session.scalars(
                select(PostRow.id)
                .where(PostRow.active_at < late, PostRow.author_digest.is_not(None))
                .limit(AT_A_TIME)
            )
            for post_id in found:
                await outbox.request(session, FORGET, str(post_id), due=now)
        return False


def kept_words(held: Held, periods: Periods) -> str:
    """How long a table keeps its rows, with the days that hold here."""
    return t(held.kept, **asdict(periods))
