"""Pausing a server's publication, and letting it go on without a flood.

While a server is paused, posts that are due wait without a time of release, and messages that stand are not changed;
what is taken down is taken down all the same. Cards for moderators go on.
"""

from __future__ import annotations

import random
from datetime import timedelta

from sqlalchemy import or_, select, update

from bot import outbox
from bot.board.post import State
from bot.board.tables import PostRow
from bot.clock import Clock
from bot.db import Session
from bot.outbox.tables import OutboxRow
from bot.servers import get_server, set_paused

LOOK_AGAIN = timedelta(minutes=10)
"""How often what waits looks whether the pause is over; a resume wakes it by itself."""
APART = (20.0, 40.0)
"""Seconds between two posts after a pause: a random number of them."""

_chance = random.SystemRandom()


async def pause(session: Session, guild_id: int) -> bool:
    """Publish nothing more on this server; False where it is paused already."""
    if not await set_paused(session, guild_id, paused=True):
        return False
    await session.execute(
        update(PostRow)
        .where(PostRow.guild_id == guild_id, PostRow.state == State.SCHEDULED)
        .values(release_at=None)
    )
    return True


async def resume(session: Session, guild_id: int, clock: Clock, jobs: tuple[str, str]) -> bool:
    """Go on; False where it was not paused. How much had waited is not told: it may have been sent just now.

    ``jobs`` are the kinds of the outbox that publish a post, and that bring its counts up to date.
    """
    if not await set_paused(session, guild_id, paused=False):
        return False
    await spread(session, guild_id, clock, jobs)
    return True


async def spread(session: Session, guild_id: int, clock: Clock, jobs: tuple[str, str]) -> None:
    """Let what is overdue on a server appear one by one, the longest waiting first.

    The first one appears at a random moment, as any post does: else whoever pauses and resumes at once would see that
    somebody has just sent one.
    """
    now = clock.now()
    server = await get_server(session, guild_id)
    at = (server.release_at(now) if server else None) or now
    await session.execute(
        update(OutboxRow).where(OutboxRow.guild_id == guild_id, OutboxRow.kind.in_(jobs)).values(due_at=now)
    )
    overdue = or_(PostRow.release_at.is_(None), PostRow.release_at <= now)
    rows = await session.scalars(
        select(PostRow)
        .where(PostRow.guild_id == guild_id, PostRow.state == State.SCHEDULED, overdue)
        .order_by(PostRow.submitted_at, PostRow.parent_id.is_not(None), PostRow.id)
        .with_for_update()
    )
    for row in rows:
        row.release_at = at
        await outbox.request(session, jobs[0], str(row.id), due=at, guild_id=guild_id)
        at += timedelta(seconds=_chance.uniform(*APART))
    await session.flush()
