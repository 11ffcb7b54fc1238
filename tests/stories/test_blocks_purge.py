"""/mod purge: everything by one author goes, in the background, and its progress tells nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.board.post import State
from cogs.moderation.purges.service import PurgeRow
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")


async def purge(stage: Stage, handle: str) -> tuple[object, str]:
    """Asked for and confirmed by a moderator; the private message, and what it says."""
    asked = await stage.mo.slash(stage.general, "mod purge", post=handle)
    await stage.mo.click(asked.response, label="Take it all down")
    return asked.response, stage.text_of(asked)


async def states(stage: Stage, *handles: str) -> list[State]:
    async with stage.bot.database.begin() as session:
        found = [await stage.bot.board.find(session, stage.guild.id, handle) for handle in handles]
    return [post.state for post in found]


async def test_all_of_hers_goes_and_nothing_of_others(ready: Stage) -> None:
    first, second = await ready.publish(ready.ana), await ready.publish(ready.ana, "Another no.")
    waiting, his = await ready.post(ready.ana, "A third one."), await ready.publish(ready.ben, "Mine.")
    preview = await ready.feedback(ready.ana, his, "I like how plainly you say it.")
    await ready.ana.click(preview.response, label="Post")
    given = ready.handle_in(preview)
    await ready.approve(given)
    await ready.released()
    message, said = await purge(ready, first)
    assert "0 % of it has passed" in said
    await ready.later(minutes=3)
    await ready.mo.click(message, label="How far is it?")
    assert f"Done: everything by the author of **{first}** is taken down." in ready.text_of(message)
    thread = ready.thread(his)
    assert thread is not None
    assert [m for h in (first, second, waiting, given) for m in ready.messages(h)] == []
    assert ready.messages(given, thread) == []
    assert ready.message(his) is not None
    assert await states(ready, first, second, waiting, given) == [State.REMOVED] * 4
    assert not any(f":{waiting}" in str(custom_ids(card)) for card in ready.review.history())
    assert "removed" in ready.text_of(await ready.mine(ready.ana, second))


async def test_one_post_or_ten_the_progress_reads_the_same(ready: Stage) -> None:
    board = ready.bot.board
    one, many = await ready.publish(ready.ben, "The only one."), await ready.publish(ready.ana)
    async with ready.bot.database.begin() as session:
        settings = replace(await board.server(session, ready.guild.id), review=False)
        post = await board.find(session, ready.guild.id, many)
        assert post.content is not None
        for _ in range(60):
            await board.submit(
                session, settings, kind="rejection", author_id=ready.ana.id, content=post.content, glossary={}
            )
    shown = {handle: await purge(ready, handle) for handle in (one, many)}
    seen: dict[str, list[str]] = {handle: [said.replace(handle, "?")] for handle, (_, said) in shown.items()}
    for _ in range(4):
        await ready.later(seconds=15)
        for handle, (message, _) in shown.items():
            await ready.mo.click(message, label="How far is it?")
            seen[handle].append(ready.text_of(message).replace(handle, "?"))
    assert seen[one][:4] == seen[many][:4]
    assert len(set(seen[one][:4])) == 4, "it does go on"
    await ready.later(minutes=2)
    async with ready.bot.database.begin() as session:
        assert list(await session.scalars(select(PurgeRow.id))) == []
        left = [post.state for post in await board.store.by_author(session, ready.guild.id, ready.ana.id)]
    assert set(left) == {State.REMOVED}


async def test_it_goes_on_after_a_restart_and_when_the_first_post_is_deleted(ready: Stage) -> None:
    first, second = await ready.publish(ready.ana), await ready.publish(ready.ana, "Another no.")
    message, _ = await purge(ready, first)
    asked = await ready.mine(ready.ana, first)
    await ready.ana.click(asked, label="Delete")
    await ready.restart()
    await ready.ana.click(asked, label="Delete for good")
    await ready.later(minutes=4)
    assert ready.message(first) is None
    assert ready.message(second) is None
    await ready.mo.click(message, label="How far is it?")
    assert "Done:" in ready.text_of(message)


async def test_what_cannot_be_found_any_more_is_said(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    asked = await ready.mo.slash(ready.general, "mod purge", post=handle)
    async with ready.bot.database.begin() as session:
        board = ready.bot.board
        await board.unlink(session, await board.find(session, ready.guild.id, handle))
    pressed = await ready.mo.click(asked.response, label="Take it all down")
    assert "so I cannot find what else is theirs" in ready.heard(pressed)
    assert ready.message(handle) is not None
    said = ready.heard(await ready.mo.slash(ready.general, "mod purge", post="Z9Z9"))
    assert "There is no post Z9Z9 here." in said


async def test_who_is_no_moderator_any_more_does_nothing(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    asked = await ready.mo.slash(ready.general, "mod purge", post=handle)
    ready.env.backend.edit_member(ready.guild.id, ready.mo.id, {"role_ids": []})
    pressed = await ready.mo.click(asked.response, label="Take it all down")
    assert "That is for moderators of this server. Nothing was done." in ready.heard(pressed)
    assert await states(ready, handle) == [State.PUBLISHED]
