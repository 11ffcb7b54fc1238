"""One measurement of one bot: a real process against the loopback Discord, started fresh each time."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import discord
import psutil  # type: ignore[import-untyped]  # it ships no types

from benchmarks.targets import Target
from tests.wire import BotProcess, Person, WireServer, World
from tests.wire.world import CATEGORY, Guild

SETTLE_SECONDS = 5.0
LOW_LOAD, AT_ONCE = 150, 8  # interactions one after the other; members at the same time
BUSY_SECONDS = 6.0
CHANNELS, ROLES = 20, 10  # of a server of middling size
MIB = 1024 * 1024


@dataclass(frozen=True)
class Usage:
    """What one member after the other, then several at a time, got; times in milliseconds.

    `cpu` is the process's own time per interaction when busy, which a loaded machine hardly changes.
    """

    low_p50: float
    low_p99: float
    busy_p50: float
    busy_p99: float
    per_second: float
    cpu: float


@dataclass(frozen=True)
class Idle:
    """Seconds from process start to the first answered command; resident memory in MiB when idle."""

    start_seconds: float
    resident_mib: float


def make_world(servers: int) -> tuple[World, Guild]:
    """A Discord with that many servers; the first one is where the members are."""
    world = World()
    for number in range(servers):
        guild = world.guild(f"Server {number}")
        for role in range(ROLES - 2):
            world.role(guild, f"Role {role}", discord.Permissions.none())
        category = world.channel(guild, "Talk", kind=CATEGORY)
        for channel in range(CHANNELS - 1):
            world.channel(guild, f"channel-{channel}", parent_id=category["id"])
    return world, next(iter(world.guilds.values()))


@asynccontextmanager
async def running(target: Target, servers: int) -> AsyncIterator[tuple[WireServer, Guild, BotProcess]]:
    """The bot on that many servers, connected; it is set up on the first, where its members are."""
    world, guild = make_world(servers)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        async with WireServer(world) as server:
            await target.set_up(server, guild, data)
            async with BotProcess(server, *target.arguments, env=target.env(data)) as bot:
                yield server, guild, bot


async def measure_idle(target: Target, servers: int) -> Idle:
    """Start it with that many servers, let it settle, look at it."""
    async with running(target, servers) as (server, guild, bot):
        await target.probe(server.person(guild, "First"))
        seconds = time.perf_counter() - bot.started_at
        await asyncio.sleep(SETTLE_SECONDS)
        return Idle(seconds, psutil.Process(bot.pid).memory_info().rss / MIB)


async def measure_usage(target: Target) -> Usage:
    """Members one after the other, then AT_ONCE at a time for BUSY_SECONDS; every journey a new member's."""
    async with running(target, servers=1) as (server, guild, bot):
        crowd = Crowd(target, server, guild)
        await crowd.one_by_one(LOW_LOAD // 10)  # warm
        low = await crowd.one_by_one(LOW_LOAD)
        process = psutil.Process(bot.pid)
        started, worked = time.perf_counter(), sum(process.cpu_times()[:2])
        busy = await crowd.at_once(AT_ONCE, BUSY_SECONDS)
        seconds, worked = time.perf_counter() - started, sum(process.cpu_times()[:2]) - worked
    per_second, cpu = len(busy) / seconds, worked * 1000 / len(busy)
    return Usage(median(low), p99(low), median(busy), p99(busy), per_second, cpu)


class Crowd:
    """Members without end, each of whom does one journey."""

    def __init__(self, target: Target, server: WireServer, guild: Guild) -> None:
        self._target, self._server, self._guild = target, server, guild
        self._count = 0

    async def one_by_one(self, interactions: int) -> list[float]:
        """Acknowledgement times in milliseconds of at least that many interactions."""
        times: list[float] = []
        while len(times) < interactions:
            times += await self._journey()
        return times

    async def at_once(self, members: int, seconds: float) -> list[float]:
        """The same for `members` at a time, who stop beginning anew after `seconds`."""
        times: list[float] = []
        end = time.perf_counter() + seconds

        async def keep_going() -> None:
            while time.perf_counter() < end:
                times.extend(await self._journey())

        await asyncio.gather(*(keep_going() for _ in range(members)))
        return times

    async def _journey(self) -> list[float]:
        done = await self._target.journey(self._member())
        return [each.ack_seconds * 1000 for each in done if each.ack_seconds is not None]

    def _member(self) -> Person:
        self._count += 1
        return self._server.person(self._guild, f"Member {self._count}")


def p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]
