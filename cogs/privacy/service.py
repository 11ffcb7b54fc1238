"""What is held about a member, found by what every table declares; and the erasing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.db import Held, Person, persons
from bot.db.held import Counted
from bot.feature import Feature, features
from bot.outbox.queue import request, withdraw
from cogs.privacy.store import Erasure, ErasureStore

if TYPE_CHECKING:
    from bot.app import Onward

ERASE = "privacy.erase"
"""The job that finishes an erasing which was interrupted; its subject is the number of the wish, which names nobody."""
HEAD_START = timedelta(minutes=1)
"""For how long whoever began it is left to finish it."""
OWN = "privacy"


@dataclass(frozen=True, slots=True)
class Entry:
    """A table in which something about a member stands."""

    table: str
    held: Held
    counted: Counted


class Privacy:
    """The use cases of `/privacy`."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self._store = ErasureStore(bot.vault)

    async def person(self, user_id: int, guild_id: int | None = None) -> Person:
        async with self.bot.database.begin() as session:
            return await persons.person(session, self.bot.vault, user_id, guild_id)

    async def record(self, user_id: int, guild_id: int | None = None) -> list[Entry]:
        """Every table that holds something about the member, on one server or anywhere."""
        who = await self.person(user_id, guild_id)
        found = []
        for name, row in persons.declared().items():
            async with self.bot.database.begin() as session:
                counted = await persons.count(session, row, who)
            if counted.rows:
                found.append(Entry(name, persons.held(row), counted))
        return found

    async def begin(self, erasure: Erasure) -> str:
        """Keep the wish to be erased, so that it is fulfilled whatever happens; its number."""
        who = await self.person(erasure.user_id, erasure.guild_id)
        async with self.bot.database.begin() as session:
            erasure_id = await self._store.put(session, erasure, who)
            due = self.bot.clock.now() + HEAD_START
            await request(session, ERASE, erasure_id, due=due)
        return erasure_id

    async def resume(self) -> None:
        """Ask for every erasing that was begun: none is forgotten, whatever became of its job."""
        async with self.bot.database.begin() as session:
            for erasure_id in await self._store.all(session):
                await request(session, ERASE, erasure_id, due=self.bot.clock.now())

    async def erase(self, erasure_id: str) -> None:
        """Erase it all; may run any number of times, from wherever it was interrupted. The wish goes last."""
        async with self.bot.database.begin() as session:
            wish = await self._store.get(session, erasure_id)
        if wish is None:
            return
        who = replace(await self.person(wish.user_id, wish.guild_id), keep=wish.keep)
        for feature in reversed(features()):  # the kernel's own come last: others find theirs by its posts
            if feature.name != OWN:
                await self._erase_of(feature, who)
        await self.bot.database.scrub()
        async with self.bot.database.begin() as session:
            await self._store.delete(session, erasure_id)
            await withdraw(session, ERASE, erasure_id)
        await self.bot.database.scrub()
        self.bot.hurry()

    async def _erase_of(self, feature: Feature, who: Person) -> None:
        if feature.erase is not None:
            await feature.erase(self.bot, who)
            return
        rows = persons.declared()
        async with self.bot.database.begin() as session:
            for table in reversed(feature.tables):
                await persons.erase_rows(session, rows[table], who)


def staying(entries: Sequence[Entry]) -> list[Entry]:
    """Those of which something stays when a member erases everything."""
    return [entry for entry in entries if entry.held.stays]
