"""The queue: old and long, filtered and paged, decided on by several at once, and telling nobody who is online."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest
from sqlalchemy import update

from bot.board.board import CARD
from bot.board.post import Briefing, Content, State
from bot.board.tables import PostRow
from bot.outbox.tables import OutboxRow
from tests.support.stage import Stage, custom_ids
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def state_of(stage: Stage, handle: str) -> State:
    async with stage.bot.database.begin() as session:
        return (await stage.bot.board.find(session, stage.guild.id, handle)).state


async def fill(stage: Stage, count: int, **values: Any) -> list[str]:
    """So many posts that moderators see by now, a minute apart, the oldest first; their handles."""
    board, store, now = stage.bot.board, stage.bot.board.store, stage.clock.now()
    handles = []
    async with stage.bot.database.begin() as session:
        for n in range(count):
            post = await store.add(
                session,
                guild_id=stage.guild.id,
                kind="rejection",
                author_id=stage.ana.id,
                content=Content(
                    values.get("text", f"Story number {n}."), {"stage": "final", "help": "listen"}
                ),
                glossary={},
                parent_id=None,
                state=values.get("state", State.WAITING),
                submitted_at=now,
                release_at=None,
                at_once=False,
                review_at=now - dt.timedelta(minutes=count - n),
                briefing=values.get("briefing"),
            )
            handles.append(post.handle)
    assert board
    return handles


def options(stage: Stage, shown: Any, name: str) -> list[dict[str, Any]]:
    """What a select of a private answer offers."""
    stored = stage.env.backend.get_message(shown.response.channel_id, shown.response.id)
    selects = [item for row in stored.components for item in row["components"] if "options" in item]
    return next(list(item["options"]) for item in selects if item["custom_id"].startswith(f"v1:{name}:"))


async def test_five_hundred_entries_stay_usable(ready: Stage) -> None:
    handles = await fill(ready, 500)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert f"1 of 500 · **{handles[0]}** waits for you." in ready.text_of(queue)
    offered = options(ready, queue, "queue-jump")
    assert [one["value"] for one in offered] == handles[:25]
    assert offered[0]["description"].startswith("8 h · a story")
    assert options(ready, queue, "queue-show")[0]["label"] == "Everything · 500"
    await ready.mo.click(queue.response, label="Newer page")
    assert f"26 of 500 · **{handles[25]}**" in ready.text_of(queue)
    await ready.mo.select(queue.response, [handles[40]], custom_id="v1:queue-jump:all")
    assert f"41 of 500 · **{handles[40]}**" in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Approve")
    assert f"Approved. **{handles[40]}**" in ready.text_of(queue)
    assert f"41 of 499 · **{handles[41]}**" in ready.text_of(queue), "it goes on where it was"
    first = await ready.mo.slash(ready.general, "mod queue")
    await ready.mo.click(first.response, label="Previous")
    assert f"499 of 499 · **{handles[-1]}**" in ready.text_of(first)


async def test_filters_show_their_part_with_its_number(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(form, {"story": "Changed.", "stage": ["final"], "help": ["ideas"]})
    await ready.ana.click(preview.response, label="Save")
    [held] = await fill(ready, 1, state=State.HELD)
    [flagged] = await fill(ready, 1, briefing=Briefing({"PERSON": 2, "DATE": 1}, 1, ("the word acme*",)))
    [new] = await fill(ready, 1)
    await ready.carded()
    queue = await ready.mo.slash(ready.general, "mod queue")
    labels = [one["label"] for one in options(ready, queue, "queue-show")]
    assert labels == [
        "Everything · 4", "New posts · 2", "Answers and feedback · 0", "Changes of published posts · 1",
        "Held · 1", "Held by a rule or by reports · 1",
    ]  # fmt: skip
    for show, expected in (("changes", handle), ("held", held), ("rules", flagged)):
        await ready.mo.select(queue.response, [show], custom_id="v1:queue-show:")
        text = ready.text_of(queue)
        assert f"1 of 1 · " in text  # noqa: F541  reads like the others
        assert f"**{expected}**" in text
    assert "**Held by:** the word acme\\*" in text
    assert "Masked: a date, 2 people, the author took one mask back" in text
    await ready.mo.select(queue.response, ["answers"], custom_id="v1:queue-show:")
    assert "Nothing of that kind waits." in ready.text_of(queue)
    assert new


async def test_neither_queue_nor_card_nor_suggestion_tells_that_somebody_has_just_posted(
    ready: Stage,
) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    await ready.later(seconds=10)
    assert not ready.has_card(handle)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert "Nothing waits for you." in ready.text_of(queue)
    assert await ready.mo.autocomplete(ready.general, "mod remove", "post", "") == []
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
    assert post.review_at is not None
    wait = post.review_at - ready.clock.now()
    assert dt.timedelta(0) < wait <= dt.timedelta(minutes=6)
    assert (post.review_at.second, post.review_at.microsecond) == (0, 0)
    await ready.carded()
    assert f"<t:{int(post.review_at.timestamp())}:R>" in ready.card(handle).content
    assert str(int(post.submitted_at.timestamp())) not in ready.card(handle).content


async def test_cards_come_in_another_order_than_posts(ready: Stage) -> None:
    server = None
    async with ready.bot.database.begin() as session:
        server = await ready.bot.board.server(session, ready.guild.id)
    now = ready.clock.now()
    times = [server.review_at(now + dt.timedelta(seconds=n)) for n in range(60)]
    assert times != sorted(times)
    assert {(at - now) >= dt.timedelta(minutes=1) - dt.timedelta(seconds=60) for at in times} == {True}
    assert len(set(times)) > 3


async def test_who_wants_a_post_at_once_is_shown_at_once(ready: Stage) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Appear at once")
    await ready.ana.click(preview.response, label="Post")
    await ready.later(seconds=10)
    assert ready.has_card(ready.handle_in(preview))


async def test_what_its_author_has_changed_since_is_not_decided_on(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    old = ready.card(handle)
    queue = await ready.kit.slash(ready.general, "mod queue")
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(
        form, {"story": "They are crooks.", "stage": ["final"], "help": ["ideas"]}
    )
    await ready.ana.click(preview.response, label="Save")
    pressed = await ready.mo.click(old, label="Approve")
    assert f"The author has changed {handle} since you saw it." in ready.heard(pressed)
    await ready.kit.click(queue.response, label="Approve")
    assert f"The author has changed {handle} since you saw it." in ready.text_of(queue)
    asked = await ready.mo.click(old, label="Decline")
    declined = await ready.mo.submit_modal(asked, {"reason": "Too short."})
    assert f"The author has changed {handle} since you saw it." in ready.heard(declined)
    assert await state_of(ready, handle) is State.WAITING
    await ready.carded()
    assert ready.card(handle).embeds[0].description == "They are crooks."
    await ready.approve(handle)
    assert await state_of(ready, handle) is State.SCHEDULED


async def test_two_in_the_queue_at_once_and_a_page_that_is_old(ready: Stage) -> None:
    first, second = await fill(ready, 2)
    ones = await ready.mo.slash(ready.general, "mod queue")
    others = await ready.kit.slash(ready.general, "mod queue")
    results = await together(
        ready.env,
        partial(ready.mo.click, ones.response, label="Approve"),
        partial(ready.kit.click, others.response, label="Hold"),
    )
    assert len(results) == 2
    texts = [ready.text_of(ones), ready.text_of(others)]
    assert sum("Somebody was faster" in text or "is held already" in text for text in texts) <= 1
    assert sum("Approved." in text or "is held; it stays" in text for text in texts) >= 1
    assert all(f"**{second}**" in text or f"**{first}**" in text for text in texts)


async def test_a_second_click_does_nothing_twice(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    results = await together(
        ready.env,
        partial(ready.mo.click, card, label="Approve"),
        partial(ready.mo.click, card, label="Approve"),
    )
    assert sum("Somebody was faster" in ready.heard(result) for result in results) == 1
    async with ready.bot.database.begin() as session:
        found = await ready.bot.audit.entries(session, ready.guild.id, handle=handle)
    assert [entry.action for entry in found] == ["approve"]


async def test_words_are_masked_everywhere_in_a_waiting_post(ready: Stage) -> None:
    handle = await ready.post(
        ready.ana, "I liked the lighthouse. That lighthouse is lovely, as lighthouses are."
    )
    form = await ready.mo.click(ready.card(handle), label="Mask more")
    done = await ready.mo.submit_modal(form, {"words": "lighthouse"})
    assert f"Masked everywhere in **{handle}**." in ready.heard(done)
    await ready.later(seconds=10)
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
    from bot.ui.controls import View, button

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
