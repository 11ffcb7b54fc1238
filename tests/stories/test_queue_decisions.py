"""What moderators decide in the queue: masks, reasons, removals, and cards that keep telling the truth."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import update

from bot.board.board import CARD
from bot.board.post import State
from bot.board.tables import PostRow
from bot.outbox.tables import OutboxRow
from bot.ui.controls import View, button
from tests.stories.test_queue import fill, state_of
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")


async def test_words_are_masked_everywhere_in_a_waiting_post(ready: Stage) -> None:
    handle = await ready.post(
        ready.ana, "I liked the lighthouse. That lighthouse is lovely, as lighthouses are."
    )
    form = await ready.mo.click(ready.card(handle), label="Mask more")
    done = await ready.mo.submit_modal(form, {"words": "lighthouse"})
    assert f"Masked everywhere in **{handle}**." in ready.heard(done)
    await ready.later(seconds=10)
    [told] = ready.dms(ready.ana)
    assert told.startswith(f"**{handle}** · A moderator has masked a few more words in it")
    assert "lighthouse" not in told
    shown = "I liked the [hidden]. That [hidden] is lovely, as [hidden] are."
    assert ready.card(handle).embeds[0].description == shown
    await ready.approve(handle)
    await ready.released()
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == shown
    edit = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    assert edit.modal is not None
    assert "lighthouse" not in str(edit.modal).casefold()


async def test_words_can_be_chosen_from_those_that_may_tell(ready: Stage) -> None:
    [handle] = await fill(ready, 1, text="After that I met Quintessa. I still think of Quintessa.")
    queue = await ready.mo.slash(ready.general, "mod queue")
    form = await ready.mo.click(queue.response, label="Mask more")
    assert form.modal is not None
    offered = form.modal["components"][0]["component"]["options"]
    values = [one["value"] for one in offered if one["label"] == "Quintessa"]
    await ready.mo.submit_modal(form, {"chosen": values})
    assert f"Masked everywhere in **{handle}**. Read it once more." in ready.text_of(queue)
    assert "After that I met [hidden]. I still think of [hidden]." in ready.text_of(queue)


async def test_what_stands_already_is_masked_where_it_stands(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, "I liked the lighthouse.")
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
    await ready.bot.review.mask(ready.guild.id, handle, ["lighthouse"], by=ready.mo.id)
    await ready.later(seconds=10)
    message = ready.message(handle)
    assert message is not None
    assert message.id == post.placed.message_id if post.placed else False
    assert message.embeds[0].description == "I liked the [hidden]."


async def test_a_word_that_does_not_stand_there_changes_nothing(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    form = await ready.mo.click(ready.card(handle), label="Mask more")
    done = await ready.mo.submit_modal(form, {"words": "zeppelin"})
    assert f"None of these words stands in {handle}. Nothing changed." in ready.heard(done)
    again = await ready.mo.click(ready.card(handle), label="Mask more")
    nothing = await ready.mo.submit_modal(again, {})
    assert "Nothing changed." in ready.heard(nothing)


async def test_a_listed_reason_reaches_the_author(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    asked = await ready.mo.click(ready.card(handle), label="Decline")
    await ready.mo.submit_modal(asked, {"listed": ["contact"], "reason": "It is the second line."})
    await ready.later(seconds=10)
    [told] = ready.dms(ready.ana)
    assert "It holds contact details or a link." in told
    assert told.endswith("It is the second line.")


async def test_remove_takes_down_a_waiting_or_a_published_post_with_its_reason(ready: Stage) -> None:
    waiting = await ready.post(ready.ana)
    form = await ready.mo.click(ready.card(waiting), label="Remove")
    removed = await ready.mo.submit_modal(form, {"reason": ""})
    assert f"**{waiting}** is being taken down." in ready.heard(removed)
    handle = await ready.publish(ready.ben, "They never wrote to me again.")
    answered = await ready.mo.slash(
        ready.general, "mod remove", post=f"#{handle.lower()}", reason="Somebody asked for it."
    )
    assert f"**{handle}** is being taken down." in ready.text_of(answered)
    await ready.later(seconds=10)
    assert ready.message(handle) is None
    assert await state_of(ready, waiting) is State.REMOVED
    assert any("Somebody asked for it." in told for told in ready.dms(ready.ben))
    assert ready.dms(ready.ana) == []
    again = await ready.mo.slash(ready.general, "mod remove", post=handle)
    assert f"Somebody was faster: {handle} is removed already." in ready.heard(again)
    unknown = await ready.mo.slash(ready.general, "mod remove", post="Z9Z9")
    assert "There is no post Z9Z9 here." in ready.heard(unknown)


async def test_a_post_that_goes_before_its_release_says_so_on_its_card(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    await ready.approve(handle)
    await ready.later(seconds=6)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Delete for good")
    await ready.later(minutes=1)
    [left] = [message for message in ready.review.history() if handle in message.content]
    assert left.id == card.id
    assert left.content == f"**{handle}** was taken back by its author."


async def test_a_post_that_comes_again_has_one_card_and_it_is_the_newest(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "Please leave the team out.")
    await ready.later(seconds=10)
    [old] = [message for message in ready.review.history() if handle in message.content]
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(form, {"story": "Again.", "stage": ["final"], "help": ["ideas"]})
    await ready.ana.click(preview.response, label="Save")
    await ready.carded()
    [new] = [message for message in ready.review.history() if handle in message.content]
    assert new.id > old.id
    assert any(one.startswith(f"v1:approve:{handle}.") for one in custom_ids(new))


async def test_old_cards_ask_to_be_read_once_more(ready: Stage) -> None:
    """A card from before cards knew what they showed."""
    handle = await ready.post(ready.ana)
    await ready.bot.review.hold(ready.guild.id, handle, by=ready.kit.id)
    channel = ready.bot.get_partial_messageable(ready.review.id, guild_id=ready.guild.id)
    sent = await channel.send("An old card.", view=View(button("Approve", "approve", handle)))
    planted = next(message for message in ready.review.history() if message.id == sent.id)
    pressed = await ready.mo.click(planted, label="Approve")
    assert "Nothing was decided: read it once more." in ready.heard(pressed)
    assert await state_of(ready, handle) is State.HELD


async def test_a_crash_between_sending_a_card_and_remembering_it_makes_no_second_one(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
        forgotten = {"card_channel_id": None, "card_message_id": None}
        await session.execute(update(PostRow).where(PostRow.id == post.id).values(**forgotten))
        await session.execute(
            update(OutboxRow)
            .where(OutboxRow.kind == CARD, OutboxRow.subject == str(post.id))
            .values(first_tried_at=ready.clock.now() - dt.timedelta(minutes=8), due_at=ready.clock.now())
        )
    await ready.later(seconds=10)
    assert len([message for message in ready.review.history() if handle in message.content]) == 1
