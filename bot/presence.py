"""Which processes run on this database: each says so in the database, with the newest key that it seals with.

So that `keys rotate` waits until every running bot knows the new key, whatever machine it runs on, and `restore`
replaces no database under a running bot. Nothing else is said than a random name, a number and a time.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select

from bot.clock import Clock
from bot.db import Database, Session, meta
from bot.errors import StartupError, report
from bot.vault import KeyRing, KeyRingError, Vault

BEAT = 5.0
"""Seconds between two looks at the key file."""
SAID_EVERY = timedelta(seconds=20)
GONE_AFTER = timedelta(seconds=60)
"""A process that said nothing for so long has ended without saying so."""


class Running(NamedTuple):
    """A process that runs: its random name, and the newest key that everything it now writes is sealed with."""

    name: str
    key: int


async def running(session: Session, now: datetime) -> list[Running]:
    """The processes that run on this database."""
    rows = await session.execute(
        select(meta.Meta.name, meta.Meta.value).where(meta.Meta.name.startswith("running:"))
    )
    said = [(name, *value.split(" ")) for name, value in rows]
    return [
        Running(name.removeprefix("running:"), int(key))
        for name, key, seen in said
        if abs(now - datetime.fromisoformat(seen)) < GONE_AFTER
    ]


class Presence:
    """This process's own line among those that run, and its ear for a new key."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, read_ring: Callable[[], KeyRing | None]
    ) -> None:
        self._database, self._vault, self._clock, self._read_ring = database, vault, clock, read_ring
        self._name = f"running:{secrets.token_hex(4)}"
        self._before = 0
        self._said: tuple[int, datetime] | None = None

    async def announce(self) -> None:
        """Say that this process runs; afterwards no rotation ends without it."""
        self._before = self._vault.newest
        await self.beat()
        await self.beat()  # looks at the key file once more: it may have changed before this process was seen

    async def beat(self) -> None:
        """Take up a new key, and say from time to time that this process is still there.

        A new key is announced one beat after it was taken up: what was sealed just before with the old one is
        committed by then.
        """
        settled, self._before = self._before, await self._take_up()
        now = self._clock.now()
        if self._said is not None and self._said[0] == settled and now - self._said[1] < SAID_EVERY:
            return
        async with self._database.begin() as session:
            await meta.put(session, self._name, f"{settled} {now.isoformat()}")
        self._said = settled, now

    async def leave(self) -> None:
        """Say that this process has ended its work."""
        try:
            async with self._database.begin() as session:
                await meta.forget(session, self._name)
        except Exception as error:  # a database that is away; the line is void after a minute
            report(error, "saying that this process ends")

    async def stay(self) -> None:
        """Beat until cancelled; what goes wrong meanwhile is reported and tried again."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self.beat()
            except Exception as error:
                report(error, "saying that this process runs")

    async def _take_up(self) -> int:
        try:
            ring = await asyncio.to_thread(self._read_ring)
            if ring is not None and ring.newest > self._vault.newest:
                self._vault.adopt(ring)
                await meta.remember_keys(self._database, self._vault.fingerprints)
        except (StartupError, KeyRingError) as problem:  # the keys in memory are still right
            report(problem, "reading the key file")
        return self._vault.newest
