"""Review: the queue and the cards, decisions that reach the author, two moderators at once, cards that come back."""

from __future__ import annotations

from functools import partial

import pytest

from bot.board.post import State
from tests.support.stage import Stage
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def state_of(stage: Stage, handle: str) -> State:
    async with stage.bot.database.begin() as session:
        return (await stage.bot.board.find(session, stage.guild.id, handle)).state


async def test_it_waits_in_the_queue_and_as_a_card(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.later(hours=2)
    assert ready.message(handle) is None, "nothing appears unread"
    assert f"**{handle}** waits for you." in ready.card(handle).content
    queue = await ready.mo.slash(ready.general, "mod queue")
    text = ready.text_of(queue)
    assert f"1 of 1 · **{handle}** waits for you." in text
    assert "They turned me down after the final round" in text


async def test_approve_from_the_card(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    done = await ready.mo.click(card, label="Approve")
    assert f"Approved. **{handle}** appears at <t:" in ready.heard(done)
    await ready.released()
    assert ready.message(handle) is not None
    [after] = ready.review.history()
    assert after.id == card.id
    assert f"**{handle}** · approved" in after.content
    assert after.components == []


async def test_the_queue_goes_on_to_the_next_oldest_first(ready: Stage) -> None:
    first = await ready.post(ready.ana)
    await ready.later(minutes=2)
    second = await ready.post(ready.ben)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert f"1 of 2 · **{first}**" in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Next")
    assert f"2 of 2 · **{second}**" in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Next")
    await ready.mo.click(queue.response, label="Approve")
    assert f"Approved. **{first}**" in ready.text_of(queue)
    assert f"1 of 1 · **{second}**" in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Hold")
    assert f"**{second}** is held; it stays in the queue." in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Approve")
    assert "Nothing waits for you." in ready.text_of(queue)


async def test_a_decline_asks_for_a_reason_and_the_author_reads_it(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    asked = await ready.mo.click(ready.card(handle), label="Decline")
    assert asked.modal is not None
    empty = await ready.mo.submit_modal(asked, {})
    assert "Choose a reason or write one" in ready.heard(empty)
    assert await state_of(ready, handle) is State.WAITING
    asked = await ready.mo.click(ready.card(handle), label="Decline")
    done = await ready.mo.submit_modal(asked, {"reason": "It names a **team**."})
    assert f"Declined. The author of **{handle}** gets your reason." in ready.heard(done)
    await ready.later(seconds=10)
    [told] = ready.dms(ready.ana)
    assert told.startswith(f"**{handle}** · It was not published.")
    assert told.endswith(r"It names a \*\*team\*\*.")
    assert f"**{handle}** · declined" in ready.review.history()[0].content
    assert ready.message(handle) is None


async def test_where_dms_are_closed_the_reason_stands_among_ones_posts(ready: Stage) -> None:
    ready.close_dms(ready.ana)
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "Please leave the team out.")
    await ready.later(minutes=2)
    assert ready.dms(ready.ana) == []
    text = ready.text_of(await ready.mine(ready.ana, handle))
    assert f"**{handle}** · declined" in text
    assert text.split("\n")[2] == ">>> Please leave the team out."
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert "Nothing waits for you." in ready.text_of(queue), "closed DMs are nobody's trouble"


async def test_what_was_declined_can_be_changed_and_sent_again(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "Please leave the team out.")
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(
        form, {"story": "Turned down again.", "stage": ["final"], "help": ["ideas"]}
    )
    await ready.ana.click(preview.response, label="Save")
    assert await state_of(ready, handle) is State.WAITING
    await ready.approve(handle)
    await ready.released()
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == "Turned down again."
    assert "team" not in ready.text_of(await ready.mine(ready.ana, handle)), "the old reason is answered"


async def test_a_held_post_stays_until_somebody_decides(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    held = await ready.mo.click(ready.card(handle), label="Hold")
    assert f"**{handle}** is held" in ready.heard(held)
    await ready.later(seconds=10)
    assert f"**{handle}** is held." in ready.card(handle).content
    assert "held: a moderator is still thinking about it" in ready.text_of(
        await ready.mine(ready.ana, handle)
    )
    await ready.later(hours=2)
    assert ready.message(handle) is None
    await ready.approve(handle)
    await ready.released()
    assert ready.message(handle) is not None


@pytest.mark.parametrize("labels", [("Approve", "Approve"), ("Hold", "Hold")])
async def test_of_two_moderators_at_once_one_acts_and_the_other_is_told(
    ready: Stage, labels: tuple[str, str]
) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    presses = [
        partial(who.click, card, label=label)
        for who, label in zip((ready.mo, ready.kit), labels, strict=True)
    ]
    heard = [ready.heard(result) for result in await together(ready.env, *presses)]
    told = [text for text in heard if "Somebody was faster" in text or "is held already" in text]
    assert len(told) == 1, heard
    await ready.released()
    assert len(ready.messages(handle)) == (1 if "Approve" in labels else 0)


async def test_approve_and_decline_at_once_end_in_one_of_them(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    asked = await ready.kit.click(ready.card(handle), label="Decline")
    results = await together(
        ready.env,
        partial(ready.mo.click, ready.card(handle), label="Approve"),
        partial(ready.kit.submit_modal, asked, {"reason": "It names a team."}),
    )
    heard = "\n".join(ready.heard(result) for result in results)
    assert heard.count("Somebody was faster") == 1
    await ready.released()
    published = await state_of(ready, handle) is State.PUBLISHED
    assert (ready.message(handle) is not None) == published
    assert (ready.dms(ready.ana) == []) == published


async def test_a_deleted_card_comes_back_and_the_queue_never_needed_it(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    ready.env.backend.delete_message(ready.review.id, card.id)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert f"**{handle}** waits for you." in ready.text_of(queue)
    await ready.later(seconds=10)
    assert ready.card(handle).id != card.id
    ready.env.backend.delete_message(ready.review.id, ready.card(handle).id)
    await ready.later(hours=1)
    assert handle in ready.card(handle).content, "by itself, too"


async def test_a_deleted_review_channel_stops_nothing(ready: Stage, trouble: None) -> None:
    handle = await ready.post(ready.ana)
    ready.env.backend.delete_channel(ready.review.id)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert f"**{handle}** waits for you." in ready.text_of(queue)
    await ready.later(minutes=1)
    again = await ready.mo.slash(ready.general, "mod queue")
    assert f"⚠ The channel <#{ready.review.id}> is gone." in ready.text_of(again)
    ready.review = ready.guild.create_text_channel("moderators-again")
    await ready.set_up()
    await ready.later(seconds=10)
    assert handle in ready.card(handle).content, "the card returned to the new channel"
    await ready.approve(handle)
    await ready.released()
    assert ready.message(handle) is not None


async def test_a_change_of_a_published_post_waits_for_review(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(form, {"story": "Changed.", "stage": ["final"], "help": ["ideas"]})
    assert "**Appears:** after a moderator has read the change." in ready.text_of(preview)
    await ready.ana.click(preview.response, label="Save")
    await ready.later(minutes=20)
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description != "Changed.", "the old text stands until then"
    card = ready.card(handle)
    assert f"The author of **{handle}** would like to change it to this." in card.content
    assert card.embeds[0].description == "Changed."
    await ready.decline(handle, "The first one was better.")
    await ready.later(seconds=10)
    [told] = ready.dms(ready.ana)
    assert told.startswith(f"**{handle}** · Your change was not taken; the post stands as it was.")
    assert "Your change was not taken" in ready.text_of(await ready.mine(ready.ana, handle))
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description != "Changed."


async def test_who_is_no_moderator_any_more_decides_nothing(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    ready.env.backend.edit_member(ready.guild.id, ready.mo.id, {"role_ids": []})
    ready.env.backend.delete_overwrite(ready.review.id, ready.guild.default_role.id)
    for label in ("Approve", "Decline", "Hold"):
        pressed = await ready.mo.click(ready.card(handle), label=label)
        assert "That is for moderators of this server. Nothing was done." in ready.heard(pressed)
    assert await state_of(ready, handle) is State.WAITING


async def test_review_is_taken_up_after_a_restart(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.restart()
    await ready.approve(handle)
    await ready.restart()
    await ready.released()
    assert ready.message(handle) is not None
