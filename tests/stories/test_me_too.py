"""Me too: a count in steps, without names."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


def label(stage: Stage, handle: str) -> str:
    message = stage.message(handle)
    assert message is not None
    return str(message.components[0].children[1].label)


async def press(stage: Stage, handle: str, who: str) -> str:
    message = stage.message(handle)
    assert message is not None
    said = stage.heard(await getattr(stage, who).click(message, custom_id=f"v1:me-too:{handle}"))
    await stage.later(hours=1)
    return said


async def test_one_is_not_shown_and_two_are_a_few(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    assert label(ready, handle) == "Me too"
    assert await press(ready, handle, "ben") == "Counted. Nobody sees who. Press again to take it back."
    assert label(ready, handle) == "Me too", "the first one would be easy to guess"
    await press(ready, handle, "chi")
    assert label(ready, handle) == "Me too · a few"
    assert await press(ready, handle, "chi") == "Taken back. You are not counted any more."
    assert label(ready, handle) == "Me too"


async def test_the_same_person_looks_different_under_each_post(ready: Stage) -> None:
    first, second = await ready.publish(ready.ana), await ready.publish(ready.ana)
    for handle in (first, second):
        await press(ready, handle, "ben")
    async with ready.bot.database.begin() as session:
        digests = set(await session.scalars(text("SELECT member_digest FROM me_too")))
    assert len(digests) == 2


async def test_it_is_counted_after_a_restart(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await press(ready, handle, "ben")
    await ready.restart()
    await press(ready, handle, "chi")
    assert label(ready, handle) == "Me too · a few"


async def test_it_follows_later_also_where_posts_appear_at_once(open_stage: Stage) -> None:
    handle = await open_stage.publish(open_stage.ana)
    await press(open_stage, handle, "ben")
    message = open_stage.message(handle)
    assert message is not None
    await open_stage.chi.click(message, custom_id=f"v1:me-too:{handle}")
    assert label(open_stage, handle) == "Me too", "whoever is online just now could be the one who pressed"
    await open_stage.later(minutes=6)
    assert label(open_stage, handle) == "Me too · a few"
