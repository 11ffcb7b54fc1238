"""The outbox's rows, on both databases: claimed by one alone, kept until done as last wanted."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.db import Database
from bot.outbox import Job, queue
from bot.outbox.queue import LEASE
from bot.outbox.tables import OutboxRow

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def ask(database: Database, subject: str = "1", due: datetime = NOW, guild_id: int | None = 5) -> None:
    async with database.begin() as session:
        await queue.request(session, "board.sync", subject, due=due, guild_id=guild_id)


async def claim(database: Database, now: datetime = NOW, limit: int = 20) -> list[Job]:
    async with database.begin() as session:
        return await queue.claim(session, now, limit)


async def done(database: Database, job: Job, again: datetime | None = None) -> None:
    async with database.begin() as session:
        await queue.done(session, job, again)


async def failed(database: Database, job: Job, failure: str, retry_at: datetime) -> bool:
    async with database.begin() as session:
        return await queue.failed(session, job, failure, retry_at)


async def rows(database: Database) -> list[OutboxRow]:
    async with database.begin() as session:
        return list(await session.scalars(select(OutboxRow).order_by(OutboxRow.subject)))


async def test_nothing_is_claimed_before_it_is_due(database: Database) -> None:
    await ask(database, due=NOW + SECOND)
    assert await claim(database) == []
    [job] = await claim(database, NOW + SECOND)
    assert (job.subject, job.attempt, job.tried_since, job.guild_id) == ("1", 1, None, 5)


async def test_the_longest_due_goes_first_and_only_so_many(database: Database) -> None:
    for number in (3, 1, 2):
        await ask(database, str(number), NOW - number * SECOND)
    assert [job.subject for job in await claim(database, limit=2)] == ["3", "2"]
    assert [job.subject for job in await claim(database, limit=2)] == ["1"]


async def test_many_claim_at_once_and_each_row_goes_to_one(database: Database, migrated_url: str) -> None:
    for number in range(30):
        await ask(database, str(number))
    others = [Database(migrated_url) for _ in range(4)]
    taken = await asyncio.gather(*(claim(other, limit=4) for other in others * 3))
    subjects = [job.subject for jobs in taken for job in jobs]
    assert len(subjects) == len(set(subjects)) == 30
    for other in others:
        await other.close()


async def test_a_claim_holds_for_its_lease_then_another_process_takes_over(database: Database) -> None:
    await ask(database)
    [first] = await claim(database)
    assert await claim(database, NOW + LEASE - SECOND) == []
    [second] = await claim(database, NOW + LEASE)
    assert second.id == first.id
    assert second.attempt == 2
    assert second.tried_since == NOW, "so that its sender looks first whether it took effect"


async def test_done_takes_the_row_away(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    await done(database, job)
    assert await rows(database) == []


async def test_who_asks_while_it_is_under_way_is_not_forgotten(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    await ask(database, due=NOW + 5 * SECOND)
    await done(database, job)
    [row] = await rows(database)
    assert (row.wanted, row.claimed_until, row.due_at) == (2, None, NOW + 5 * SECOND)
    [again] = await claim(database, NOW + 5 * SECOND)
    assert again.attempt == 1
    assert again.tried_since is None
    await done(database, again)
    assert await rows(database) == []


async def test_a_sender_may_ask_to_be_called_again(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    await done(database, job, again=NOW + 60 * SECOND)
    [row] = await rows(database)
    assert (row.due_at, row.attempts, row.failure) == (NOW + 60 * SECOND, 0, None)


async def test_a_wish_from_outside_counts_more_than_the_senders_own(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    await ask(database, due=NOW)
    await done(database, job, again=NOW + 60 * SECOND)
    [row] = await rows(database)
    assert row.due_at == NOW


async def test_a_failure_waits_and_is_news_once(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    assert await failed(database, job, "channel-gone:9", NOW + 5 * SECOND)
    assert await claim(database, NOW + 4 * SECOND) == []
    [job] = await claim(database, NOW + 5 * SECOND)
    assert (job.attempt, job.tried_since) == (2, NOW)
    assert not await failed(database, job, "channel-gone:9", NOW + 15 * SECOND)
    [job] = await claim(database, NOW + 15 * SECOND)
    assert await failed(database, job, "no-access:9", NOW + 30 * SECOND), "another failure is news"
    async with database.begin() as session:
        assert await queue.stuck(session, 5) == {"1": "no-access:9"}
        assert await queue.stuck(session, 6) == {}


async def test_what_was_asked_for_after_a_failure_began_is_not_delayed(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    await ask(database, due=NOW)
    await failed(database, job, "Discord answered 500", NOW + 60 * SECOND)
    assert len(await claim(database)) == 1


async def test_a_failure_of_a_row_that_was_withdrawn_is_no_news(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    async with database.begin() as session:
        await queue.withdraw(session, "board.sync", "1")
    assert not await failed(database, job, "channel-gone:9", NOW)
    assert await rows(database) == []


async def test_what_is_given_back_can_be_taken_at_once(database: Database) -> None:
    await ask(database)
    [job] = await claim(database)
    async with database.begin() as session:
        await queue.give_back(session, job)
    [again] = await claim(database)
    assert again.tried_since == NOW


async def test_hurry_wakes_what_failed_on_that_server_alone(database: Database) -> None:
    for subject, guild_id in (("1", 5), ("2", 6)):
        await ask(database, subject, guild_id=guild_id)
    for job in await claim(database):
        await failed(database, job, "no-access:9", NOW + 600 * SECOND)
    async with database.begin() as session:
        await queue.hurry(session, 5, NOW)
    assert [job.subject for job in await claim(database)] == ["1"]


async def test_nothing_is_asked_for_when_the_transaction_fails(database: Database) -> None:
    async def ask_then_fail() -> None:
        async with database.begin() as session:
            await queue.request(session, "board.sync", "1", due=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await ask_then_fail()
    assert await rows(database) == []


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_each_wish_is_worked_on_after_it_was_made(
    database: Database, seed: int
) -> None:
    """Random wishes, claims, ends, failures and crashes: at the end, all was done after it was last asked for."""
    chance = random.Random(seed)  # noqa: S311  a game, repeatable
    now, wishes, served = NOW, dict.fromkeys("abc", 0), dict.fromkeys("abc", 0)
    held: dict[int, tuple[Job, int, datetime]] = {}
    for _ in range(60):
        now += timedelta(seconds=chance.choice([0, 1, 20]))
        match chance.choice(["ask", "ask", "claim", "done", "fail", "crash"]):
            case "ask":
                subject = chance.choice("abc")
                await ask(database, subject, now)
                wishes[subject] += 1
            case "claim":
                for job in await claim(database, now, limit=1):
                    last = held.get(job.id)
                    assert last is None or last[2] <= now, "taken from somebody whose lease runs"
                    held[job.id] = (job, wishes[job.subject], now + LEASE)
            case "crash":
                held.clear() if chance.random() < 0.3 else None
            case ending if held:
                job, seen, until = held.pop(chance.choice(list(held)))
                if until <= now:
                    continue
                if ending == "done":
                    served[job.subject] = max(served[job.subject], seen)
                    await done(database, job)
                else:
                    await failed(database, job, "Discord answered 500", now + SECOND)
    now += 10 * LEASE
    for job in await claim(database, now):
        served[job.subject] = wishes[job.subject]
        await done(database, job)
    assert served == wishes
    assert await rows(database) == []
