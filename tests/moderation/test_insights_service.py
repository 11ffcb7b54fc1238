"""A month is counted as it runs and told once: what was seen of it never changes, whatever anybody does later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.board.board import Board
from bot.board.post import Content
from bot.db import Database
from bot.insights import Insights
from bot.servers import ServerSettings
from bot.vault import KeyRing, Vault
from cogs.feedback.insights import measures
from cogs.moderation.insights.numbers import CROSS, Report
from cogs.moderation.insights.picture import drawn
from cogs.moderation.insights.service import InsightService
from cogs.moderation.insights.store import InsightMarkRow
from cogs.rejections.insights import MEASURES

GUILD, OTHER = 1500000000000000001, 1500000000000000002
MEMBER = 1500000000000001000


@dataclass
class Month:
    """A board in November, and its counting."""

    database: Database
    at: datetime = datetime(2026, 11, 5, 9, 0, tzinfo=UTC)
    vault: Vault = field(default_factory=lambda: Vault(KeyRing.new()))

    def __post_init__(self) -> None:
        self.board = Board(self.database, self.vault, self)
        self.insights = Insights()
        for measure in (*MEASURES, *measures(self.vault)):
            self.insights.add(measure)
        self.service = InsightService(self.database, self.vault, self, self.board, self.insights)

    def now(self) -> datetime:
        return self.at

    async def post(
        self, number: int, stage: str = "final", *, guild: int = GUILD, state: str = "published"
    ) -> int:
        async with self.database.begin() as session:
            post = await self.board.submit(
                session,
                ServerSettings(guild, 11, False, 12, review=False),
                kind="rejection",
                author_id=MEMBER + number,
                content=Content("No again.", {"stage": stage, "help": "listen"}),
                glossary={},
            )
            await self.board.store.change(session, post.id, state=state)
        return post.id

    async def day(self, at: datetime) -> None:
        """The daily count."""
        self.at = at
        await self.service.count()
        await self.service.tell()

    async def seen(self, guild: int = GUILD) -> dict[str, Report | None]:
        return await self.service.reports(guild)


@pytest_asyncio.fixture
async def month(migrated_url: str) -> AsyncIterator[Month]:
    database = Database(migrated_url)
    yield Month(database)
    await database.close()


def on(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 9, 0, tzinfo=UTC)


async def test_people_are_counted_not_posts_and_only_what_everybody_could_read(month: Month) -> None:
    for number in range(26):
        await month.post(number, "silence" if number < 8 else "final")
        await month.post(number, "final" if number < 3 else "silence" if number < 8 else "final")
    for number in range(30, 40):
        await month.post(number, "offer", state="declined")
    await month.day(on(5))
    await month.day(on(6))
    assert await month.seen() == {}, "a month that runs is not told"
    await month.day(on(2, 12))
    assert await month.seen() == {}
    await month.day(on(3, 12))
    told = (await month.seen())["2026-11"]
    assert told is not None
    assert told.people == 25
    assert told.numbers["stage"] == {"final": 20, "silence": 10}
    assert told.shares["silence"] == 30
    assert await month.seen(OTHER) == {}
    async with month.database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(InsightMarkRow)) == 0


@pytest.mark.parametrize("people", [1, 24])
async def test_few_people_are_not_told_of(month: Month, people: int) -> None:
    for number in range(people):
        await month.post(number)
    await month.day(on(20))
    await month.day(on(3, 12))
    assert await month.seen() == {"2026-11": None}


async def test_whoever_looks_again_after_one_member_did_something_sees_the_same(month: Month) -> None:
    posts = [await month.post(number, "silence" if number % 2 else "final") for number in range(27)]
    await month.day(on(20))
    await month.day(on(3, 12))
    before = await month.seen()
    assert before["2026-11"] is not None
    await month.board.delete(GUILD, await handle_of(month, posts[0]), MEMBER)
    month.at = on(4, 12)
    await month.post(99, "offer")
    await month.day(on(20, 12))
    await month.day(on(25, 12))
    assert await month.seen() == before
    await month.day(on(3, 12).replace(year=2027, month=1))
    after = await month.seen()
    assert {name: told for name, told in after.items() if name in before} == before
    assert after["2026-12"] is None


async def handle_of(month: Month, post_id: int) -> str:
    async with month.database.begin() as session:
        post = await month.board.store.get(session, post_id)
    assert post is not None
    return post.handle


async def test_who_is_erased_after_a_count_still_has_no_name_in_it(month: Month) -> None:
    post = await month.post(0)
    await month.post(0, "silence")
    await month.day(on(5))
    async with month.database.begin() as session:
        marks = list(await session.scalars(select(InsightMarkRow.mark)))
        digest = month.board.store.author_digest(GUILD, MEMBER)
    assert len(marks) == len(set(marks)) == 4
    assert digest not in marks
    await month.board.delete(GUILD, await handle_of(month, post), MEMBER)
    await month.day(on(6))


async def test_answers_are_told_by_how_soon_they_came(month: Month) -> None:
    for number in range(25):
        parent = await month.post(number)
        month.at += timedelta(minutes=30)
        async with month.database.begin() as session:
            reply = await month.board.submit(
                session,
                ServerSettings(GUILD, 11, False, 12, review=False, release_minutes=0),
                kind="feedback",
                author_id=MEMBER + 500,
                content=Content("I like it."),
                glossary={},
                parent_id=parent,
            )
            await month.board.store.change(session, reply.id, state="published")
    await month.day(on(20))
    await month.day(on(3, 12))
    told = (await month.seen())["2026-11"]
    assert told is not None
    assert told.numbers["soon"] == {"hour": 25}
    assert told.numbers["feedback"] == {"any": 25}
    assert not any(CROSS in name for name in told.numbers)


def test_the_picture_is_a_png_that_needs_no_background() -> None:
    made = drawn("How far it went", [("Final round", 20), ("No answer at all", 10)], "People, rounded to 5.")
    assert made.startswith(b"\x89PNG\r\n")
    assert 2_000 < len(made) < 200_000
