"""What encouragement holds about a member is found, handed out and erased by what its tables declare."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete

from bot.db import persons
from bot.moments import Moment, Moments
from bot.reasons import Why
from cogs.encouragement.journal import Journal
from cogs.encouragement.service import Ask, Encouragement
from cogs.encouragement.tables import NoteRow, RatingRow, StateRow
from tests.support.stage import Stage

ROWS = (NoteRow, StateRow, RatingRow)


async def test_all_of_it_is_shown_and_goes_and_nobody_elses(ready: Stage) -> None:
    bot = ready.bot
    service = Encouragement(bot.database, bot.vault, bot.clock, bot.moments)
    for user in (ready.ana.id, ready.ben.id):
        said = await service.say(user, Ask(reason="terms"), "seed")
        await service.rate(user, said.rated_as, "helped")
        await service.rate(user, "any-odd", "neutral")
        await Journal(service).write(user, "course", f"The long walk home of {user % 7}.", "back")

    async def counted(user_id: int) -> list[int]:
        async with bot.database.begin() as session:
            who = await persons.person(session, bot.vault, user_id)
            return [(await persons.count(session, row, who)).rows for row in ROWS]

    assert await counted(ready.ana.id) == [1, 1, 2]
    async with bot.database.begin() as session:
        ana = await persons.person(session, bot.vault, ready.ana.id)
    shown = [record async for record in persons.rows_of(bot.database, NoteRow, ana)]
    assert "The long walk home" in str(shown)
    async with bot.database.begin() as session:
        for row in ROWS:
            await persons.erase_rows(session, row, ana)
    assert await counted(ready.ana.id) == [0, 0, 0]
    assert await counted(ready.ben.id) == [1, 1, 2]


async def test_the_same_seed_says_the_same_and_is_remembered_once(ready: Stage) -> None:
    bot = ready.bot
    service = Encouragement(bot.database, bot.vault, bot.clock, bot.moments)
    first = await service.say(ready.ana.id, Ask(), "wish.1")
    assert await service.say(ready.ana.id, Ask(), "wish.1") == first
    assert await service.say(ready.ana.id, Ask(), "wish.2") != first
    async with bot.database.begin() as session:
        state = await service.states.get(session, ready.ana.id)
    assert len(state.seen) == 2
    await service.fresh(ready.ana.id)
    again = await service.say(ready.ana.id, Ask(), "wish.2")
    assert again.prompt is not None
    assert again.prompt.is_rest, "what was chosen before the no came is not said after it"


async def test_the_very_first_taps_at_one_instant_are_all_remembered(ready: Stage) -> None:
    bot = ready.bot
    service = Encouragement(bot.database, bot.vault, bot.clock, bot.moments)
    await asyncio.gather(*(service.say(ready.ana.id, Ask(), f"at once {number}") for number in range(5)))
    async with bot.database.begin() as session:
        state = await service.states.get(session, ready.ana.id)
    assert len(state.seen) == 5


async def test_a_prompt_that_retired_comes_back_with_nobodys_ratings(ready: Stage) -> None:
    bot = ready.bot
    service = Encouragement(bot.database, bot.vault, bot.clock, bot.moments)
    for rater in range(20):
        assert await service.retired() == {}
        await service.rate(rater, "any-odd", "worse" if rater < 3 else "helped")
    assert await service.retired() == {"any-odd": 15}
    await service.rate(0, "any-odd", "helped")
    async with bot.database.begin() as session:
        await session.execute(delete(RatingRow))
    assert await service.retired() == {"any-odd": 15}
    async with bot.database.begin() as session:
        await service.ratings.forget_others(session, ["any-between"])
    assert await service.retired() == {}, "it is no more, so there is nothing to list"


async def test_of_a_guess_and_an_answer_the_surer_chooses_the_words(ready: Stage) -> None:
    bot, at = ready.bot, ready.clock.now() - timedelta(days=20)

    def moment(kind: str, why: Why | None, days: int) -> Moment:
        return Moment(kind, at + timedelta(days), why=why)  # type: ignore[arg-type]  # one of the kinds

    async def reasons(*known: Moment) -> set[str]:
        async def source(_: int) -> Sequence[Moment]:
            return known

        moments = Moments()
        moments.add(source)
        service = Encouragement(bot.database, bot.vault, bot.clock, moments)
        said = await service.say(ready.ana.id, Ask(), f"seed {known}")
        assert said.prompt is not None
        return set(said.prompt.reason)

    guess = moment("rejection", Why.of("performance"), 0)
    stated = moment("answered", Why.of("terms", "stated"), 5)
    assert await reasons(guess) == {"performance"}
    assert await reasons(guess, stated) == {"terms"}
    assert await reasons(guess, moment("answered", Why.of("unknown", "inferred"), 5)) == {"performance"}
    closed = moment("rejection", Why.of("unknowable"), 0)
    assert await reasons(closed, stated) == {"unknown"}, (
        "a question that was left to rest is not opened again"
    )
    insider, before = (
        moment("rejection", Why.of("insider"), 0),
        moment("answered", Why.of("terms", "stated"), -9),
    )
    assert await reasons(before, insider) == {"insider"}, (
        "an answer to an earlier no says nothing of this one"
    )
