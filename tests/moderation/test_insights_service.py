"""A month is counted as it runs and told once: what was seen of it never changes, whatever anybody does later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from bot.board.board import Board
from bot.board.post import Content
from bot.db import Database, Person
from bot.insights import Insights
from bot.reasons import Why
from bot.servers import ServerSettings
from bot.vault import KeyRing, Vault
from cogs.feedback.insights import measures
from cogs.letters.insights import measure as letters
from cogs.letters.letter import Letter, State
from cogs.letters.store import LetterStore
from cogs.moderation import FEATURE
from cogs.moderation.insights.numbers import CROSS, Report
from cogs.moderation.insights.picture import drawn
from cogs.moderation.insights.service import InsightService
from cogs.moderation.insights.store import InsightKeptRow, InsightMarkRow
from cogs.plans.insights import measure as steps
from cogs.plans.plan import Note, Plan
from cogs.plans.store import PlanStore
from cogs.rejections import insights as rejections
from cogs.rejections.why import WhyStore

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
        self.plans = PlanStore(self.vault, self)
        own = letters(self.vault), steps(self.plans)
        for measure in (*rejections.measures(self.vault), *measures(self.vault), *own):
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

    async def keeps(self, number: int, post_id: int, *, reason: str = "", answered: bool = False) -> None:
        """A member keeps a reason of a post, sends a letter and checks off a step, a day later."""
        owner, at = MEMBER + number, self.at + timedelta(hours=20)
        state = State.ANSWERED if answered else State.SENT
        plan = Plan(f"p{number}", owner, at, changes=(Note("Talk slower"), Note(), Note()))
        async with self.database.begin() as session:
            await WhyStore(self.vault).put(session, post_id, Why.of(reason))
            await LetterStore(self.vault).put(
                session, Letter(f"l{number}", owner, at, at, state=state, sent_at=(at,))
            )
            await self.plans.put(session, plan.checked({"change1"}, at))

    async def count_in(self, *numbers: int, given: bool = True) -> None:
        for number in numbers:
            await self.service.let_count(GUILD, MEMBER + number, given=given)

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


async def test_what_people_keep_is_told_of_those_alone_who_let_it_count(month: Month) -> None:
    """The others keep more than anybody, and no number has any of it."""
    for number in range(40):
        post = await month.post(number, "final" if number % 2 else "screen")
        reason = "insider" if number < 12 else "experience" if number < 30 else "closed"
        await month.keeps(number, post, reason=reason, answered=number % 3 == 0)
    await month.count_in(*range(30))
    await month.count_in(12, 13, given=False)
    await month.day(on(6))
    await month.count_in(14, given=False)
    await month.day(on(3, 12))
    told = (await month.seen())["2026-11"]
    assert told is not None
    assert (told.people, told.counting) == (40, 25)
    assert told.numbers["reason"] == {"insider": 10, "experience": 15}
    assert "letter" not in told.numbers, "all of them sent one: that would tell of each"
    assert "answered" not in told.shares
    assert "step" not in told.numbers
    assert not any(CROSS in name for name in told.numbers)


async def test_a_reason_that_is_taken_back_counts_no_more_and_who_takes_back_all_is_in_no_mark(
    month: Month,
) -> None:
    post = await month.post(0)
    await month.keeps(0, post, reason="insider")
    await month.day(on(5))
    shared = await marks_of(month)
    assert {measure for measure, _ in shared} == {"people", "stage", "help"}, (
        "nobody asked: nothing is counted"
    )
    await month.count_in(0)
    await month.day(on(6))
    assert {("reason", "insider"), ("letter", "sent"), ("step", "day")} <= await marks_of(month)
    async with month.database.begin() as session:
        sealed = list(await session.scalars(select(InsightKeptRow.payload)))
        assert len({len(one) for one in sealed}) == 1, "neither words nor length say what a mark counts"
        assert not any(said in one for one in sealed for said in (b"reason", b"insider", b"sent"))
        await WhyStore(month.vault).put(session, post, Why.of("closed"))
    await month.day(on(7))
    reasons = {value for measure, value in await marks_of(month) if measure == "reason"}
    assert reasons == {"closed"}
    await month.count_in(0, given=False)
    assert await marks_of(month) == shared
    await month.day(on(8))
    assert await marks_of(month) == shared
    await month.count_in(0)
    await month.day(on(9))
    assert await marks_of(month) != shared
    bot = SimpleNamespace(
        database=month.database, vault=month.vault, clock=month, board=month.board, insights=month.insights
    )
    assert FEATURE.erase is not None
    await FEATURE.erase(bot, Person(MEMBER, month.vault, [GUILD]))
    assert await marks_of(month) == shared
    assert not await month.service.counts_here(GUILD, MEMBER)


async def marks_of(month: Month) -> set[tuple[str, str]]:
    async with month.database.begin() as session:
        return set(await month.service.store.counts(session, GUILD, "2026-11"))


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
