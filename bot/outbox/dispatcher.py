"""The dispatcher: claims what is due, hands it to the sender of its kind, settles it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import report
from bot.outbox import queue
from bot.outbox.job import Again, CannotSend, Job, Sender
from bot.outbox.queue import LEASE
from bot.outbox.sender import failure_of

log = logging.getLogger("onward.outbox")

AT_ONCE = 50
"""How many jobs a process works on at a time."""
PATIENCE = LEASE.total_seconds() - 10
"""Seconds that a job may take: it ends before its lease does, so that nobody else takes it meanwhile."""
GRACE = 5.0
"""Seconds that a stop waits for jobs under way; then they are given back."""
COLLISIONS, TRIES = frozenset(("40001", "40P01")), 3
"""PostgreSQL's codes for transactions that got into each other's way (serialization, deadlock), and tries at once."""
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)

Told = Callable[[Session, Job, str], Awaitable[None]]
"""Called once when a job begins to fail for a reason that somebody can mend; part of the failure's transaction."""


class Dispatcher:
    """Works on what is due, each job by itself: one that hangs holds up no other."""

    def __init__(self, database: Database, clock: Clock, tell: Told) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._senders: dict[str, Sender] = {}
        self._claiming = asyncio.Lock()
        self._working: set[asyncio.Task[None]] = set()
        self._stopping = False

    def register(self, kind: str, sender: Sender) -> None:
        if kind in self._senders:
            raise ValueError(f"two senders for {kind}")
        self._senders[kind] = sender

    async def run_due(self) -> None:
        """Begin everything that is due now, as far as there is room for it."""
        async with self._claiming:
            while not self._stopping and len(self._working) < AT_ONCE:
                async with self._database.begin() as session:
                    jobs = await queue.claim(session, self._clock.now(), AT_ONCE - len(self._working))
                if not jobs:
                    return
                for job in jobs:
                    task = asyncio.create_task(self._work(job))
                    self._working.add(task)
                    task.add_done_callback(self._working.discard)

    async def stop(self) -> None:
        """Claim no more, and wait a little for what is under way; the rest is given back to be done later."""
        self._stopping = True
        async with self._claiming:
            pass
        if not self._working:
            return
        _, hanging = await asyncio.wait(self._working, timeout=GRACE)
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)

    async def _work(self, job: Job) -> None:
        try:
            await self._attempt(job)
        except Exception as error:  # the database's: the row is free again when its claim ends
            report(error, f"outbox {job.kind}")

    async def _attempt(self, job: Job) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                again = await self._sent(job)
        except asyncio.CancelledError:
            async with self._database.begin() as session:
                await queue.give_back(session, job)
            raise
        except Exception as error:
            await self._failed(job, error)
            return
        async with self._database.begin() as session:
            await queue.done(session, job, again.at if again else None)

    async def _sent(self, job: Job) -> Again | None:
        """What the sender answers; where two transactions waited for each other, PostgreSQL asks for another try."""
        for _ in range(TRIES):
            try:
                return await self._senders[job.kind](job)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in COLLISIONS:
                    raise
        return await self._senders[job.kind](job)

    async def _failed(self, job: Job, error: Exception) -> None:
        failure = failure_of(error)
        if failure is None:
            failure = f"unexpected, reference {report(error, f'outbox {job.kind}')}"
        wait = min(FIRST_WAIT * 2 ** min(job.attempt - 1, 16), LONGEST_WAIT)
        async with self._database.begin() as session:
            is_new = await queue.failed(session, job, failure, self._clock.now() + wait)
            if is_new and isinstance(error, CannotSend):
                await self._tell(session, job, failure)
        log.warning("outbox row %d (%s) failed: %s; again in %s", job.id, job.kind, failure, wait)
