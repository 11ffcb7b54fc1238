"""Counting people through a month, and telling it once when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

from bot.board.post import State
from bot.clock import Clock
from bot.db import Database, Session
from bot.insights import Insights
from bot.vault import Vault
from cogs.moderation.insights.numbers import CROSS, EVERYBODY, Report, report
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
        now = self._clock.now()
        first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        since = first if now.day >= TOLD_ON else _month_before(first)
        after = -1
        while True:
            async with self._database.begin() as session:
                posts = await self.store.posts(session, KIND, since, after)
                for post in posts:
                    await self._mark(session, post)
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
                await self.store.close(session, guild_id, month, report(counts))

    async def reports(self, guild_id: int) -> dict[str, Report | None]:
        async with self._database.begin() as session:
            return await self.store.reports(session, guild_id)

    async def _mark(self, session: Session, counted: Counted) -> None:
        post = await self._board.store.get(session, counted.id)
        if post is None:
            return
        replies = await self._board.store.replies(session, post.id)
        answers = [one for one in replies if one.state is State.PUBLISHED]
        values = {
            name: [value for value in await measure.of(session, post, answers) if value in measure.values]
            for name, measure in self._insights.measures.items()
        }
        month = f"{counted.submitted_at:%Y-%m}"
        await self.store.mark(session, counted.guild_id, month, counted.author_digest, _all(values))


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
