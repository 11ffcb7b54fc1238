"""After feedback was given: what giver and receiver can do, what is told, and what happens when things break."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from tests.support.stage import Stage, filled
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def give(stage: Stage, handle: str, like: str = "I like how you tell it.") -> str:
    """Feedback of Ben's that has appeared; its handle."""
    preview = await stage.feedback(stage.ben, handle, like)
    await stage.ben.click(preview.response, label="Post")
    own = stage.handle_in(preview)
    await stage.approve(own)
    await stage.released()
    return own


async def open_received(stage: Stage, handle: str) -> object:
    own = await stage.mine(stage.ana, handle)
    await stage.ana.click(own, label="Feedback · 1")
    return own


async def given(stage: Stage) -> str:
    return stage.text_of(await stage.ben.slash(stage.general, "feedback mine"))


async def test_its_receiver_says_that_it_helped_and_its_giver_alone_learns_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await give(ready, handle)
    shown = await open_received(ready, handle)
    assert f"**Feedback 1 of 1** on {handle}." in ready.text_of(shown)
    before = len(ready.thread(handle).history())
    await ready.restart()
    await ready.ana.click(shown, label="This helped")
    await ready.ana.click(shown, label="Thank you")
    assert f"**{own}** · published · it helped · thanked" in await given(ready)
    await ready.ana.click(shown, label="It did not help after all")
    assert f"**{own}** · published · thanked" in await given(ready)
    assert len(ready.thread(handle).history()) == before, "nobody else sees any of it"


async def test_thanks_in_words_are_masked_and_previewed(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await give(ready, handle)
    form = await ready.ana.click(await open_received(ready, handle), label="Thank in words")
    assert filled(form)["story"].startswith(f"Thank you, {own}.")
    preview = await ready.ana.submit_modal(form, {"story": "Thank you. Yours, Ana Quistgard"})
    assert "Quistgard" not in str(preview.response.embeds[0].to_dict())


async def test_hiding_takes_the_words_away_and_showing_brings_them_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await give(ready, handle)
    shown = await open_received(ready, handle)
    await ready.ana.click(shown, label="Hide")
    await ready.later(seconds=10)
    message = ready.message(own, ready.thread(handle))
    assert message is not None
    assert message.embeds[0].description == "*Hidden by the author of the post.*"
    assert "how you tell it" not in str(message.embeds[0].to_dict())
    await ready.ana.click(shown, label="Show it again")
    await ready.later(seconds=10)
    message = ready.message(own, ready.thread(handle))
    assert message is not None
    assert message.embeds[0].description == "I like how you tell it."


async def test_only_the_author_of_the_post_may_do_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await give(ready, handle)
    shown = await open_received(ready, handle)
    words = f"There is no post {own} here. It may have been deleted."
    for control in ("received-helped", "received-thank", "received-hide", "received-words"):
        pressed = await press_as(ready, "chi", shown, f"v1:{control}:{own}")
        assert words in pressed, control
    assert f"There is no post {handle} here." in await press_as(ready, "chi", shown, f"v1:received:{handle}")
    assert " · it helped" not in await given(ready)


async def press_as(stage: Stage, who: str, shown: object, custom_id: str) -> str:
    """What somebody reads who forges a press: the control of another's screen, on a message of their own."""
    member = getattr(stage, who)
    mine = await member.slash(stage.general, "feedback guide")
    stored = stage.env.backend.get_message(mine.response.channel_id, mine.response.id)
    stored.components = [
        {"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": custom_id}]}
    ]
    return stage.heard(await member.click(mine.response, custom_id=custom_id))


@pytest.mark.parametrize("how", ["mine", "dm", "daily"])
async def test_its_receiver_learns_of_it_as_they_chose(ready: Stage, how: str) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Feedback")
    await ready.ana.select(own, [how], custom_id=f"v1:received-how:{handle}")
    first = await give(ready, handle)
    await ready.later(seconds=10)
    at_once = ready.dms(ready.ana)
    await ready.later(days=1, hours=1)
    told = [text for text in ready.dms(ready.ana) if "feedback" in text]
    assert len(told) == (how != "mine")
    assert len(at_once) == (how == "dm")
    for text in told:
        assert handle in text
        assert first not in text
        assert "how you tell it" not in text


@pytest.mark.parametrize("how", ["dm", "daily"])
async def test_whoever_wants_to_be_left_alone_is_told_afterwards(ready: Stage, how: str) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Feedback")
    await ready.ana.select(own, [how], custom_id=f"v1:received-how:{handle}")
    async with ready.bot.database.begin() as session:
        until = ready.bot.clock.now() + dt.timedelta(days=3)
        await ready.bot.quiet.still(session, ready.ana.id, until)
    await give(ready, handle)
    await ready.later(days=2)
    assert not [text for text in ready.dms(ready.ana) if "new feedback" in text]
    await ready.later(days=2)
    assert len([text for text in ready.dms(ready.ana) if "new feedback" in text]) == 1


