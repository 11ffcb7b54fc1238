"""Counting on both databases: nobody slips past a limit by being quick, and what is counted names nobody."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from unittest.mock import MagicMock

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.board.draft import Member
from bot.board.post import Post
from bot.db import Database, persons
from bot.servers import ServerSettings
from bot.vault import KeyRing, Vault
from cogs.feedback.limits import Limits
from cogs.feedback.store import FeedbackStore
from cogs.feedback.tables import TallyRow, WishRow
from tests.board.conftest import Watch

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
BEN, CHI, GUILD = 1574348783616000016, 1574348783616000018, 1574348783616000007


@pytest_asyncio.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    opened = Database(migrated_url)
    yield opened
    await opened.close()


@pytest.fixture
def store() -> FeedbackStore:
    return FeedbackStore(Vault(KeyRing.new()))


async def test_two_at_one_instant_get_two_numbers(database: Database, store: FeedbackStore) -> None:
    async def count() -> int:
        async with database.begin() as session:
            return await store.add(session, b"k" * 32, store.giver(BEN), NOW)

    assert sorted(await asyncio.gather(*(count() for _ in range(6)))) == [1, 2, 3, 4, 5, 6]


async def test_what_is_over_is_forgotten(database: Database, store: FeedbackStore) -> None:
    async with database.begin() as session:
        await store.add(session, b"a" * 32, store.giver(BEN), NOW)
        await store.add(session, b"b" * 32, store.giver(BEN), NOW + dt.timedelta(days=1))
        await store.forget_tallies(session, NOW)
        assert list(await session.scalars(select(TallyRow.key))) == [b"b" * 32]


async def test_erasing_a_member_leaves_the_others(database: Database, store: FeedbackStore) -> None:
    async with database.begin() as session:
        for user in (BEN, CHI):
            await store.add(session, user.to_bytes(32), store.giver(user), NOW)
            await store.put_wish(session, GUILD, user, "dm")
        who = await persons.person(session, store.vault, BEN)
        for row in (TallyRow, WishRow):
            assert (await persons.count(session, row, who)).rows == 1
            await persons.erase_rows(session, row, who)
            assert (await persons.count(session, row, who)).rows == 0
        assert await store.wish(session, GUILD, BEN) is None
        kept = await store.wish(session, GUILD, CHI)
        assert kept is not None
        assert (kept.author_id, kept.how) == (CHI, "dm")
        rows = list(await session.scalars(select(WishRow)))
        assert str(CHI).encode() not in rows[0].payload


async def test_a_wish_can_change(database: Database, store: FeedbackStore) -> None:
    async with database.begin() as session:
        for how in ("dm", "daily", "mine"):
            await store.put_wish(session, GUILD, BEN, how)  # type: ignore[arg-type]  # three literals
        wish = await store.wish(session, GUILD, BEN)
        assert wish is not None
        assert wish.how == "mine"
        assert len(list(await session.scalars(select(WishRow.id)))) == 1


async def test_the_end_of_a_count_tells_no_hour(database: Database, store: FeedbackStore) -> None:
    limits = Limits(store.vault, Watch(), store)
    parent = MagicMock(spec=Post, id=7)
    async with database.begin() as session:
        await limits.take(session, ServerSettings(GUILD, 11, False, 12), Member(GUILD, BEN), parent)
        ends = set(await session.scalars(select(TallyRow.expires_at)))
    assert ends == {NOW.replace(hour=0) + dt.timedelta(days=days) for days in (2, 90)}
