"""Reports: from the button to the moderators, without saying who sent it."""

from __future__ import annotations

from functools import partial

import discord
import pytest
from sqlalchemy import text

from bot.board.post import State
from tests.support.stage import Stage, custom_ids
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def report(stage: Stage, handle: str, reason: str = "It insults a group.") -> str:
    form = await stage.ben.click(stage.message(handle), label="Report")
    heard = stage.heard(await stage.ben.submit_modal(form, {"reason": reason}))
    await stage.carded()
    return heard


def cards(stage: Stage, handle: str) -> list[discord.Message]:
    return [m for m in stage.review.history() if f"v1:report-remove:{handle}" in custom_ids(m)]


async def test_moderators_see_the_report_and_the_post_never_who(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    assert await report(ready, handle) == "Thank you. Moderators see your report, not who sent it."
    await ready.later(seconds=10)
    [card] = cards(ready, handle)
    assert card.content.startswith(f"**{handle}** was reported · ")
    assert card.content.endswith("\n> 1 · **Something else**: It insults a group.")
    assert (card.embeds[0].description or "").startswith("They turned me down")


async def test_one_person_reports_a_post_once(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    first = await report(ready, handle)
    assert await report(ready, handle, "Once more.") == first, "who asks again learns nothing either"
    await ready.later(seconds=10)
    assert len(cards(ready, handle)) == 1


async def test_remove_takes_the_post_down_and_its_author_sees_that(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, handle)
    await ready.later(seconds=10)
    [card] = cards(ready, handle)
    await ready.mo.click(card, label="Remove the post")
    await ready.later(seconds=10)
    assert ready.message(handle) is None
    assert ready.thread(handle) is None
    assert f"**{handle}** was reported and removed." in [m.content for m in ready.review.history()]
    assert f"**{handle}** · removed" in ready.text_of(await ready.mine(ready.ana, handle))
    async with ready.bot.database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM reports WHERE NOT settled")) == 0
        assert await session.scalar(text("SELECT count(*) FROM report_cases")) == 0


async def test_dismiss_leaves_the_post(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, handle)
    await ready.later(seconds=10)
    [card] = cards(ready, handle)
    await ready.mo.click(card, label="Dismiss")
    await ready.later(seconds=10)
    assert ready.message(handle) is not None
    assert f"**{handle}** was reported; dismissed." in [m.content for m in ready.review.history()]


async def test_two_moderators_at_once(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, handle)
    await ready.later(seconds=10)
    [card] = cards(ready, handle)
    results = await together(
        ready.env,
        partial(ready.mo.click, card, label="Dismiss"),
        partial(ready.kit.click, card, label="Remove the post"),
    )
    told = [result for result in results if "Another moderator has answered" in ready.heard(result)]
    assert len(told) == 1
    await ready.later(seconds=10)
    removed = f"**{handle}** was reported and removed." in [m.content for m in ready.review.history()]
    assert (ready.message(handle) is None) == removed


async def test_a_member_who_sees_the_card_decides_nothing(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, handle)
    await ready.later(seconds=10)
    ready.env.backend.delete_overwrite(ready.review.id, ready.guild.default_role.id)
    pressed = await ready.chi.click(cards(ready, handle)[0], label="Remove the post")
    assert "That is for moderators of this server. Nothing was done." in ready.heard(pressed)
    async with ready.bot.database.begin() as session:
        assert (await ready.bot.board.find(session, ready.guild.id, handle)).state is State.PUBLISHED
