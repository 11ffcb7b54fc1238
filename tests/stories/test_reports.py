"""What follows from reports: the list, a post withheld by their number, abusive reporters, Discord's own way."""

from __future__ import annotations

import datetime as dt

import discord
import pytest
from sqlalchemy import text, update

from bot.board.post import State
from bot.outbox.tables import OutboxRow
from cogs.moderation.reports.store import CaseRow
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")

NOTE = "*Held: moderators are looking at this. It may come back.*"


async def report(stage: Stage, who: str, handle: str, **typed: object) -> str:
    form = await getattr(stage, who).click(stage.message(handle), label="Report")
    return stage.heard(await getattr(stage, who).submit_modal(form, typed or {"reason": "It is too sad."}))


async def state_of(stage: Stage, handle: str) -> State:
    async with stage.bot.database.begin() as session:
        return (await stage.bot.board.find(session, stage.guild.id, handle)).state


def cards(stage: Stage, handle: str) -> list[discord.Message]:
    return [m for m in stage.review.history() if f"v1:report-remove:{handle}" in custom_ids(m)]


async def withheld(stage: Stage) -> str:
    """A post that three members have reported."""
    handle = await stage.publish(stage.ana)
    for who in ("ben", "chi", "kit"):
        await report(stage, who, handle)
    await stage.carded()
    return handle


