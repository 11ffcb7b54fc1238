"""`/rejection mine`: one's own posts, and all that their author can do with them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tests.support.stage import Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")

CHANGED = {"story": "A new story.", "stage": ["offer"], "help": ["listen"]}


async def change(stage: Stage, handle: str, typed: dict[str, Any] = CHANGED) -> str:
    form = await stage.ana.click(await stage.mine(stage.ana, handle), label="Edit")
    preview = await stage.ana.submit_modal(form, typed)
    await stage.ana.click(preview.response, label="Save")
    return stage.text_of(preview)


async def delete(stage: Stage, handle: str) -> str:
    own = await stage.mine(stage.ana, handle)
    await stage.ana.click(own, label="Delete")
    await stage.ana.click(own, label="Delete for good")
    return stage.text_of(own)


async def test_nothing_yet(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "rejection mine")
    assert "You have no posts here." in ready.text_of(shown)


async def test_the_list_says_how_each_stands(ready: Stage) -> None:
    waits = await ready.post(ready.ana)
    declined = await ready.post(ready.ana)
    await ready.decline(declined, "Too short.")
    public = await ready.publish(ready.ana)
    answer = await ready.answer(ready.ana, public, "Thank you all.")
    scheduled = await ready.post(ready.ana)
    await ready.approve(scheduled)
    text_ = ready.text_of(await ready.ana.slash(ready.general, "rejection mine"))
    for line in (
        f"**{waits}** · waits for a moderator",
        f"**{declined}** · declined",
        f"**{public}** · published",
        f"**{answer}** · an answer in a thread · waits for a moderator",
        f"**{scheduled}** · appears <t:",
    ):
        assert line in text_
    others = ready.text_of(await ready.ben.slash(ready.general, "rejection mine"))
    assert "You have no posts here." in others


async def test_many_posts_have_pages(ready: Stage) -> None:
    for _ in range(11):
        await ready.post(ready.ana, "Short.")
    shown = await ready.ana.slash(ready.general, "rejection mine")
    assert ready.text_of(shown).count("waits for a moderator") == 10
    await ready.ana.click(shown.response, label="Older")
    assert ready.text_of(shown).count("waits for a moderator") == 1
    await ready.ana.click(shown.response, label="Newer")
    assert ready.text_of(shown).count("waits for a moderator") == 10


async def test_an_answer_goes_into_the_thread_under_the_same_handle(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, company="Initech")
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Answer in the thread")
    preview = await ready.ana.submit_modal(
        form, {"story": "Thank you. Initech wrote again, ana@mail.example."}
    )
    preview_embed = preview.response.embeds[0].to_dict()
    assert preview_embed["description"] == "Thank you. [company] wrote again, [email]."
    assert preview_embed["footer"]["text"] == f"{handle} · the author"
    await ready.ana.click(preview.response, label="Post")
    answer = ready.handle_in(preview)
    await ready.approve(answer)
    await ready.released()
    thread = ready.thread(handle)
    assert thread is not None
    [message] = thread.history()
    assert message.embeds[0].to_dict() == preview_embed
    assert answer not in str(preview_embed)


async def test_an_edit_changes_the_public_message_and_says_so(stage: Stage) -> None:
    await stage.set_up(review=False)
    handle = await stage.post(stage.ana)
    await stage.released()
    before = stage.message(handle)
    assert before is not None
    assert "Saved." in await change(stage, handle)
    await stage.later(seconds=10)
    after = stage.message(handle)
    assert after is not None
    assert after.id == before.id
    assert after.embeds[0].description == "A new story."
    assert after.embeds[0].footer.text == f"{handle} · posted without a name · edited"
    thread = stage.thread(handle)
    assert thread is not None
    assert thread.name == f"{handle} · Offer withdrawn"


async def test_the_form_of_an_edit_holds_what_is_public(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, company="Initech")
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    public = ready.message(handle)
    assert public is not None
    assert filled(form)["story"] == public.embeds[0].description
    assert filled(form)["stage"] == "final"


async def test_a_waiting_post_is_changed_before_anybody_reads_it(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await change(ready, handle)
    await ready.carded()
    assert ready.card(handle).embeds[0].description == "A new story."
    assert len([m for m in ready.review.history() if handle in m.content]) == 1


async def test_an_approved_post_that_changes_is_read_again(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    await change(ready, handle)
    await ready.released()
    assert ready.message(handle) is None
    await ready.approve(handle)
    await ready.released()
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == "A new story."


async def test_a_change_that_waited_when_review_was_switched_off_does_not_come_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await change(ready, handle)
    await ready.set_up(review=False)
    await change(ready, handle, {**CHANGED, "story": "The newest story."})
    await ready.later(seconds=10)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert "Nothing waits for you." in ready.text_of(queue)
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == "The newest story."


async def test_deleting_takes_everything(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    answer = await ready.answer(ready.ana, handle, "Thank you all.")
    await ready.approve(answer)
    await ready.released()
    thread = ready.thread(handle)
    assert thread is not None
    said = await delete(ready, handle)
    assert f"**{handle}** is erased here." in said
    await ready.later(seconds=10)
    assert ready.message(handle) is None
    assert ready.thread(handle) is None
    assert thread.id not in ready.env.backend.channels
    async with ready.bot.database.begin() as session:
        for table in ("posts", "me_too", "drafts"):
            count = await session.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608  names from above
            assert count == 0, table
    assert "You have no posts here." in ready.text_of(await ready.ana.slash(ready.general, "rejection mine"))


async def test_deleting_asks_first(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Keep it")
    assert f"**{handle}** · published" in ready.text_of(own)
    assert ready.message(handle) is not None


async def test_a_post_deleted_before_its_release_never_appears(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    await delete(ready, handle)
    await ready.released()
    assert ready.messages(handle) == []


async def test_the_card_of_a_post_that_was_taken_back_says_so(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await delete(ready, handle)
    await ready.later(seconds=10)
    [card] = ready.review.history()
    assert card.content == f"**{handle}** was taken back by its author."
    assert card.embeds == []


async def test_closing_locks_the_thread_and_the_button_and_opens_again(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Close for feedback")
    assert "published, closed for feedback" in ready.text_of(own)
    await ready.later(seconds=10)
    assert is_locked(ready, handle)
    with pytest.raises(Exception, match="disabled"):
        await ready.ben.click(ready.message(handle), label="Closed for feedback")
    await ready.ana.click(own, label="Open for feedback again")
    await ready.later(seconds=10)
    assert not is_locked(ready, handle)
    form = await ready.ben.click(ready.message(handle), label="Give feedback")
    assert form.modal is not None


def is_locked(stage: Stage, handle: str) -> bool:
    thread = stage.thread(handle)
    assert thread is not None
    metadata = stage.env.backend.get_channel(thread.id).thread_metadata
    return metadata is not None and metadata.locked


async def test_everything_works_after_a_restart(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.restart()
    await ready.ana.click(own, label="Close for feedback")
    await ready.later(seconds=10)
    assert is_locked(ready, handle)
    await ready.restart()
    await ready.ana.click(own, label="Open for feedback again")
    form = await ready.ana.click(own, label="Edit")
    await ready.restart()
    preview = await ready.ana.submit_modal(form, CHANGED)
    await ready.restart()
    await ready.ana.click(preview.response, label="Save")
    await ready.approve(handle)
    await ready.later(seconds=10)
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == "A new story."
    await ready.restart()
    await delete(ready, handle)
    await ready.later(seconds=10)
    assert ready.message(handle) is None


async def test_on_a_message_that_somebody_deleted(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    message = ready.message(handle)
    assert message is not None
    ready.env.backend.delete_message(ready.board.id, message.id)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Close for feedback")
    await ready.later(seconds=10)
    assert f"**{handle}** · removed" in ready.text_of(await ready.mine(ready.ana, handle))
    await delete(ready, handle)
    await ready.later(seconds=10)
    assert "You have no posts here." in ready.text_of(await ready.ana.slash(ready.general, "rejection mine"))


async def test_on_a_channel_that_somebody_deleted(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    other = await ready.publish(ready.ana)
    for thread in ready.board.threads:
        ready.env.backend.delete_channel(thread.id)
    ready.env.backend.delete_channel(ready.board.id)
    await ready.ana.click(await ready.mine(ready.ana, handle), label="Close for feedback")
    await ready.later(seconds=10)
    assert f"**{handle}** · removed" in ready.text_of(await ready.mine(ready.ana, handle))
    await delete(ready, handle)
    await delete(ready, other)
    await ready.later(minutes=1)
    async with ready.bot.database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM posts")) == 0
