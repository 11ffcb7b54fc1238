"""Why it was a no: asked in private once a story is sent off, kept for its author alone, gone with the post."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cogs.encouragement.prompts import load
from cogs.rejections.tables import WhyRow
from tests.support.stage import Stage, filled
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")


async def rows(stage: Stage) -> list[WhyRow]:
    async with stage.bot.database.begin() as session:
        return list(await session.scalars(select(WhyRow)))


async def say(stage: Stage, form: Any, **chosen: str) -> str:
    return stage.heard(await stage.ana.submit_modal(form, {name: [value] for name, value in chosen.items()}))


async def test_it_is_offered_once_a_story_is_sent_and_nothing_asks_for_it(ready: Stage) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Post")
    form = await ready.ana.click(preview.response, label="Why it was a no")
    assert filled(form)["reason"] == "none"
    await ready.restart()
    said = await say(ready, form, reason="strong_field", source="stated", control="outside")
    assert "Others were very close, or ahead (they said so)" in said
    (row,) = await rows(ready)
    assert b"strong_field" not in row.payload
    own = await ready.mine(ready.ana, ready.handle_in(preview))
    form = await ready.ana.click(own, label="Why it was a no")
    assert filled(form) == {"reason": "strong_field", "source": "stated", "control": "outside"}
    said_again = await ready.ana.submit_modal(form, {"reason": ["strong_field"], "source": ["stated"]})
    await counts_where_its_author_lets_it(ready, said_again)


async def counts_where_its_author_lets_it(stage: Stage, shown: Any) -> None:
    """Off until they say so; nobody else sees which, and `/privacy show` leads back to it."""
    asked = await stage.ana.click(shown.response, label="May it count?")
    assert "It does not count." in stage.heard(asked)
    chosen = await stage.ana.click(asked.response, label="Let it count")
    assert "It counts." in stage.text_of(chosen)
    record = await stage.ana.slash(stage.general, "privacy show")
    assert "that you let your reasons, letters and steps count" in stage.text_of(record)
    asked = await stage.ana.click(record.response, label="What counts in numbers?")
    chosen = await stage.ana.click(asked.response, label="Count it no more")
    assert "It does not count." in stage.text_of(chosen)
    record = await stage.ana.slash(stage.general, "privacy show")
    assert "letters and steps count" not in stage.text_of(record)


async def test_a_guess_is_told_as_a_guess_and_unknowable_closes_the_question(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    own = await ready.mine(ready.ana, handle)
    form = await ready.ana.click(own, label="Why it was a no")
    assert "Somebody they knew (a guess)" in await say(ready, form, reason="insider", source="guessed")
    form = await ready.ana.click(own, label="Why it was a no")
    assert "it cannot be known" in await say(ready, form, reason="unknowable")
    form = await ready.ana.click(own, label="Why it was a no")
    assert "Nothing is kept about the reason." in await say(ready, form, reason="none")
    assert await rows(ready) == []


async def test_words_follow_the_reason_and_stage_of_the_last_story(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    form = await ready.ana.click(own, label="Why it was a no")
    await say(ready, form, reason="insider", source="guessed")
    await skip(ready.env, timedelta(days=3), timedelta(days=3))
    shown = await ready.ana.slash(ready.general, "encourage me")
    await ready.ana.click(shown.response, label="I would rather not say")
    await ready.ana.click(shown.response, label="Hard to say")
    seen = []
    for _ in range(3):
        text = ready.text_of(shown)
        seen.append(next(prompt for prompt in load().values() if prompt.validate in text))
        await ready.ana.click(shown.response, label="Another")
    assert all("insider" in prompt.reason or "final" in prompt.stage for prompt in seen)


async def test_nobody_else_can_say_or_read_it_and_it_goes_with_the_post(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    form = await ready.ana.click(own, label="Why it was a no")
    await say(ready, form, reason="terms", source="guessed")
    other = await ready.publish(ready.ben)
    shown = await ready.mine(ready.ben, other)
    message = ready.env.backend.get_message(shown.channel_id, shown.id)
    button = next(
        i for r in message.components for i in r["components"] if "own-why" in i.get("custom_id", "")
    )
    button["custom_id"] = f"v1:own-why:{handle}"
    refused = await ready.ben.click(shown, custom_id=button["custom_id"])
    assert refused.modal is None
    assert "There is no post" in ready.heard(refused)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Delete for good")
    await ready.later(minutes=2)
    assert await rows(ready) == []
