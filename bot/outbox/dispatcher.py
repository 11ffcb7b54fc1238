"""The dispatcher: claims what is due, hands it to the sender of its kind, settles it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock
from bot.db import Database
from bot.errors import report
from bot.outbox import queue
from bot.outbox.job import CannotSend, Job, Sender
from bot.outbox.sender import failure_of

log = logging.getLogger("onward.outbox")

BATCH = 20
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)

Told = Callable[[Job, str], Awaitable[None]]
"""Called once when a job begins to fail for a reason that somebody can mend."""


class Dispatcher:
    """One pass after another over the rows that are due; never two passes at once in a process."""

    def __init__(self, database: Database, clock: Clock, tell: Told) -> None:
        self._database = database
        self._clock = clock
        self._tell = tell
        self._senders: dict[str, Sender] = {}
        self._passing = asyncio.Lock()
        self._stopping = False

    def register(self, kind: str, sender: Sender) -> None:
        if kind in self._senders:
            raise ValueError(f"two senders for {kind}")
        self._senders[kind] = sender

    async def run_due(self) -> None:
        """Do everything that is due now."""
        async with self._passing:
            while not self._stopping:
                async with self._database.begin() as session:
                    jobs = await queue.claim(session, self._clock.now(), BATCH)
                if not jobs:
                    return
                await asyncio.gather(*(self._work(job) for job in jobs))

    async def stop(self) -> None:
        """Let the pass that is under way finish its claimed rows, and claim no more."""
        self._stopping = True
        async with self._passing:
            pass

    async def _work(self, job: Job) -> None:
        try:
            again = await self._senders[job.kind](job)
        except Exception as error:
            await self._failed(job, error)
            return
        async with self._database.begin() as session:
            await queue.done(session, job, again.at if again else None)

    async def _failed(self, job: Job, error: Exception) -> None:
        failure = failure_of(error)
        if failure is None:
            failure = f"unexpected, reference {report(error, f'outbox {job.kind}')}"
        wait = min(FIRST_WAIT * 2 ** min(job.attempt - 1, 16), LONGEST_WAIT)
        async with self._database.begin() as session:
            is_new = await queue.failed(session, job, failure, self._clock.now() + wait)
        log.warning("outbox row %d (%s) failed: %s; again in %s", job.id, job.kind, failure, wait)
        if is_new and isinstance(error, CannotSend):
            await self._tell(job, failure)
