"""The address where a machine asks how the bot is: /healthz, /readyz and /metrics."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any, NamedTuple

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import func, select

from bot.clock import Clock
from bot.db import Database
from bot.errors import StartupError, report
from bot.metrics.counting import Metrics
from bot.outbox.tables import OutboxRow

OLDEST = timedelta(minutes=5)
"""A job that has been due for longer makes the bot unready: members wait for their posts."""
PATIENCE = 2.0
"""Seconds that the database has to answer."""
FRESH = 2.0
"""Seconds for which what was found is told again: questions cost the database nothing, however many there are."""


class Found(NamedTuple):
    """How it is: for each of the three whether it is in order."""

    gateway: bool
    database: bool
    outbox: bool

    @property
    def ready(self) -> bool:
        return all(self)


class MetricsServer:
    """Answers to whoever reaches the address; it tells nothing about anybody, and is on the loopback by default."""

    def __init__(self, bot: Any, metrics: Metrics, database: Database, clock: Clock) -> None:
        self._bot, self._metrics, self._database, self._clock = bot, metrics, database, clock
        self._runner: web.AppRunner | None = None
        self._found: Found | None = None
        self._until = 0.0
        self._looking = asyncio.Lock()

    async def start(self, host: str, port: int) -> int:
        """Begin to answer; the port, which the system chooses for 0. StartupError where the address is taken."""
        app = web.Application()
        app.add_routes(
            [
                web.get("/healthz", self._health),
                web.get("/readyz", self._readiness),
                web.get("/metrics", self._everything),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            await self.stop()
            raise StartupError(
                f"ONWARD_METRICS: {host}:{port} cannot be used ({error.strerror}): choose another port."
            ) from None
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def look(self) -> Found:
        """How it is now, or was a moment ago."""
        async with self._looking:
            now = asyncio.get_running_loop().time()
            if self._found is None or now >= self._until:
                self._found = await self._look()
                self._until = now + FRESH
            return self._found

    async def _look(self) -> Found:
        bot = self._bot
        connected = bot.is_ready() and not bot.is_closed()
        connected = connected and not any(shard.is_closed() for shard in bot.shards.values())
        self._metrics.servers.set(len(bot.guilds))
        try:
            async with asyncio.timeout(PATIENCE):
                in_time = await self._ask_outbox()
            found = Found(connected, True, in_time)
        except Exception as error:  # a database that is away, or too slow
            report(error, "looking whether the bot is ready")
            found = Found(connected, False, False)
        self._metrics.ready.set(found.ready)
        return found

    async def _ask_outbox(self) -> bool:
        now = self._clock.now()
        due = OutboxRow.due_at <= now
        async with self._database.begin() as session:
            counted = await session.execute(
                select(OutboxRow.kind, func.count()).where(due).group_by(OutboxRow.kind)
            )
            kinds = {str(row[0]): int(row[1]) for row in counted}
            oldest = await session.scalar(select(func.min(OutboxRow.due_at)).where(due))
            failing = await session.scalar(select(func.count()).where(OutboxRow.failure.is_not(None)))
        self._metrics.outbox_due.clear()
        for kind, count in kinds.items():
            self._metrics.outbox_due.labels(kind).set(count)
        self._metrics.outbox_failing.set(failing or 0)
        age = now - oldest if oldest else timedelta()
        self._metrics.outbox_age.set(age.total_seconds())
        return age <= OLDEST

    async def _health(self, _request: web.Request) -> web.Response:
        """The process answers."""
        return web.Response(text="ok\n")

    async def _readiness(self, _request: web.Request) -> web.Response:
        found = await self.look()
        return web.json_response(
            {"ready": found.ready, **found._asdict()}, status=200 if found.ready else 503
        )

    async def _everything(self, _request: web.Request) -> web.Response:
        await self.look()
        return web.Response(body=self._metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})
