"""`/reflect`: a note is kept sealed or not at all, read and deleted by its writer alone, and comes back some day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from simcord import MemberActor
from sqlalchemy import select

from cogs.encouragement.journal import LONGEST
from cogs.encouragement.tables import NoteRow
from tests.support.stage import IDEA, Stage
from tests.support.stage import custom_ids as ids_in
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")

NOTE = "The walk home was long. I would like to work where somebody laughs at lunch."


async def write(stage: Stage, member: MemberActor, text: str = NOTE, keep: str = "back") -> Any:
    """Write a note through the form; what is shown afterwards."""
    shown = await member.slash(stage.general, "reflect write")
    form = await member.click(shown.response, label="Write")
    return await member.submit_modal(form, {"text": text, "keep": [keep]})


async def kept(stage: Stage) -> list[NoteRow]:
    async with stage.bot.database.begin() as session:
        return list(await session.scalars(select(NoteRow)))


async def read(stage: Stage, member: MemberActor) -> str:
    return stage.text_of(await member.slash(stage.general, "reflect read"))


async def typed(member: MemberActor, text: str) -> list[Any]:
    """Write in the DM; the bot's messages after it."""
    before = {message.id for message in member.user.dm_channel.history()}
    await member.send_dm(text)
    new = [message for message in member.user.dm_channel.history() if message.id not in before]
    return [message for message in new if message.author.id != member.id]


async def test_a_note_is_kept_sealed_and_read_by_its_writer(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "reflect write")
    question = re.findall(r"\*\*(.+?)\*\*", ready.text_of(shown))[0]
    form = await ready.ana.click(shown.response, label="Write")
    assert form.modal is not None
    assert form.modal["components"][0]["description"] == question
    await ready.restart()
    said = await ready.ana.submit_modal(form, {"text": NOTE, "keep": ["back"]})
    assert "Kept, sealed." in ready.heard(said) + ready.text_of(shown)
    (row,) = await kept(ready)
    assert NOTE.encode() not in row.payload
    text = await read(ready, ready.ana)
    assert NOTE in text
    assert question in text
    assert "You have no notes." in await read(ready, ready.ben)


async def test_another_question_is_another_question(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "reflect write")
    asked = []
    for _ in range(8):
        asked.append(ready.text_of(shown).split("**")[1])
        await ready.ana.click(shown.response, label="Another question")
    assert len(set(asked)) == 8


async def test_on_the_first_day_no_plan_is_asked_for(ready: Stage) -> None:
    await ready.publish(ready.ana)
    shown = await ready.ana.slash(ready.general, "reflect write")
    for _ in range(12):
        assert "then I will" not in ready.text_of(shown)
        await ready.ana.click(shown.response, label="Another question")


async def test_what_is_not_to_be_kept_is_nowhere(ready: Stage) -> None:
    said = await write(ready, ready.ana, keep="none")
    assert "Not kept" in ready.text_of(said)
    assert await kept(ready) == []


