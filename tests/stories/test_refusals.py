"""Discord refuses, the database is away, somebody acts meanwhile: nobody is told an untruth, what waits is
kept, shown to moderators, and done when the cause is gone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from bot import outbox
from bot.board.board import COUNT
from bot.board.post import Content, State
from tests.support.stage import CHOICES, STORY, Stage
from tests.support.steps import Step

pytestmark = pytest.mark.usefixtures("trouble")
POSTING = "/channels/{}/messages"


async def state_of(stage: Stage, handle: str) -> State:
    return (await Step(stage).own())[handle].state


async def warned(stage: Stage) -> bool:
    """Whether the queue tells moderators that something is stuck."""
    return "⚠" in stage.text_of(await stage.mo.slash(stage.review, "mod queue"))


def notices(stage: Stage) -> list[str]:
    return [m.content for m in stage.review.history() if "Something needs you" in m.content]


async def check_published(stage: Stage, handle: str) -> None:
    assert stage.message(handle) is not None
    assert stage.thread(handle) is not None
    assert await state_of(stage, handle) is State.PUBLISHED
    assert not await warned(stage)


@pytest.mark.parametrize(("status", "code"), [(500, 0), (502, 0), (429, 0), (403, 50001), (403, 50013)])
async def test_a_post_that_discord_refuses_appears_later(open_stage: Stage, status: int, code: int) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    stage.env.inject_error("POST", POSTING.format(stage.board.id), status=status, code=code, times=2)
    await stage.approve(handle)
    assert stage.message(handle) is None
    assert await state_of(stage, handle) is State.SCHEDULED
    assert "Nothing is lost: I keep trying." in stage.text_of(await stage.mine(stage.ana, handle))
    assert await warned(stage)
    await stage.later(minutes=1)
    await check_published(stage, handle)


async def test_a_server_with_too_many_threads_is_told_and_the_post_gets_its_thread_later(
    open_stage: Stage,
) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    path = f"/channels/{stage.board.id}/messages/*/threads"
    stage.env.inject_error("POST", path, status=400, code=160006, times=2)
    await stage.approve(handle)
    await stage.later(seconds=6)
    assert any("as many open threads as Discord allows" in notice for notice in notices(stage))
    await stage.later(minutes=1)
    await check_published(stage, handle)


@pytest.mark.parametrize("lost", ["send_messages", "create_public_threads", "view_channel"])
async def test_a_permission_taken_away_is_named_and_its_return_noticed(open_stage: Stage, lost: str) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    stage.deny(stage.board, lost)
    await stage.approve(handle)
    assert stage.thread(handle) is None
    await stage.later(seconds=6)
    assert [f"<#{stage.board.id}>" in notice for notice in notices(stage)] == [True]
    assert await warned(stage)
    await stage.later(minutes=12)
    assert len(notices(stage)) == 1
    stage.deny(stage.board)
    await stage.env.settle()
    await check_published(stage, handle)


async def test_a_deleted_board_is_replaced_by_a_new_set_up(open_stage: Stage) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    stage.env.backend.delete_channel(stage.board.id)
    await stage.approve(handle)
    await stage.later(seconds=6)
    assert "is gone" in notices(stage)[0]
    assert await state_of(stage, handle) is State.SCHEDULED
    stage.board = stage.guild.create_text_channel("rejections-2")
    await stage.set_up(release="0")
    await check_published(stage, handle)


async def test_in_a_thread_that_sleeps_an_answer_wakes_it(open_stage: Stage) -> None:
    stage = open_stage
    handle = await stage.publish(stage.ana)
    thread = stage.thread(handle)
    assert thread is not None
    stage.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True, "locked": True})
    answer = await stage.answer(stage.ana, handle, "Thank you, that helps.")
    await stage.approve(answer)
    await stage.later(minutes=1)
    assert stage.message(answer, thread) is not None
    assert await state_of(stage, answer) is State.PUBLISHED


async def test_an_answer_whose_thread_was_deleted_does_not_wait_for_ever(open_stage: Stage) -> None:
    stage = open_stage
    handle = await stage.publish(stage.ana)
    thread = stage.thread(handle)
    assert thread is not None
    answer = await stage.answer(stage.ana, handle, "Thank you, that helps.")
    stage.env.backend.delete_channel(thread.id)
    await stage.approve(answer)
    await stage.later(minutes=1)
    assert await state_of(stage, answer) is State.REMOVED
    assert await state_of(stage, handle) is State.PUBLISHED
    assert "Thank you, that helps." in stage.text_of(await stage.mine(stage.ana, answer))
    assert not await warned(stage)
    assert notices(stage) == []


@contextmanager
def database_away(stage: Stage) -> Iterator[None]:
    def refuse(*_: object) -> None:
        raise OSError("the disk is gone")

    engine = stage.bot.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", refuse)


async def test_what_was_typed_comes_back_when_it_cannot_be_kept(open_stage: Stage) -> None:
    stage = open_stage
    form = await stage.ana.slash(stage.general, "rejection share")
    with database_away(stage):
        shown = await stage.ana.submit_modal(form, {"story": STORY, **CHOICES})
    assert "What you typed is in the file below" in stage.heard(shown)
    assert STORY in "".join(stage.files_of(shown))


async def test_a_database_that_is_away_is_asked_once_a_beat(
    open_stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    await stage.approve(handle)
    caplog.clear()
    with database_away(stage):
        await stage.later(seconds=60)
    complaints = [record for record in caplog.records if record.name == "onward.errors"]
    assert 11 <= len(complaints) <= 13
    answer = await stage.post(stage.ben, "They never wrote back to me.")
    await stage.later(seconds=6)
    assert await stage.carded_at(answer) is not None


async def test_a_job_that_was_done_but_not_settled_is_not_done_twice(open_stage: Stage) -> None:
    """The database goes away between the call to Discord and the note that it was made."""
    stage = open_stage
    handle = await stage.post(stage.ana)
    posting = POSTING.format(stage.board.id)
    away = database_away(stage)
    with during(stage, "POST", posting, partial(_enter, away)):
        await stage.approve(handle)
    away.__exit__(None, None, None)
    await stage.later(minutes=2)
    await check_published(stage, handle)


async def _enter(context: Any) -> None:
    context.__enter__()


@contextmanager
def during(stage: Stage, method: str, path: str, act: Callable[[], Awaitable[object]]) -> Iterator[None]:
    """Act once, after the first such call took effect at Discord and before the bot hears of it."""
    http: Any = stage.bot.http
    original = http.request
    pending = [act]

    async def request(route: Any, **call: Any) -> Any:
        answer = await original(route, **call)
        if pending and route.method == method and route.url.endswith(path):
            await pending.pop()()
        return answer

    http.request = request
    try:
        yield
    finally:
        http.request = original
    assert not pending, "nothing of that kind was called"


@pytest.mark.parametrize("forum", [False, True])
async def test_who_deletes_during_publication_is_not_overruled(stage: Stage, forum: bool) -> None:
    board = stage.forum if forum else stage.board
    await stage.set_up(board=board, release="0")
    handle = await stage.post(stage.ana)
    delete = partial(stage.bot.board.delete, stage.guild.id, handle, stage.ana.id)
    path = f"/channels/{board.id}/threads" if forum else POSTING.format(board.id)
    with during(stage, "POST", path, delete):
        await stage.approve(handle)
    await stage.later(minutes=1)
    step = Step(stage)
    assert step.public(handle) == []
    assert step.threads(handle) == []
    assert await step.rows() == 0


@pytest.mark.parametrize("review", [True, False])
async def test_who_edits_during_publication_is_not_overruled(stage: Stage, review: bool) -> None:
    await stage.set_up(release="0", review=review)
    preview = await stage.share(stage.ana)

    async def edit() -> None:
        board = stage.bot.board
        (handle,) = await Step(stage).own()
        async with stage.bot.database.begin() as session:
            server = await board.server(session, stage.guild.id)
            post = await board.find(session, stage.guild.id, handle)
            await board.rewrite(session, server, post, Content("It was a no in the end."))

    with during(stage, "POST", POSTING.format(stage.board.id), edit):
        await stage.ana.click(preview.response, label="Post")
        (handle,) = await Step(stage).own()
        if review:
            await stage.approve(handle)
    await stage.later(minutes=1)
    step = Step(stage)
    if review:
        assert step.public(handle) == []
        assert step.threads(handle) == []
        assert await state_of(stage, handle) is State.WAITING
        await step.press_approve(handle)
        await stage.later(minutes=1)
    await check_published(stage, handle)
    (message,) = step.public(handle)
    assert message.embeds[0].description == "It was a no in the end."


async def test_a_count_that_is_due_with_a_publication_publishes_nothing(open_stage: Stage) -> None:
    """Somebody pressed "Me too" under a message whose post its author changed in the same instant."""
    stage = open_stage
    handle = await stage.post(stage.ana)
    async with stage.bot.database.begin() as session:
        post = await stage.bot.board.find(session, stage.guild.id, handle)
        await outbox.request(session, COUNT, str(post.id), due=stage.clock.now() + timedelta(seconds=1))
    with during(stage, "POST", POSTING.format(stage.board.id), stage.bot.outbox.run_due):
        await stage.env.advance_time(2)
        await stage.bot.review.approve(stage.guild.id, handle, by=stage.mo.id)
        await stage.later(seconds=10)
    await check_published(stage, handle)
