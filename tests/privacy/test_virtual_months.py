"""Months of members' doings in a few seconds: at the end of no day is anything older than what was promised."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, MagicMock

import discord
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all

import bot.tables  # noqa: F401  so that every table is swept
from bot.board.board import CARD, END, FORGET, SYNC
from bot.board.post import State
from bot.board.sender.authors import AuthorSender
from bot.board.tables import DraftRow, PostRow
from bot.db import Database, persons
from bot.outbox import Again, Job
from bot.outbox.queue import claim, done
from bot.periods import Periods
from bot.retention import SWEEP, Sweeper
from bot.servers import ServerSettings, save_server
from cogs.feedback.store import FeedbackStore
from cogs.moderation.reports.store import ReportStore
from cogs.rejections.kinds import RejectionKind
from tests.board.conftest import ANA, BEN, GUILD, House, Member
from tests.support.faults import EVERY_INSTANT

MONTHS = 110  # days
A_DAY = timedelta(days=1)
"""How often the bot wakes up here; so much later than promised something may go, and no more."""

doings = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(
            ["published", "declined", "waiting", "removed", "draft", "answer", "report", "tally"]
        ),
        st.sampled_from([ANA, BEN]),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Months:
    """A board whose clock runs a day at a time, and what its authors were told when."""

    house: House
    periods: Periods
    told: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self) -> None:
        house = self.house
        house.board.periods = self.periods
        client = MagicMock(spec=discord.Client)
        client.create_dm = AsyncMock(return_value=self._channel())
        kinds: Any = {"rejection": RejectionKind()}
        authors = AuthorSender(client, house.database, house.board, kinds, house.watch)
        sweeper = Sweeper(house.database, house.watch, self.periods)
        self.begin = sweeper.begin
        self.senders = {
            FORGET: authors.forget,
            END: authors.end,
            SWEEP: sweeper.sweep,
            SYNC: self._sync,
            CARD: self._nothing,
        }

    def _channel(self) -> Any:
        async def send(text: str, **_: Any) -> None:
            self.told[text.split("**")[1]] = self.house.watch.at

        channel = MagicMock(spec=discord.DMChannel)
        channel.send = send
        return channel

    async def _nothing(self, _job: Job) -> None:
        return None

    async def _sync(self, job: Job) -> None:
        """What the real sender does once Discord has nothing left of a deleted post."""
        async with self.house.database.begin() as session:
            post = await self.house.board.store.get(session, int(job.subject))
            if post is not None and post.state is State.DELETED:
                await self.house.board.store.erase(session, post.id)

    async def work(self) -> None:
        """Do everything that is due."""
        now = self.house.watch.at
        for _ in range(20):
            async with self.house.database.begin() as session:
                jobs = await claim(session, now, 50)
            if not jobs:
                return
            for job in jobs:
                again: Again | None = await self.senders.get(job.kind, self._nothing)(job)
                async with self.house.database.begin() as session:
                    await done(session, job, again.at if again else None)

    async def do(self, what: str, who: Member, number: int) -> None:
        house = self.house
        if what == "draft":
            await house.drafts.keep(who, "rejection", {"story": f"Half a story, {number}."})
            return
        if what == "tally":
            store = FeedbackStore(house.vault)
            async with house.database.begin() as session:
                key, giver = number.to_bytes(32), store.giver(who.user_id)
                await store.add(session, key, giver, house.watch.at + timedelta(days=2))
            return
        if what in ("answer", "report"):
            await self._about_one(what, who)
            return
        post = await house.post(who, story=f"No again, {number}.")
        async with house.database.begin() as session:
            await house.board.store.change(session, post.id, state=what)

    async def _about_one(self, what: str, who: Member) -> None:
        async with self.house.database.begin() as session:
            found = await session.scalar(select(PostRow.id).where(PostRow.state == State.PUBLISHED).limit(1))
            if found is None:
                return
            if what == "answer":
                day = self.house.watch.at.replace(hour=0, minute=0, second=0, microsecond=0)
                await self.house.board.store.change(session, found, active_at=day)
                return
            post = await self.house.board.store.get(session, found)
            assert post is not None
            store = ReportStore(self.house.vault)
            await store.add(session, post, who.user_id, "Too sad.", self.house.watch.at)

    async def check(self, link_days: int) -> None:
        """Nothing is older than promised; who lost a link, or a text, was told two days before at least."""
        now = self.house.watch.at
        async with self.house.database.begin() as session:
            for row in await session.scalars(select(PostRow)):
                published = row.state == State.PUBLISHED
                days = link_days if published else min(link_days, self.periods.declined)
                if now - row.active_at > timedelta(days=days) + A_DAY:
                    assert published, "what is not on the board is gone"
                    assert (row.author, row.author_digest, row.glossary) == (None, None, None)
                    assert self.told[row.handle] <= row.active_at + timedelta(days=days - 2)
            for draft in await session.scalars(select(DraftRow)):
                assert now - draft.updated_at <= timedelta(days=self.periods.drafts) + A_DAY
            late = []
            for name, table in persons.declared().items():
                held = persons.held(table)
                if held.old is not None:
                    days = getattr(self.periods, held.period) if held.period else 0
                    over = held.old(now - A_DAY - timedelta(days=days))
                    late.append(select(literal(name)).select_from(table).where(over))
            assert set(await session.scalars(union_all(*late))) == set()


@settings(
    max_examples=20 if EVERY_INSTANT else 3,  # months are long
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(
    doings, st.sampled_from([7, 30, 60, 90]), st.sampled_from([1, 9, 30]), st.randoms(use_true_random=False)
)
def test_nothing_is_older_than_promised(
    sqlite_template: Path,
    done_: list[tuple[int, str, Member]],
    link_days: int,
    drafts: int,
    chance: random.Random,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(sqlite_template, folder))
        periods = Periods(drafts=drafts, declined=drafts + 3, reports=20)
        asyncio.run(live(f"sqlite+aiosqlite:///{copy}", done_, link_days, periods, chance))


async def live(
    url: str, doings: list[tuple[int, str, Member]], link_days: int, periods: Periods, chance: random.Random
) -> None:
    database = Database(url)
    try:
        house = House(database)
        months = Months(house, periods)
        async with database.begin() as session:
            await save_server(session, ServerSettings(GUILD, 11, False, 12, retention_days=link_days))
        await months.begin()
        start = house.watch.at
        for day in range(MONTHS):
            house.watch.at = start + day * A_DAY
            for number, (at, what, who) in enumerate(doings):
                if at == day:
                    house.watch.at += timedelta(hours=chance.uniform(0, 1))
                    await months.do(what, who, number)
            await months.work()
            await months.check(link_days)
    finally:
        await database.close()
