"""`/encourage me`: two taps at most, nothing asked of anybody on the first day, and ratings that name nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cogs.encouragement.prompts import Prompt, load
from cogs.encouragement.tables import RatingRow
from tests.support.stage import Stage
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")


def shown_prompt(stage: Stage, shown: Any) -> Prompt:
    """The stock prompt that a private answer shows."""
    text = stage.text_of(shown)
    return next(prompt for prompt in load().values() if prompt.validate in text)


async def two_taps(stage: Stage, what: str | None, felt: str | None) -> Any:
    shown = await stage.ana.slash(stage.general, "encourage me")
    if what is None:
        await stage.ana.click(shown.response, label="I would rather not say")
    else:
        await stage.ana.select(shown.response, [what], custom_id="v1:encourage-what:...")
    felt_id = next(i for i in ids_of(stage, shown) if i.startswith("v1:encourage-felt:"))
    if felt is None:
        await stage.ana.click(shown.response, label="Hard to say")
    else:
        await stage.ana.select(shown.response, [felt], custom_id=felt_id)
    return shown


def ids_of(stage: Stage, shown: Any) -> list[str]:
    message = stage.env.backend.get_message(shown.response.channel_id, shown.response.id)
    return [item["custom_id"] for row in message.components for item in row["components"]]


async def test_two_taps_lead_to_words_that_fit(ready: Stage) -> None:
    shown = await two_taps(ready, "r-strong_field", None)
    prompt = shown_prompt(ready, shown)
    assert prompt.reason == {"strong_field"}
    assert not prompt.is_rest
    text = ready.text_of(shown)
    assert prompt.step in text
    assert "Leaving it out is fine." in text
    angry = shown_prompt(ready, await two_taps(ready, "s-ghosted", "angry"))
    assert angry.situation == {"ghosted"} or angry.feeling == {"angry"}
    assert shown_prompt(ready, await two_taps(ready, None, None)).reason == frozenset()


async def test_on_the_first_day_it_asks_for_nothing(ready: Stage) -> None:
    shown = await two_taps(ready, "fresh", "sad")
    assert shown_prompt(ready, shown).is_rest
    assert "suggestion" not in ready.text_of(shown)
    await ready.restart()
    for _ in range(6):
        await ready.ana.click(shown.response, label="Another")
        assert shown_prompt(ready, shown).is_rest
    again = await ready.ana.slash(ready.general, "encourage me")
    assert "A no, today or yesterday" not in ready.text_of(again), "what is known is not asked again"
    await skip(ready.env, timedelta(hours=25), timedelta(hours=25))
    assert not shown_prompt(ready, await two_taps(ready, "r-unknown", "sad")).is_rest


async def test_the_day_of_a_post_on_the_board_counts_too(ready: Stage) -> None:
    await ready.publish(ready.ana)
    shown = await ready.ana.slash(ready.general, "encourage me", reason="performance", feeling="ashamed")
    prompt = shown_prompt(ready, shown)
    assert prompt.is_rest
    assert "ashamed" in prompt.feeling or "performance" in prompt.reason or "final" in prompt.stage
    await skip(ready.env, timedelta(days=3), timedelta(days=3))
    shown = await ready.ana.slash(ready.general, "encourage me", reason="performance", feeling="ashamed")
    assert not shown_prompt(ready, shown).is_rest
    ben = await ready.ben.slash(ready.general, "encourage me", reason="closed", feeling="tired")
    assert not shown_prompt(ready, ben).is_rest, "somebody else's post says nothing of this member"


async def test_it_came_today_can_be_said_afterwards(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "encourage me", reason="insider", feeling="angry")
    assert not shown_prompt(ready, shown).is_rest
    await ready.ana.click(shown.response, label="It came today or yesterday")
    assert shown_prompt(ready, shown).is_rest
    assert not any("encourage-fresh" in i for i in ids_of(ready, shown))


async def test_nothing_comes_twice_until_the_set_is_through(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "encourage me", reason="terms", feeling="numb")
    seen = [shown_prompt(ready, shown).id]
    for _ in range(11):
        await ready.ana.click(shown.response, label="Another")
        seen.append(shown_prompt(ready, shown).id)
    assert len(set(seen)) == 12
    assert {"terms" in load()[one].reason or "numb" in load()[one].feeling for one in seen[:4]} == {True}


async def test_hopeless_meets_people_first(ready: Stage) -> None:
    shown = await two_taps(ready, "s-long_search", "hopeless")
    text = ready.text_of(shown)
    assert text.startswith("I am a bot and cannot tell how bad it is.")
    assert text.index("findahelpline.com") < text.index(shown_prompt(ready, shown).validate)
    assert shown_prompt(ready, shown).feeling == {"hopeless"}
    people = await ready.ana.click(shown.response, label="People to talk to")
    assert "Choose your country below." in ready.heard(people) or "People to talk to" in ready.heard(people)


async def test_a_rating_is_one_a_person_and_can_be_changed(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "encourage me", reason="terms", feeling="numb")
    said = await ready.ana.click(shown.response, label="Helped")
    assert "Noted, without your name." in ready.heard(said)
    await ready.restart()
    worse = await ready.ana.click(shown.response, label="Worse")
    assert "I am sorry" in ready.heard(worse)
    async with ready.bot.database.begin() as session:
        rows = list(await session.scalars(select(RatingRow)))
    assert [(row.prompt_id, row.rating) for row in rows] == [(shown_prompt(ready, shown).id, "worse")]


async def test_a_rating_of_something_unknown_changes_nothing(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "encourage me", reason="terms", feeling="numb")
    for key in ("no-such-prompt.helped", "any-odd.splendid", "", "...."):
        said = await press(ready, shown, f"v1:encourage-rate:{key}")
        assert "not here any more" in said


async def press(stage: Stage, shown: Any, custom_id: str) -> str:
    """Press a button that this message never had, as somebody with a client of their own could."""
    backend = stage.env.backend
    message = backend.get_message(shown.response.channel_id, shown.response.id)
    message.components[0]["components"][0]["custom_id"] = custom_id
    return stage.heard(await stage.ana.click(shown.response, custom_id=custom_id))


async def test_a_prompt_that_does_harm_comes_no_more(ready: Stage) -> None:
    harmful = [
        prompt.id for prompt in load().values() if "closed" in prompt.reason and "week" in prompt.phase
    ]
    async with ready.bot.database.begin() as session:
        for prompt_id in harmful:
            for number in range(20):
                rating = "worse" if number < 3 else "helped"
                session.add(RatingRow(prompt_id=prompt_id, rater_digest=bytes([number]) * 32, rating=rating))
    shown = await ready.ana.slash(ready.general, "encourage me", reason="closed", feeling="tired")
    for _ in range(8):
        assert shown_prompt(ready, shown).id not in harmful
        await ready.ana.click(shown.response, label="Another")
    health = ready.heard(await ready.owner.slash(ready.general, "mod health"))
    assert "Prompts that nobody is shown any more" in health
    assert all(f"({prompt_id}): about 15 % said" in health for prompt_id in harmful)


async def test_in_a_dm_it_works_the_same(ready: Stage) -> None:
    shown = await ready.ana.user.slash("encourage me", reason="unknown", feeling="sad")
    before = shown_prompt(ready, shown)
    await ready.ana.user.click(shown.response, label="Another")
    assert shown_prompt(ready, shown) != before
