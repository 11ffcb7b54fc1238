"""Feedback: peers answer a post in its thread, under a handle of their own."""

from __future__ import annotations

import re

import pytest

from tests.support.stage import Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")


async def test_from_the_button_to_the_thread(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ben.click(ready.message(handle), label="Give feedback")
    assert list(filled(form)) == ["like", "where", "effect", "idea", "resource"]
    preview = await ready.ben.submit_modal(
        form,
        {"like": "I've been there, says Ben Overwijk.", "idea": "What if you wrote to ben@mail.example?"},
    )
    text = ready.text_of(preview)
    assert preview.ephemeral
    assert "Only you see this." in text
    assert "Overwijk" not in str(preview.response.embeds[0].to_dict())
    assert "ben@mail.example" not in str(preview.response.embeds[0].to_dict())
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    assert own != handle
    thread = ready.thread(handle)
    assert thread is not None
    assert thread.history() == []
    await ready.approve(own)
    await ready.released()
    [message] = thread.history()
    assert message.author.id == ready.bot.user.id
    assert message.embeds[0].footer.text == f"{own} · a peer"
    assert [field.name for field in message.embeds[0].fields] == ["What if…"]


async def test_whoever_asked_to_be_heard_is_asked_for_one_field(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, help=["listen"])
    preview = await ready.feedback(ready.ben, handle, "I like how you tell it.")
    assert preview.response.embeds[0].fields == []
    listed = ready.text_of(preview) + str(preview.response.components)
    assert "How sure are you?" not in listed, "what one has been through is not a guess"


async def test_what_was_begun_is_still_there_when_the_button_is_pressed_again(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await ready.feedback(ready.ben, handle, "I like how you tell it.")
    await ready.restart()
    form = await ready.ben.click(ready.message(handle), label="Give feedback")
    assert filled(form)["like"] == "I like how you tell it."
    others = await ready.chi.click(ready.message(handle), label="Give feedback")
    assert filled(others)["like"] == ""


async def test_a_guess_at_a_masked_name_learns_nothing(ready: Stage) -> None:
    """Right and wrong guesses read alike to whoever made them, before and after they are sent; and a list of guesses
    is not answered by the one name that the post has, even if a moderator lets it pass."""
    handle = await ready.publish(ready.ana, "I was turned down by Initech.", company="Initech")
    names = {"ben": "Initech", "chi": "Vandelay"}
    seen = {}
    for who, name in names.items():
        member = getattr(ready, who)
        preview = await ready.feedback(
            member, handle, f"It was at {name} GmbH, and {name.lower()} is a company."
        )
        shown = ready.text_of(preview)
        await member.click(preview.response, label="Post")
        own = ready.handle_in(preview)
        listed = await member.slash(ready.general, "feedback mine")
        shown += ready.text_of(listed)
        await member.select(listed.response, [own], custom_id="v1:given-open:")
        form = await member.click(listed.response, label="Edit")
        shown += ready.text_of(listed) + str(filled(form))
        for word in (name, name.lower(), own):
            shown = shown.replace(word, "X")
        seen[who] = re.sub(r"[0-9a-f]{16}", "", shown)
    assert seen["ben"] == seen["chi"]

    preview = await ready.feedback(ready.ben, handle, "Initech! Vandelay! Northwind! Tyrell! Was it one?")
    masked = preview.response.embeds[0].description
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    await ready.approve(own)
    await ready.released()
    message = ready.message(own, ready.thread(handle))
    assert message is not None
    assert "Initech" not in str(message.embeds[0].description)
    assert message.embeds[0].description == masked, "as it was before it met the post"


async def test_feedback_stays_its_authors_own(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like how you tell it.")
    await ready.ben.click(preview.response, label="Post")
    own = ready.handle_in(preview)
    listed = ready.text_of(await ready.ben.slash(ready.general, "feedback mine"))
    assert f"**{own}** · waits for a moderator · “I like how you tell it.”" in listed
    for somebody, command in ((ready.ben, "rejection mine"), (ready.ana, "feedback mine")):
        assert own not in ready.text_of(await somebody.slash(ready.general, command))


async def test_it_goes_with_the_post(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like how you tell it.")
    await ready.ben.click(preview.response, label="Post")
    mine = await ready.mine(ready.ana, handle)
    await ready.ana.click(mine, label="Delete")
    await ready.ana.click(mine, label="Delete for good")
    await ready.later(seconds=10)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert "Nothing waits for you." in ready.text_of(queue)
