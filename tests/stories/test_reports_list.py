"""`/mod reports`: filtered, long, used by two at once; abusive reporters; Discord's own way."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from bot.board.post import State
from cogs.moderation.reports.store import ReportStore
from tests.stories.test_queue import fill, state_of
from tests.stories.test_reports import cards, report, withheld
from tests.support.stage import Stage
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def test_the_list_is_filtered_and_turned(ready: Stage) -> None:
    handles = []
    for kind, who in (("spam", ready.ana), ("attack", ready.ben), ("spam", ready.chi)):
        handle = await ready.publish(who, f"They turned me down, {kind}.")
        await report(ready, "kit", handle, kind=[kind], reason="See for yourself.")
        await ready.carded()
        handles.append(handle)
    shown = await ready.mo.slash(ready.general, "mod reports")
    assert f"1 of 3 · **{handles[0]}** was reported" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Next")
    assert f"2 of 3 · **{handles[1]}** was reported" in ready.text_of(shown)
    await ready.mo.select(shown.response, ["spam"], custom_id="v1:report-show:")
    assert f"1 of 2 · **{handles[0]}** was reported" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Remove the post")
    text_ = ready.text_of(shown)
    assert f"**{handles[0]}** was reported and removed.\n1 of 1 · **{handles[2]}**" in text_
    await ready.mo.select(shown.response, ["all"], custom_id="v1:report-show:")
    await ready.mo.click(shown.response, label="Next")
    assert f"2 of 2 · **{handles[2]}**" in ready.text_of(shown)
    await ready.later(seconds=10)
    assert ready.message(handles[0]) is None


async def test_five_hundred_reported_posts_are_a_list_of_pages(ready: Stage) -> None:
    handles = await fill(ready, 500, state=State.PUBLISHED)
    async with ready.bot.database.begin() as session:
        store = ReportStore(ready.bot.vault)
        now = ready.clock.now()
        for n, handle in enumerate(handles):
            post = await ready.bot.board.find(session, ready.guild.id, handle)
            await store.add(session, post, ready.ben.id, "Sad.", now - dt.timedelta(minutes=500 - n), "spam")
    shown = await ready.mo.slash(ready.general, "mod reports")
    assert f"1 of 500 · **{handles[0]}**" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Newer page")
    assert f"26 of 500 · **{handles[25]}**" in ready.text_of(shown)


async def test_two_moderators_in_the_list_at_once(ready: Stage) -> None:
    handle = await withheld(ready)
    ones = await ready.mo.slash(ready.general, "mod reports")
    others = await ready.kit.slash(ready.general, "mod reports")
    await together(
        ready.env,
        partial(ready.mo.click, ones.response, label="Dismiss"),
        partial(ready.kit.click, others.response, label="Remove the post"),
    )
    told = [ready.text_of(shown) for shown in (ones, others)]
    assert sum("Another moderator has answered this report already" in words for words in told) == 1
    await ready.later(seconds=10)
    removed = await state_of(ready, handle) is State.REMOVED
    assert (ready.message(handle) is None) == removed


async def test_an_abusive_reporter_is_blocked_by_what_they_wrote(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, "ben", handle, reason="I hate them all.")
    await ready.carded()
    shown = await ready.mo.slash(ready.general, "mod reports")
    stored = ready.env.backend.get_message(shown.response.channel_id, shown.response.id)
    [abusive] = [
        item
        for row in stored.components
        for item in row["components"]
        if item["custom_id"] == "v1:report-abusive:"
    ]
    form = await ready.mo.select(
        shown.response, [abusive["options"][0]["value"]], custom_id="v1:report-abusive:"
    )
    done = await ready.mo.submit_modal(form, {"reason": "Reports are no weapon.", "length": ["7"]})
    heard = ready.heard(done)
    assert "cannot report here any more" in heard
    refused = await ready.ben.click(ready.message(handle), label="Report")
    assert "you cannot report posts" in ready.heard(refused)
    assert "Reports are no weapon." in ready.heard(refused)
    again = await ready.mo.submit_modal(
        await ready.mo.select(
            shown.response, [abusive["options"][0]["value"]], custom_id="v1:report-abusive:"
        ),
        {"reason": "Once more.", "length": ["7"]},
    )
    assert "cannot report" in ready.heard(again), "another block; nothing tells that it is the same person"
    async with ready.bot.database.begin() as session:
        entries = await ready.bot.audit.entries(session, ready.guild.id)
    assert [entry.action for entry in entries].count("reporter-block") == 2
    assert all(entry.handle.startswith("R") for entry in entries if entry.action == "reporter-block")


async def test_discords_own_way_is_explained_with_the_link_ready(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await report(ready, "ben", handle)
    await ready.carded()
    message = ready.message(handle)
    assert message is not None
    told = await ready.mo.click(cards(ready, handle)[0], label="Report to Discord")
    words = ready.heard(told)
    assert f"https://discord.com/channels/{ready.guild.id}/{ready.board.id}/{message.id}" in words
    assert "Trust & Safety" in words
    assert "emergency services first" in words
    assert cards(ready, handle), "the card stays as it was"
