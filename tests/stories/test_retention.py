"""The end of what nobody needs any more, as members see it: told before, then gone."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, text

from bot.board.post import State
from bot.board.tables import PostRow
from tests.support.stage import Stage
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")


async def days(stage: Stage, count: int) -> None:
    """Let days pass, one at a time."""
    await skip(stage.env, dt.timedelta(days=count), dt.timedelta(days=1))


async def rows(stage: Stage) -> dict[str, tuple[str, bool]]:
    """Every post's state, and whether anything ties it to its author."""
    async with stage.bot.database.begin() as session:
        return {
            row.handle: (row.state, any((row.author, row.author_digest, row.glossary)))
            for row in await session.scalars(select(PostRow))
        }


async def test_the_author_is_told_and_the_link_ends_and_the_post_stays(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await days(ready, 25)
    assert not any(handle in said for said in ready.dms(ready.ana))
    await days(ready, 3)
    [told] = [said for said in ready.dms(ready.ana) if handle in said]
    assert "The post stays" in told
    assert "`/rejection mine`" in told
    assert (await rows(ready))[handle] == (State.PUBLISHED, True)
    await days(ready, 3)
    assert (await rows(ready))[handle] == (State.PUBLISHED, False)
    assert ready.message(handle) is not None
    assert "You have no posts here." in ready.text_of(await ready.ana.slash(ready.general, "rejection mine"))
    assert len([said for said in ready.dms(ready.ana) if handle in said]) == 1


async def test_a_declined_post_goes_as_a_whole_and_the_words_say_so(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.later(seconds=10)
    await ready.decline(handle, "Please take the street out.")
    await days(ready, 28)
    [told] = [said for said in ready.dms(ready.ana) if "erased for good" in said]
    assert handle in told
    assert "The post stays" not in told
    await days(ready, 3)
    assert await rows(ready) == {}


async def test_a_post_that_waits_for_ever_is_given_back(ready: Stage) -> None:
    await ready.post(ready.ana)
    await ready.later(seconds=10)
    await days(ready, 31)
    assert await rows(ready) == {}
    assert all(not message.components for message in ready.review.history())


async def test_a_shorter_time_holds_for_what_is_there_already_and_is_told(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await days(ready, 12)
    async with ready.bot.database.begin() as session:
        await session.execute(text("UPDATE servers SET retention_days = 7"))
    await days(ready, 2)
    assert len([said for said in ready.dms(ready.ana) if handle in said]) == 1
    assert (await rows(ready))[handle] == (State.PUBLISHED, True), "there is time to do something"
    await days(ready, 4)
    assert (await rows(ready))[handle] == (State.PUBLISHED, False)


async def test_with_dms_closed_it_ends_all_the_same(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    ready.close_dms(ready.ana)
    await days(ready, 31)
    assert (await rows(ready))[handle] == (State.PUBLISHED, False)


async def test_a_restart_between_the_word_and_the_end(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await days(ready, 28)
    await ready.restart()
    await days(ready, 3)
    assert (await rows(ready))[handle] == (State.PUBLISHED, False)
    assert len([said for said in ready.dms(ready.ana) if handle in said]) == 1


async def test_a_draft_that_nobody_touches_goes(ready: Stage) -> None:
    await ready.share(ready.ana)
    await days(ready, 31)
    shown = await ready.ana.slash(ready.general, "rejection share")
    assert shown.modal is not None, "there is no draft to go on with"