async def test_a_report_needs_a_kind_or_words(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    assert "Please say in a few words" in await report(ready, "ben", handle, reason="  ")
    assert "Please say in a few words" in await report(ready, "ben", handle, kind=["other"])
    assert "Thank you." in await report(ready, "ben", handle, kind=["person"])
    await ready.carded()
    [card] = cards(ready, handle)
    assert card.content.endswith("\n> 1 · **It names or describes somebody**")


async def test_the_number_of_reports_holds_a_post_where_it_stands(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await ready.approve(await ready.answer(ready.ana, handle, "Thank you for reading."))
    await ready.released()
    thread = ready.thread(handle)
    assert thread is not None
    for who in ("ben", "ben", "chi"):
        await report(ready, who, handle)
    await ready.carded()
    assert await state_of(ready, handle) is State.PUBLISHED, "one member counts once"
    await report(ready, "kit", handle)
    await ready.carded()
    assert await state_of(ready, handle) is State.HELD
    messages = [m for m in ready.board.history() if m.embeds and m.embeds[0].description == NOTE]
    assert len(messages) == 1
    assert len(thread.history()) >= 1, "nothing in its thread is lost"
    card = ready.card(handle)
    assert "is held after reports; a note stands in its place" in card.content
    assert "**Held by:** reports of 3 members" in card.content
    assert "held: a moderator is still thinking about it" in ready.text_of(
        await ready.mine(ready.ana, handle)
    )
    async with ready.bot.database.begin() as session:
        [first, *_] = await ready.bot.audit.entries(session, ready.guild.id, handle=handle)
    assert (first.action, first.moderator_id) == ("report-held", None)


async def test_dismissing_brings_it_back_where_it_stood(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    message = ready.message(handle)
    assert message is not None
    before = message.embeds[0].description
    for who in ("ben", "chi", "kit"):
        await report(ready, who, handle)
    await ready.carded()
    shown = await ready.mo.slash(ready.general, "mod reports")
    assert "was reported by 3 members" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Dismiss")
    assert f"**{handle}** was reported; dismissed.\nNo reports wait for you." in ready.text_of(shown)
    await ready.later(seconds=10)
    again = ready.message(handle)
    assert again is not None
    assert (again.id, again.embeds[0].description) == (message.id, before)
    assert cards(ready, handle) == []
    assert not ready.has_card(handle)
    assert "Thank you." in await report(ready, "ben", handle), "who asks again learns nothing"
    await ready.carded()
    assert "No reports wait" in ready.text_of(await ready.mo.slash(ready.general, "mod reports"))


async def test_approving_it_in_the_queue_answers_the_reports_too(ready: Stage) -> None:
    handle = await withheld(ready)
    await ready.approve(handle)
    await ready.later(seconds=10)
    assert ready.message(handle) is not None
    assert cards(ready, handle) == []
    assert f"**{handle}** was reported; dismissed." in [m.content for m in ready.review.history()]


async def test_declining_it_takes_it_down_with_the_reason(ready: Stage) -> None:
    handle = await withheld(ready)
    await ready.decline(handle, "It names a team.")
    await ready.later(seconds=10)
    assert [m for m in ready.board.history() if m.embeds] == []
    assert ready.thread(handle) is None
    assert any("It names a team." in told for told in ready.dms(ready.ana))
    assert f"**{handle}** was reported and removed." in [m.content for m in ready.review.history()]


async def test_what_its_author_changes_meanwhile_stays_held(ready: Stage) -> None:
    handle = await withheld(ready)
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(form, {"story": "Milder.", "stage": ["final"], "help": ["ideas"]})
    await ready.ana.click(preview.response, label="Save")
    await ready.carded()
    assert await state_of(ready, handle) is State.HELD
    assert ready.card(handle).embeds[0].description == "Milder."
    assert [m.embeds[0].description for m in ready.board.history() if m.embeds] == [NOTE]
    await ready.approve(handle)
    await ready.later(seconds=10)
    message = ready.message(handle)
    assert message is not None
    assert message.embeds[0].description == "Milder."


async def test_an_answer_that_is_due_waits_until_its_post_is_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I have been there.")
    await ready.ben.click(preview.response, label="Post")
    feedback = ready.handle_in(preview)
    await ready.approve(feedback)
    for who in ("ben", "chi", "kit"):
        await report(ready, who, handle)
    await ready.released()
    assert await state_of(ready, feedback) is State.SCHEDULED
    await ready.approve(handle)
    await ready.later(minutes=30)
    assert await state_of(ready, feedback) is State.PUBLISHED


async def test_a_server_may_leave_it_to_moderators(ready: Stage) -> None:
    async with ready.bot.database.begin() as session:
        await session.execute(text("UPDATE servers SET report_threshold = 0"))
    handle = await withheld(ready)
    assert await state_of(ready, handle) is State.PUBLISHED
    assert "was reported by 3 members" in cards(ready, handle)[0].content


async def test_what_its_author_deletes_leaves_no_card_with_its_text(ready: Stage) -> None:
    handle = await withheld(ready)
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Delete for good")
    await ready.later(minutes=1)
    assert not any(m.embeds or custom_ids(m) for m in ready.review.history())
    contents = [m.content for m in ready.review.history()]
    assert f"**{handle}** was reported; its author has taken it back." in contents
    async with ready.bot.database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM report_cases")) == 0
        assert await session.scalar(text("SELECT count(*) FROM reports")) == 0


async def test_a_crash_after_sending_makes_no_second_card(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, "ben", handle)
    await ready.carded()
    async with ready.bot.database.begin() as session:
        await session.execute(update(CaseRow).values(card_channel_id=None, card_message_id=None))
        await session.execute(
            update(OutboxRow)
            .where(OutboxRow.kind == "report")
            .values(first_tried_at=ready.clock.now() - dt.timedelta(minutes=8), due_at=ready.clock.now())
        )
    await ready.restart()
    await ready.later(seconds=10)
    assert len(cards(ready, handle)) == 1


async def test_nobody_can_tell_by_the_card_when_it_was_reported(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, "ben", handle)
    await ready.later(seconds=10)
    assert cards(ready, handle) == []
    assert "No reports wait" in ready.text_of(await ready.mo.slash(ready.general, "mod reports"))
    await ready.carded()
    assert len(cards(ready, handle)) == 1


async def test_reports_whose_writer_erases_themselves_are_taken_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, "ben", handle)
    await ready.carded()
    async with ready.bot.database.begin() as session:
        await session.execute(text("DELETE FROM reports"))
    await ready.later(hours=1)
    assert cards(ready, handle) == []
    assert f"**{handle}** was reported; the reports were taken back." in [
        m.content for m in ready.review.history()
    ]
