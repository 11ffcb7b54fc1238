"""The dispatcher: what is due is done, what fails waits longer each time, what hangs holds up nobody."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.db import Database, Session
from bot.outbox import Again, CannotSend, Dispatcher, Job, queue
from bot.outbox.tables import OutboxRow
from tests.outbox.conftest import Watch


class Desk:
    """A dispatcher whose senders do as they are told, and all that it did."""

    def __init__(self, database: Database, watch: Watch) -> None:
        self.database, self.watch = database, watch
        self.sent: list[Job] = []
        self.told: list[str] = []
        self.outcome: Again | Exception | None = None
        self.dispatcher = Dispatcher(database, watch, self._tell)
        self.dispatcher.register("kind", self._send)

    async def _send(self, job: Job) -> Again | None:
        self.sent.append(job)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    async def _tell(self, _session: Session, job: Job, failure: str) -> None:
        self.told.append(f"{job.subject}: {failure}")

    async def ask(self, subject: str) -> None:
        async with self.database.begin() as session:
            await queue.request(session, "kind", subject, due=self.watch.now(), guild_id=5)

    async def run(self) -> None:
        await self.dispatcher.run_due()
        while self.dispatcher._working:
            await asyncio.wait(self.dispatcher._working)

    async def rows(self) -> list[OutboxRow]:
        async with self.database.begin() as session:
            return list(await session.scalars(select(OutboxRow)))


@pytest.fixture
def desk(database: Database, watch: Watch) -> Desk:
    return Desk(database, watch)


async def test_everything_due_is_done(desk: Desk) -> None:
    for number in range(60):
        await desk.ask(str(number))
    await desk.run()
    await desk.run()
    assert sorted(int(job.subject) for job in desk.sent) == list(range(60))
    assert await desk.rows() == []


async def test_again_means_later(desk: Desk) -> None:
    desk.outcome = Again(desk.watch.now() + timedelta(minutes=5))
    await desk.ask("1")
    await desk.run()
    await desk.run()
    assert len(desk.sent) == 1
    desk.watch.at += timedelta(minutes=5)
    await desk.run()
    assert len(desk.sent) == 2


async def test_a_failure_is_tried_again_after_longer_and_longer(desk: Desk) -> None:
    desk.outcome = CannotSend("channel-gone:9")
    await desk.ask("1")
    waits = []
    for _ in range(9):
        await desk.run()
        [row] = await desk.rows()
        waits.append((row.due_at - desk.watch.now()).total_seconds())
        desk.watch.at = row.due_at
    assert waits == [5, 10, 20, 40, 80, 160, 320, 600, 600]
    assert desk.told == ["1: channel-gone:9"], "moderators hear of it once"
    desk.outcome = None
    await desk.run()
    assert await desk.rows() == []


async def test_our_own_fault_is_reported_without_what_it_was_about(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.outcome = ValueError("a member's words")
    await desk.ask("1")
    await desk.run()
    [row] = await desk.rows()
    assert row.failure is not None
    assert row.failure.startswith("unexpected, reference ")
    assert row.failure.split()[-1] in caplog.text
    assert "a member's words" not in caplog.text
    assert desk.told == []


async def test_one_that_fails_holds_up_no_other(desk: Desk) -> None:
    async def send(job: Job) -> None:
        if job.subject == "bad":
            raise CannotSend("no-access:9")
        desk.sent.append(job)

    desk.dispatcher.register("other", send)
    async with desk.database.begin() as session:
        for subject in ("bad", "good", "better"):
            await queue.request(session, "other", subject, due=desk.watch.now())
    await desk.run()
    assert sorted(job.subject for job in desk.sent) == ["better", "good"]
    assert [row.subject for row in await desk.rows()] == ["bad"]


async def test_a_stop_lets_what_is_under_way_finish(desk: Desk) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def send(job: Job) -> None:
        begun.set()
        await go_on.wait()
        desk.sent.append(job)

    desk.dispatcher.register("slow", send)
    async with desk.database.begin() as session:
        await queue.request(session, "slow", "1", due=desk.watch.now())
    await desk.dispatcher.run_due()
    await begun.wait()
    stopping = asyncio.create_task(desk.dispatcher.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert len(desk.sent) == 1
    assert await desk.rows() == []
    await desk.ask("2")
    await desk.dispatcher.run_due()
    assert len(desk.sent) == 1, "nothing is begun after a stop"


async def test_a_kind_has_one_sender(desk: Desk) -> None:
    with pytest.raises(ValueError, match="two senders"):
        desk.dispatcher.register("kind", desk._send)
