"""Publication stops at once and goes on without a flood; nothing is lost meanwhile."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.board.post import State
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def pause(stage: Stage) -> str:
    return stage.heard(await stage.mo.slash(stage.general, "mod pause"))


async def resume(stage: Stage) -> str:
    return stage.heard(await stage.mo.slash(stage.general, "mod resume"))


async def test_nothing_appears_until_it_goes_on_and_then_one_by_one(stage: Stage) -> None:
    ready = stage
    await ready.set_up(release="5")
    approved = [await ready.post(member) for member in (ready.ana, ready.ben, ready.chi)]
    for handle in approved:
        await ready.approve(handle)
    assert "no post, answer, feedback or change appears" in await pause(ready)
    late = await ready.post(ready.ana, "Another no.")
    said = ready.heard(await ready.approve(late))
    assert "1970" not in said
    assert "<t:0" not in said
    await ready.later(hours=2)
    await ready.restart()
    assert ready.board.history() == []
    assert "waits: publication is paused here for now" in ready.text_of(await ready.mine(ready.ana, late))
    assert "What has waited appears one after the other" in await resume(ready)
    seen = []
    for _ in range(44):
        seen.append(len(ready.board.history()))
        await ready.later(seconds=10)
    assert (seen[0], seen[-1]) == (0, 4)
    assert max(after - before for before, after in pairwise(seen)) == 1
    assert {len(ready.messages(handle)) for handle in (*approved, late)} == {1}


async def test_in_the_order_in_which_they_were_sent(ready: Stage) -> None:
    handles = []
    for member in (ready.ana, ready.ben, ready.chi):
        handles.append(await ready.post(member))
        await ready.later(minutes=2)
    await pause(ready)
    for handle in reversed(handles):
        await ready.approve(handle)
    await resume(ready)
    await ready.later(minutes=20)
    shown = [next(h for h in handles if h in str(m.embeds[0].footer.text)) for m in ready.board.history()]
    assert shown == handles


async def test_changes_wait_and_what_is_taken_down_does_not(ready: Stage) -> None:
    changed, deleted = await ready.publish(ready.ana), await ready.publish(ready.ben, "A story of mine.")
    form = await ready.ana.click(await ready.mine(ready.ana, changed), label="Edit")
    edited = {"story": "It was a no in the end.", "stage": ["final"], "help": ["listen"]}
    preview = await ready.ana.submit_modal(form, edited)
    await ready.ana.click(preview.response, label="Save")
    await pause(ready)
    await ready.approve(changed)
    asked = await ready.mine(ready.ben, deleted)
    await ready.ben.click(asked, label="Delete")
    await ready.ben.click(asked, label="Delete for good")
    await ready.later(minutes=30)
    message = ready.message(changed)
    assert message is not None
    assert message.embeds[0].description != edited["story"]
    assert ready.message(deleted) is None
    await resume(ready)
    await ready.later(seconds=10)
    message = ready.message(changed)
    assert message is not None
    assert message.embeds[0].description == edited["story"]


async def test_without_review_what_members_send_is_kept_and_says_so(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    await pause(stage)
    preview = await stage.share(stage.ana)
    assert "when moderators, who have paused publication here, let it go on" in stage.text_of(preview)
    await stage.ana.click(preview.response, label="Post")
    assert "is kept. Moderators have paused publication here" in stage.text_of(preview)
    handle = stage.handle_in(preview)
    await stage.later(minutes=30)
    assert stage.message(handle) is None
    await resume(stage)
    await stage.later(seconds=10)
    assert stage.message(handle) is not None


async def test_feedback_and_answers_wait_too(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like how plainly you say it.")
    await ready.ben.click(preview.response, label="Post")
    given, answered = ready.handle_in(preview), await ready.answer(ready.ana, handle, "Thank you all.")
    await ready.approve(given)
    await ready.approve(answered)
    await pause(ready)
    await ready.later(hours=1)
    thread = ready.thread(handle)
    assert thread is not None
    assert not thread.history() or all(given not in str(m.embeds) for m in thread.history())
    await resume(ready)
    await ready.later(minutes=20)
    assert {len(ready.messages(one, thread)) for one in (given, answered)} == {1}


async def test_a_set_up_in_between_does_not_undo_it(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    shown = await ready.owner.slash(ready.general, "mod setup")
    await pause(ready)
    await ready.owner.click(shown.response, label="Test and save")
    await ready.released()
    assert ready.message(handle) is None


async def test_twice_says_so_and_does_nothing(ready: Stage) -> None:
    assert "not paused here" in await resume(ready)
    await pause(ready)
    assert "paused already" in await pause(ready)
    assert "goes on" in await resume(ready)


async def test_whoever_pauses_and_resumes_at_once_does_not_see_what_was_just_sent(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    await pause(ready)
    said = await resume(ready)
    await pause(ready)
    await ready.post(ready.ben, "Another story.")
    assert await resume(ready) == said
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
    assert post.state is State.SCHEDULED
    assert post.release_at is not None
    assert timedelta(seconds=50) < post.release_at - ready.clock.now() < timedelta(minutes=15)
