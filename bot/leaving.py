"""When the bot has to leave a server: everything is kept for seven days, for a mistaken kick, then erased.

What a table with a ``guild_id`` holds is that server's, and so is what hangs on a post; it goes. What people keep for
themselves, letters, journals and the like, knows no server and stays theirs. A feature that keeps something of a
server in another way hands over ``Feature.forget_server``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import discord
from sqlalchemy import delete, select, update

from bot import outbox
from bot.board.board import COUNT, SYNC
from bot.board.pause import spread
from bot.db import Base, Session
from bot.errors import report
from bot.feature import features
from bot.outbox import Job
from bot.outbox.tables import OutboxRow
from bot.servers import ServerRow

FORGET_SERVER = "server.forget"
"""The job of the outbox that erases a server; its subject is the server's id."""
KEPT = timedelta(days=7)
AFTERWARDS = timedelta(days=1)


async def rests(session: Session, guild_id: int) -> bool:
    """Whether the bot had to leave this server: then nothing is tried there until it is back."""
    left_at = await session.scalar(select(ServerRow.left_at).where(ServerRow.guild_id == guild_id))
    if left_at is None:
        return False
    due = left_at + KEPT + AFTERWARDS
    await session.execute(update(OutboxRow).where(OutboxRow.guild_id == guild_id).values(due_at=due))
    return True


class Leaving:
    """Listens to the bot's coming and going."""

    def __init__(self, bot: Any) -> None:
        self._bot = bot

    def begin(self) -> None:
        self._bot.outbox.register(FORGET_SERVER, self.forget)
        for listener in (self.on_guild_remove, self.on_guild_join, self.on_ready):
            self._bot.add_listener(listener)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed, or the server deleted."""
        try:
            async with self._bot.database.begin() as session:
                await self._left(session, guild.id)
        except Exception as error:
            report(error, "leaving a server")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot came, perhaps back."""
        try:
            async with self._bot.database.begin() as session:
                await self._back(session, guild.id)
            self._bot.hurry()
        except Exception as error:
            report(error, "joining a server")

    async def on_ready(self) -> None:
        """What happened while the bot was away, on the servers that this process is for."""
        try:
            async with self._bot.database.begin() as session:
                known = (await session.execute(select(ServerRow.guild_id, ServerRow.left_at))).all()
                for guild_id, left_at in known:
                    is_there = self._bot.get_guild(guild_id) is not None
                    if is_there and left_at is not None:
                        await self._back(session, guild_id)
                    if not is_there and left_at is None and self._is_ours(guild_id):
                        await self._left(session, guild_id)
        except Exception as error:
            report(error, "looking after servers")

    async def forget(self, job: Job) -> None:
        """Erase what is kept of a server, unless the bot is there after all; may run any number of times."""
        guild_id = int(job.subject)
        try:
            await self._bot.fetch_guild(guild_id, with_counts=False)
        except (discord.Forbidden, discord.NotFound):
            await self.erase(guild_id)
            return
        async with self._bot.database.begin() as session:
            await self._back(session, guild_id)

    async def erase(self, guild_id: int) -> None:
        """Erase everything that is kept of a server."""
        for feature in features():
            if feature.forget_server is not None:
                await feature.forget_server(self._bot, guild_id)
        async with self._bot.database.begin() as session:
            for table in reversed(Base.metadata.sorted_tables):
                if "guild_id" in table.c:
                    await session.execute(delete(table).where(table.c.guild_id == guild_id))

    async def _left(self, session: Session, guild_id: int) -> None:
        """Let rest what is due there: nothing can be sent, and asking Discord all the time would be of no use."""
        now = self._bot.clock.now()
        await session.execute(
            update(ServerRow).where(ServerRow.guild_id == guild_id).values(left_at=now.replace(microsecond=0))
        )
        await rests(session, guild_id)
        await outbox.request(session, FORGET_SERVER, str(guild_id), due=now + KEPT)

    async def _back(self, session: Session, guild_id: int) -> None:
        """Go on as before; what is overdue appears one by one."""
        now = self._bot.clock.now()
        await outbox.withdraw(session, FORGET_SERVER, str(guild_id))
        came_back = await session.execute(
            update(ServerRow)
            .where(ServerRow.guild_id == guild_id, ServerRow.left_at.is_not(None))
            .values(left_at=None)
            .returning(ServerRow.paused)
        )
        paused = came_back.scalar_one_or_none()
        if paused is None:
            return
        await session.execute(update(OutboxRow).where(OutboxRow.guild_id == guild_id).values(due_at=now))
        if not paused:
            await spread(session, guild_id, self._bot.clock, (SYNC, COUNT))

    def _is_ours(self, guild_id: int) -> bool:
        """Whether one of this process's shards is the server's (Discord's documentation, "Sharding")."""
        count = self._bot.shard_count or 1
        return (guild_id >> 22) % count in self._bot.shards
