"""Counting people through a month, and telling it once when it is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

from bot.board.post import State
from bot.clock import Clock
from bot.db import Database, Session
from bot.insights import Insights
from bot.vault import Vault
from cogs.moderation.insights.numbers import COUNTING, CROSS, EVERYBODY, Report, report
from cogs.moderation.insights.store import Counted, InsightStore

if TYPE_CHECKING:
    from bot.board.board import Board

KIND = "rejection"
TOLD_ON = 3
"""The day of the next month on which a month is told: by then its last posts have appeared."""
CROSSED = (("stage", "reason"),)
"""Measures that are counted together, where both are known."""


class InsightService:
    """One method, one transaction a server's month."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, board: Board, insights: Insights
    ) -> None:
        self.store = InsightStore(vault)
        self._database = database
        self._clock = clock
        self._board = board
        self._insights = insights

    async def count(self) -> None:
        """Count the people of this month's posts, and of the last month's until it is told."""
        since = self._months()[0]
        async with self._database.begin() as session:
            own = {
                self._board.store.author_digest(guild_id, user_id): user_id
                for guild_id, user_id in await self.store.consenting(session)
            }
        after = -1
        renewed: set[tuple[str, bytes]] = set()
        while True:
            async with self._database.begin() as session:
                posts = await self.store.posts(session, KIND, since, after)
                for post in posts:
                    await self._mark(session, post, own.get(post.author_digest), renewed)
            if not posts:
                return
            after = posts[-1].id

    async def tell(self) -> None:
        """Close the months that are over."""
        now = self._clock.now()
        before = f"{now:%Y-%m}" if now.day >= TOLD_ON else f"{_month_before(now.replace(day=1)):%Y-%m}"
        async with self._database.begin() as session:
            for guild_id, month in await self.store.open_months(session, before):
                counts = await self.store.counts(session, guild_id, month)
                await self.store.close(session, guild_id, month, report(counts, self._insights.own))

    async def counts_here(self, guild_id: int, user_id: int) -> bool:
        """Whether this member lets what they keep for themselves count on this server."""
        async with self._database.begin() as session:
            return await self.store.consents(session, guild_id, user_id)

    async def let_count(self, guild_id: int, user_id: int, *, given: bool) -> None:
        """From the next count on; or no more, and in no month either that is not told yet."""
        async with self._database.begin() as session:
            await self.store.consent(session, guild_id, user_id, given=given)
            if not given:
                await self.forget(session, guild_id, user_id)

    async def forget(self, session: Session, guild_id: int, user_id: int) -> None:
        """Take what they keep for themselves out of the months that are not told yet."""
        author = self._board.store.author_digest(guild_id, user_id)
        for since in self._months():
            await self.store.unkeep(session, guild_id, f"{since:%Y-%m}", author, self._own())

    async def reports(self, guild_id: int) -> dict[str, Report | None]:
        async with self._database.begin() as session:
            return await self.store.reports(session, guild_id)

    async def _mark(
        self, session: Session, counted: Counted, author_id: int | None, renewed: set[tuple[str, bytes]]
    ) -> None:
        """``author_id`` is known of those alone who let what they keep for themselves count: it is counted as it is
        now, and what was true of them earlier in the month is not kept."""
        post = await self._board.store.get(session, counted.id)
        if post is None:
            return
        replies = await self._board.store.replies(session, post.id)
        answers = [one for one in replies if one.state is State.PUBLISHED]
        values: dict[str, list[str]] = {}
        for name, measure in self._insights.measures.items():
            found: Collection[str] = ()
            if measure.of is not None:
                found = await measure.of(session, post, answers)
            elif measure.own is not None and author_id is not None:
                found = await measure.own(session, post, author_id)
            values[name] = [value for value in found if value in measure.values]
        marks: list[tuple[str, str]] = []
        kept: list[tuple[str, str]] = []
        for name, value in _all(values):
            (kept if self._is_own(name) else marks).append((name, value))
        whose = counted.guild_id, f"{counted.submitted_at:%Y-%m}", counted.author_digest
        await self.store.mark(session, *whose, marks)
        if author_id is None:
            return
        if whose[1:] not in renewed:
            renewed.add(whose[1:])
            await self.store.unkeep(session, *whose, self._own())
        await self.store.keep(session, *whose, [COUNTING, *kept])

    def _is_own(self, measure: str) -> bool:
        return not set(measure.split(CROSS)).isdisjoint(self._insights.own)

    def _months(self) -> list[datetime]:
        """The first days of the months that are not told yet, the earliest first."""
        now = self._clock.now()
        first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        return [first] if now.day >= TOLD_ON else [_month_before(first), first]

    def _own(self) -> Iterator[tuple[str, str]]:
        """Every mark that somebody could have for what they keep for themselves."""
        yield COUNTING
        known = self._insights.measures
        every = _all({name: list(measure.values) for name, measure in known.items()})
        yield from (pair for pair in every if self._is_own(pair[0]))


def _all(values: dict[str, list[str]]) -> Iterable[tuple[str, str]]:
    """Everybody, each measure's values, and those of two measures together."""
    yield EVERYBODY
    for name, found in values.items():
        for value in found:
            yield name, value
    for one, other in CROSSED:
        for pair in product(values.get(one, ()), values.get(other, ())):
            yield f"{one}{CROSS}{other}", CROSS.join(pair)


def _month_before(first: datetime) -> datetime:
    return (first - timedelta(days=1)).replace(day=1)