async def test_with_closed_dms_it_is_all_in_one_place(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Feedback")
    await ready.ana.select(own, ["dm"], custom_id=f"v1:received-how:{handle}")
    ready.close_dms(ready.ana)
    await give(ready, handle)
    assert "**Feedback 1 of 1**" in ready.text_of(await open_received(ready, handle))


async def test_its_giver_changes_and_deletes_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    own = await give(ready, handle)
    shown = await ready.ben.slash(ready.general, "feedback mine")
    await ready.ben.select(shown.response, [own], custom_id="v1:given-open:")
    form = await ready.ben.click(shown.response, label="Edit")
    await ready.restart()
    preview = await ready.ben.submit_modal(form, {**filled(form), "like": "I like the end most."})
    await ready.ben.click(preview.response, label="Save")
    await ready.approve(own)
    await ready.later(seconds=10)
    message = ready.message(own, ready.thread(handle))
    assert message is not None
    assert message.embeds[0].description == "I like the end most."
    shown = await ready.ben.slash(ready.general, "feedback mine")
    await ready.ben.select(shown.response, [own], custom_id="v1:given-open:")
    await ready.ben.click(shown.response, label="Delete")
    await ready.ben.click(shown.response, label="Delete for good")
    await ready.later(seconds=10)
    assert ready.message(own, ready.thread(handle)) is None
    assert "You have given no feedback yet." in await given(ready)


async def test_a_thread_that_was_deleted_is_told_and_the_words_come_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "Words with care in them.")
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    thread = ready.thread(handle)
    assert thread is not None
    ready.env.backend.delete_channel(thread.id)
    await ready.approve(own)
    await ready.released()
    shown = await ready.ben.slash(ready.general, "feedback mine")
    await ready.ben.select(shown.response, [own], custom_id="v1:given-open:")
    text = ready.text_of(shown)
    assert f"The thread under {handle} was deleted" in text
    assert "Words with care in them." in text
    assert any(f"The thread under {handle} was deleted" in one for one in ready.dms(ready.ben))


async def test_a_thread_that_is_full_is_told_and_the_words_come_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "Words with care in them.")
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    thread = ready.thread(handle)
    assert thread is not None
    ready.env.inject_error("POST", f"/channels/{thread.id}/messages", status=400, code=30033, times=9)
    await ready.approve(own)
    await ready.released()
    shown = await ready.ben.slash(ready.general, "feedback mine")
    await ready.ben.select(shown.response, [own], custom_id="v1:given-open:")
    text = ready.text_of(shown)
    assert f"The thread under {handle} is full" in text
    assert "Words with care in them." in text
    assert any(f"The thread under {handle} is full" in one for one in ready.dms(ready.ben))


@pytest.mark.parametrize("how", ["archived", "locked"])
async def test_a_thread_that_sleeps_or_is_locked_takes_it(ready: Stage, how: str) -> None:
    handle = await ready.publish(ready.ana)
    thread = ready.thread(handle)
    assert thread is not None
    ready.env.backend.edit_channel(thread.id, {}, thread_metadata={how: True})
    own = await give(ready, handle)
    assert ready.message(own, thread) is not None


async def test_a_post_removed_while_the_form_is_open_hands_the_words_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ben.slash(ready.general, "feedback give", post=handle)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Delete for good")
    result = await ready.ben.submit_modal(form, {"like": "Words with care in them.", "idea": "you rest?"})
    assert f"There is no post {handle} here." in ready.heard(result)
    assert "like:\nWords with care in them." in ready.files_of(result)[0]


async def test_a_post_closed_while_the_form_is_open_takes_nothing_and_the_words_stay(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ben.slash(ready.general, "feedback give", post=handle)
    await ready.ana.click(await ready.mine(ready.ana, handle), label="Close for feedback")
    preview = await ready.ben.submit_modal(form, {"like": "Words with care in them.", "idea": "you rest?"})
    said = await ready.ben.click(preview.response, label="Post")
    assert f"{handle} takes no answers now. What you wrote is kept." in ready.heard(said)
    assert "Words with care in them." in ready.text_of(preview)
    await ready.released()
    thread = ready.thread(handle)
    assert thread is not None
    assert "Precious" not in str([embed.to_dict() for one in thread.history() for embed in one.embeds])


async def test_a_post_closed_while_it_waits_gets_none_and_the_giver_is_told(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "Words with care in them.")
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    await ready.ana.click(await ready.mine(ready.ana, handle), label="Close for feedback")
    await ready.approve(own)
    await ready.released()
    assert ready.message(own, ready.thread(handle)) is None
    shown = await ready.ben.slash(ready.general, "feedback mine")
    await ready.ben.select(shown.response, [own], custom_id="v1:given-open:")
    text = ready.text_of(shown)
    assert f"The author of {handle} has closed it for feedback since you wrote this." in text
    assert "Words with care in them." in text
    assert any("has closed it for feedback" in one for one in ready.dms(ready.ben))


async def test_two_givers_at_one_instant_both_appear(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    forms = {
        who: await getattr(ready, who).click(ready.message(handle), label="Give feedback")
        for who in ("ben", "chi")
    }
    typed = {
        who: {"like": f"I like it, says {number}.", "idea": "you rest?"} for number, who in enumerate(forms)
    }
    previews = await together(
        ready.env, *(partial(getattr(ready, who).submit_modal, forms[who], typed[who]) for who in forms)
    )
    presses = zip(forms, previews, strict=True)
    await together(
        ready.env,
        *(partial(getattr(ready, who).click, preview.response, label="Post") for who, preview in presses),
    )
    handles = [ready.handle_in(preview) for preview in previews]
    assert len(set(handles)) == 2
    for own in handles:
        await ready.approve(own)
    await ready.released()
    shown = [ready.message(own, ready.thread(handle)) for own in handles]
    assert [message.embeds[0].description for message in shown if message] == [
        "I like it, says 0.",
        "I like it, says 1.",
    ]
