"""The rows of the outbox: asked for, claimed, settled. Every function takes a session and never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, or_, select, update

from bot.db import Session, insert
from bot.outbox.job import Job
from bot.outbox.tables import OutboxRow

LEASE = timedelta(seconds=60)
"""How long a claim holds: a process that died gives its rows back after this."""


async def request(
    session: Session, kind: str, subject: str, *, due: datetime, guild_id: int | None = None
) -> None:
    """Ask for a job, or ask once more for one that is waiting or under way; the new due time counts."""
    values = {
        "kind": kind,
        "subject": subject,
        "guild_id": guild_id,
        "due_at": due,
        "wanted": 1,
        "attempts": 0,
    }
    await session.execute(
        insert(session, OutboxRow)
        .values(values)
        .on_conflict_do_update(
            index_elements=["kind", "subject"],
            set_={"due_at": due, "wanted": OutboxRow.wanted + 1},
        )
    )


async def withdraw(session: Session, kind: str, subject: str) -> None:
    """Ask no longer for a job."""
    await session.execute(delete(OutboxRow).where(OutboxRow.kind == kind, OutboxRow.subject == subject))


async def claim(session: Session, now: datetime, limit: int) -> list[Job]:
    """Take up to ``limit`` due rows, the longest due first, and hide them from others for the lease."""
    rows = await session.scalars(
        select(OutboxRow)
        .where(
            OutboxRow.due_at <= now, or_(OutboxRow.claimed_until.is_(None), OutboxRow.claimed_until <= now)
        )
        .order_by(OutboxRow.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    jobs = []
    for row in rows:
        row.attempts += 1
        jobs.append(
            Job(row.id, row.kind, row.subject, row.guild_id, row.wanted, row.attempts, row.first_tried_at)
        )
        row.first_tried_at = row.first_tried_at or now
        row.claimed_until = now + LEASE
    return jobs


async def done(session: Session, job: Job, again: datetime | None) -> None:
    """Settle a job that went well: gone, or due again because its sender or somebody else asked for it."""
    as_wanted = and_(OutboxRow.id == job.id, OutboxRow.wanted == job.wanted)
    if again is None:
        await session.execute(delete(OutboxRow).where(as_wanted))
    else:
        await session.execute(update(OutboxRow).where(as_wanted).values(due_at=again))
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.id == job.id)
        .values(claimed_until=None, attempts=0, first_tried_at=None, failure=None)
    )


async def failed(session: Session, job: Job, failure: str, retry_at: datetime) -> bool:
    """Settle a job that failed: due later again. True when the failure is new, so that somebody should hear."""
    row = await session.get(OutboxRow, job.id)
    if row is None:
        return False
    is_new = row.failure != failure
    row.failure = failure
    row.claimed_until = None
    if row.wanted == job.wanted:
        row.due_at = retry_at
    return is_new


async def give_back(session: Session, job: Job) -> None:
    """End a claim without an outcome; whoever takes the row next looks first whether it had one."""
    await session.execute(update(OutboxRow).where(OutboxRow.id == job.id).values(claimed_until=None))


async def hurry(session: Session, guild_id: int, now: datetime) -> None:
    """Try a server's failed jobs again now: something was mended there."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.guild_id == guild_id, OutboxRow.failure.is_not(None))
        .values(due_at=now)
    )


async def stuck(session: Session, guild_id: int) -> dict[str, str]:
    """A server's failed jobs: subject to failure."""
    rows = await session.execute(
        select(OutboxRow.subject, OutboxRow.failure).where(
            OutboxRow.guild_id == guild_id, OutboxRow.failure.is_not(None)
        )
    )
    return {subject: failure for subject, failure in rows if failure is not None}


async def unsettled(session: Session, kind: str, subjects: Sequence[str]) -> bool:
    """Whether a job for one of these subjects was begun and not finished: what it did at Discord is unknown."""
    begun = exists().where(
        OutboxRow.kind == kind, OutboxRow.subject.in_(subjects), OutboxRow.first_tried_at.is_not(None)
    )
    return bool(await session.scalar(select(begun)))
