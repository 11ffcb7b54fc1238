"""Schedules in and out of the database. Takes a session, never commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from sqlalchemy import delete, select

from bot.db import Session
from cogs.encouragement.channels.schedule import Schedule
from cogs.encouragement.channels.tables import ChannelPromptRow


class ScheduleStore:
    """Rows to schedules and back."""

    async def all(self, session: Session, guild_id: int) -> Sequence[Schedule]:
        """A server's, in the order of their ids."""
        rows = await session.scalars(
            select(ChannelPromptRow)
            .where(ChannelPromptRow.guild_id == guild_id)
            .order_by(ChannelPromptRow.id)
        )
        return [_schedule(row) for row in rows]

    async def get(self, session: Session, schedule_id: str) -> Schedule | None:
        found = select(ChannelPromptRow).where(ChannelPromptRow.id == schedule_id).with_for_update()
        row = await session.scalar(found)
        return _schedule(row) if row else None

    async def put(self, session: Session, schedule: Schedule) -> None:
        await session.merge(
            ChannelPromptRow(
                id=schedule.id,
                guild_id=schedule.guild_id,
                channel_id=schedule.channel_id,
                weekdays="".join(map(str, schedule.weekdays)),
                at=f"{schedule.at:%H:%M}",
                zone=schedule.zone,
                theme=schedule.theme,
                due=schedule.due,
                shown=" ".join(schedule.shown),
            )
        )

    async def delete(self, session: Session, schedule_id: str) -> None:
        await session.execute(delete(ChannelPromptRow).where(ChannelPromptRow.id == schedule_id))


def _schedule(row: ChannelPromptRow) -> Schedule:
    return Schedule(
        row.id,
        row.guild_id,
        row.channel_id,
        tuple(int(day) for day in row.weekdays),
        time.fromisoformat(row.at),
        row.zone,
        row.theme,
        row.due,
        tuple(row.shown.split()),
    )