async def test_an_empty_note_changes_nothing_and_a_long_one_fits(ready: Stage) -> None:
    assert "nothing in it to keep" in ready.heard(await write(ready, ready.ana, "   \u200b  "))
    assert await kept(ready) == []
    long = ("I walked and thought of it. " * 200)[:LONGEST]
    await write(ready, ready.ana, long)
    shown = await ready.ana.slash(ready.general, "reflect read")
    assert "I walked and thought of it." in ready.text_of(shown)
    await ready.later(minutes=1)
    await write(ready, ready.ana, "*_" * (LONGEST // 2))
    shown = await ready.ana.slash(ready.general, "reflect read")
    assert ready.files_of(shown) == ["*_" * (LONGEST // 2)], "what no message can show comes as a file"


async def test_pages_delete_one_delete_all(ready: Stage) -> None:
    for number in range(3):
        await write(ready, ready.ana, f"Note number {number} about the long walk home.")
        await ready.later(hours=1)
    shown = await ready.ana.slash(ready.general, "reflect read")
    assert "Note number 2" in ready.text_of(shown)
    await ready.ana.click(shown.response, label="Older")
    assert "Note number 1" in ready.text_of(shown)
    await ready.restart()
    await ready.ana.click(shown.response, label="Delete it")
    await ready.ana.click(shown.response, label="Delete for good")
    assert "Deleted, for good." in ready.text_of(shown)
    await ready.ana.click(shown.response, label="Read my notes")
    assert "note 1 of 2" in ready.text_of(shown)
    await write(ready, ready.ben, "Ben's own thought on a grey day.")
    await ready.ana.click(shown.response, label="Delete all")
    await ready.ana.click(shown.response, label="Delete for good")
    assert "2 notes" in ready.text_of(shown)
    assert len(await kept(ready)) == 1, "nobody else's"


async def test_somebody_elses_note_cannot_be_reached(ready: Stage) -> None:
    await write(ready, ready.ana)
    (note,) = await kept(ready)
    await write(ready, ready.ben, "Ben's own thought on a grey day.")
    shown = await ready.ben.slash(ready.general, "reflect read")
    for name in ("reflect-delete", "reflect-delete-now", "reflect-back"):
        message = ready.env.backend.get_message(shown.response.channel_id, shown.response.id)
        items = [item for row in message.components for item in row["components"]]
        button = next(item for item in items if item["label"] == "Delete all")
        button["custom_id"] = f"v1:{name}:{note.id}" + (".no" if name == "reflect-back" else "")
        said = await ready.ben.click(shown.response, custom_id=button["custom_id"])
        assert NOTE not in ready.heard(said)
        shown = await ready.ben.slash(ready.general, "reflect read")
    assert note.id in {one.id for one in await kept(ready)}


async def test_by_typing_in_the_dm(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "reflect write")
    await ready.ana.click(shown.response, label="Type it in my DMs")
    assert "waits in your DMs" in ready.text_of(shown)
    (said,) = await typed(ready.ana, "They asked me in three times.")
    assert "Kept, 29 characters." in said.content
    await ready.restart()
    await typed(ready.ana, "Then a form letter.")
    assert len(await kept(ready)) == 1
    await typed(ready.ana, "x " * 999)
    (long,) = await typed(ready.ana, "x " * 999)
    assert "A note holds 4,000 characters" in long.content
    (done,) = await typed(ready.ana, "Done.")
    assert "kept" in done.content
    (nobody,) = await typed(ready.ana, "And more.")
    assert "I read messages here only while" in nobody.content
    assert "They asked me in three times.\n\nThen a form letter." in await read(ready, ready.ana)


async def test_stop_in_the_dm_is_no_note(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "reflect write")
    await ready.ana.click(shown.response, label="Type it in my DMs")
    (said,) = await typed(ready.ana, "stop")
    assert "All right." in said.content
    assert await kept(ready) == []
    (said,) = await typed(ready.ana, "Something else.")
    assert "I read messages here only while" in said.content


async def test_a_question_in_the_dm_does_not_wait_for_ever(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "reflect write")
    await ready.ana.click(shown.response, label="Type it in my DMs")
    await ready.later(hours=3)
    (said,) = await typed(ready.ana, "A message about something else.")
    assert "I read messages here only while" in said.content
    assert await kept(ready) == []


async def test_closed_dms_lead_to_the_form(ready: Stage) -> None:
    ready.close_dms(ready.ana)
    shown = await ready.ana.slash(ready.general, "reflect write")
    await ready.ana.click(shown.response, label="Type it in my DMs")
    assert "Your DMs are closed for me." in ready.text_of(shown)
    form = await ready.ana.click(shown.response, label="Write")
    await ready.ana.submit_modal(form, {"text": NOTE, "keep": ["keep"]})
    assert len(await kept(ready)) == 1


async def test_a_crisis_is_answered_first_and_anger_is_not(ready: Stage) -> None:
    said = await write(ready, ready.ana, "I want to kill myself.")
    assert "what you wrote matters" in ready.heard(said)
    assert await kept(ready) == []
    await write(ready, ready.ben, "That recruiter is a complete idiot and I hate them.")
    assert len(await kept(ready)) == 1, "a journal may be angry"


async def test_typed_in_the_dm_a_note_may_be_angry_too_and_a_crisis_is_answered(ready: Stage) -> None:
    angry = "That recruiter is a fucking idiot and I hate her."
    shown = await ready.ana.slash(ready.general, "reflect write")
    (said,) = await typed(ready.ana, angry)
    assert "reads like" in said.content, "nothing private waits yet"
    await ready.ana.click(shown.response, label="Type it in my DMs")
    (said,) = await typed(ready.ana, angry)
    assert "Kept, " in said.content
    (said,) = await typed(ready.ana, "I want to kill myself tonight.")
    assert "what you wrote matters" in said.content
    await ready.later(hours=3)
    (said,) = await typed(ready.ana, angry)
    assert "Kept" not in said.content, "nor any more"
    notes = await read(ready, ready.ana)
    assert (angry in notes, "kill myself" in notes) == (True, False)


async def test_a_heavy_note_shows_whom_to_talk_to(ready: Stage) -> None:
    said = await write(ready, ready.ana, "I feel like such a failure today and I see no point in it.")
    assert any(i.startswith("v1:care-people") for i in ids_of(ready, said))
    assert len(await kept(ready)) == 1


def ids_of(stage: Stage, shown: Any) -> list[str]:
    message = stage.env.backend.get_message(shown.response.channel_id, shown.response.id)
    return [item["custom_id"] for row in message.components for item in row["components"]]


async def days(stage: Stage, count: int) -> None:
    """Let days pass in one go: nothing here is due in between."""
    await skip(stage.env, timedelta(days=count), timedelta(days=count))


async def encouraged(stage: Stage, times: int) -> list[str]:
    """What `/encourage me` says on so many days, four days apart."""
    said = []
    for _ in range(times):
        await days(stage, 4)
        shown = await stage.ana.slash(stage.general, "encourage me", reason="unknown", feeling="sad")
        said.append(stage.text_of(shown))
    return said


async def test_their_own_words_come_back_more_often_than_stock(ready: Stage) -> None:
    await write(ready, ready.ana)
    await write(ready, ready.ana, "Only for me: the plan with the bakery.", keep="keep")
    await write(ready, ready.ana, "I am such a failure, nobody likes me.")
    said = await encouraged(ready, 12)
    own = [text for text in said if "you wrote this yourself" in text]
    assert len(own) > 6
    assert all(NOTE in text and "<t:" in text for text in own)
    assert not any("bakery" in text or "failure" in text for text in said)


async def test_nothing_of_their_own_on_the_first_day_nor_the_day_after_writing(ready: Stage) -> None:
    await write(ready, ready.ana)
    shown = await ready.ana.slash(ready.general, "encourage me", reason="unknown", feeling="sad")
    for _ in range(8):
        assert "you wrote this" not in ready.text_of(shown)
        await ready.ana.click(shown.response, label="Another")
    await days(ready, 5)
    await ready.publish(ready.ana)
    shown = await ready.ana.slash(ready.general, "encourage me", reason="unknown", feeling="sad")
    for _ in range(8):
        assert "you wrote this" not in ready.text_of(shown)
        await ready.ana.click(shown.response, label="Another")


async def test_a_peers_words_that_helped_come_back_with_their_day(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(
        ready.ben, handle, "I like how plainly you tell of the second round.", IDEA
    )
    await ready.ben.click(preview.response, label="Post")
    await ready.approve(ready.handle_in(preview))
    await ready.released()
    shown = await ready.mine(ready.ana, handle)
    await ready.ana.click(shown, label="Feedback · 1")
    await days(ready, 2)
    assert "a peer wrote this" not in "\n".join(await encouraged(ready, 2)), "not marked as helpful yet"
    shown = await ready.mine(ready.ana, handle)
    await ready.ana.click(shown, label="Feedback · 1")
    await ready.ana.click(shown, label="This helped")
    said = "\n".join(await encouraged(ready, 6))
    assert "a peer wrote this to you, and you marked it as helpful" in said
    assert "I like how plainly you tell of the second round." in said
    assert "Ben" not in said


async def test_what_made_it_worse_does_not_come_back(ready: Stage) -> None:
    await write(ready, ready.ana)
    for _ in range(12):
        await days(ready, 4)
        shown = await ready.ana.slash(ready.general, "encourage me", reason="unknown", feeling="sad")
        if "you wrote this yourself" in ready.text_of(shown):
            break
    said = await ready.ana.click(shown.response, label="Worse")
    assert "I will not bring this back to you." in ready.heard(said)
    assert not any("you wrote this" in text for text in await encouraged(ready, 5))


async def test_from_under_a_prompt(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "encourage me", reason="unknown", feeling="sad")
    before = ready.text_of(shown)
    question = await ready.ana.click(shown.response, label="Write about it")
    assert ready.text_of(shown) == before, "the prompt stays"
    assert any("reflect-dm" in i for i in ids_in(question.response)) or "**" in ready.heard(question)
