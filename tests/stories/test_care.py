"""Somebody writes that they do not want to live: they are answered alone, and nothing of it goes anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.letters import desk_of, letters_of
from tests.support.stage import CHOICES, Stage
from try_out.simulator import skip

CRISIS = "They said no again and I want to kill myself tonight."
FRIEND = "My best friend got rejected and says he wants to kill himself."
THREAT = "I will find that recruiter and kill her."
MEANT = "The recruiter made me want to kill myself laughing."


async def test_the_answer_is_private_and_nothing_is_stored_or_published(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS, company="Initech")
    said = ready.heard(shown)
    assert "what you wrote matters" in said
    assert "findahelpline.com" in said
    assert "988" in said
    assert "116 123" in said
    assert "no prompts, no reminders" in said
    again = await ready.ana.slash(ready.general, "rejection share")
    assert again.modal is not None, "no draft was kept"
    assert ready.board.history() == []
    assert ready.review.history() == []


async def test_i_meant_something_else_goes_on_with_every_word(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS, company="Initech", role="Clerk")
    (typed,) = ready.files_of(shown)
    assert CRISIS in typed
    await ready.ana.click(shown.response, label="I meant something else")
    said = ready.text_of(shown)
    assert "exactly what others will see" in said
    assert "kill myself tonight" in said
    await ready.ana.click(shown.response, label="Post")
    handle = ready.handle_in(shown)
    await ready.approve(handle)
    await ready.released()
    assert ready.message(handle) is not None
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    edited = await ready.ana.submit_modal(form, {**CHOICES, "story": CRISIS + " Edited."})
    assert "exactly what others will see" in ready.heard(edited), "the same words are not asked about twice"
    async with ready.bot.database.begin() as session:
        assert await ready.bot.quiet.until(session, ready.ana.id) is None


async def test_prompts_and_reminders_are_stilled_and_the_rest_is_as_before(ready: Stage) -> None:
    await ready.share(ready.ana, CRISIS)
    async with ready.bot.database.begin() as session:
        until = await ready.bot.quiet.until(session, ready.ana.id)
        assert until is not None
        assert (until - ready.clock.now()).days in (6, 7)
        assert await ready.bot.quiet.until(session, ready.ben.id) is None
    await skip(ready.env, timedelta(days=8), timedelta(days=1))
    async with ready.bot.database.begin() as session:
        assert await ready.bot.quiet.until(session, ready.ana.id) is None
    assert "exactly what others will see" in ready.heard(await ready.share(ready.ana))


async def test_somebody_who_worries_gets_people_to_talk_to_and_may_go_on(ready: Stage) -> None:
    shown = await ready.share(ready.ana, FRIEND)
    assert "it is good that you care" in ready.heard(shown)
    async with ready.bot.database.begin() as session:
        assert await ready.bot.quiet.until(session, ready.ana.id) is None
    await ready.ana.click(shown.response, label="Go on with what I wrote")
    assert "exactly what others will see" in ready.text_of(shown)


async def test_a_threat_is_refused_calmly_and_can_be_reworded(ready: Stage) -> None:
    shown = await ready.share(ready.ana, THREAT)
    assert "reads like a threat" in ready.heard(shown)
    assert THREAT in ready.files_of(shown)[0]
    form = await ready.ana.click(shown.response, label="Change it")
    assert form.modal is not None
    again = await ready.ana.submit_modal(form, {**CHOICES, "story": "I am so angry at that recruiter."})
    assert "exactly what others will see" in ready.heard(again)


async def test_people_by_country(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS)
    people = await ready.ana.click(shown.response, label="People to talk to")
    assert "United States" in ready.heard(people), "the language of the app is American English"
    await ready.ana.select(people.response, ["DE"], custom_id="v1:care-country:0")
    assert "TelefonSeelsorge" in ready.text_of(people)
    assert "what you wrote matters" in ready.text_of(shown), "the first answer stays"


async def test_a_moderator_is_asked_only_after_a_yes_and_once(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS)
    asked = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    assert "your name" in ready.heard(asked)
    await ready.later(minutes=1)
    assert ready.review.history() == [], "nobody was told before the yes"
    no = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    await ready.ana.click(no.response, label="No, leave it")
    await ready.later(minutes=1)
    assert ready.review.history() == []
    await ready.ana.click(asked.response, label="Yes, tell them my name")
    await ready.restart()
    await ready.later(minutes=1)
    (card,) = ready.review.history()
    assert f"<@{ready.ana.id}>" in card.content
    assert "kill" not in card.content
    twice = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    await ready.ana.click(twice.response, label="Yes, tell them my name")
    assert "asked already" in ready.text_of(twice)
    await ready.later(minutes=1)
    assert len(ready.review.history()) == 1
    await ready.mo.click(card, label="I write to them")
    (card,) = ready.review.history()
    assert "One of you writes to them" in card.content


async def test_whoever_erases_all_takes_their_name_back_from_moderators(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS)
    asked = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    await ready.ana.click(asked.response, label="Yes, tell them my name")
    await ready.later(minutes=1)
    (card,) = ready.review.history()
    assert f"<@{ready.ana.id}>" in card.content
    erased = await ready.ana.slash(ready.general, "privacy erase")
    await ready.ana.click(erased.response, label="Erase for good")
    await ready.later(minutes=1)
    (card,) = ready.review.history()
    assert "has taken that back" in card.content
    assert str(ready.ana.id) not in card.content
    assert not card.components


async def test_a_name_that_nobody_took_goes_after_seven_days(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS)
    asked = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    await ready.ana.click(asked.response, label="Yes, tell them my name")
    await skip(ready.env, timedelta(days=6), timedelta(days=1))
    (card,) = ready.review.history()
    assert f"<@{ready.ana.id}>" in card.content
    await skip(ready.env, timedelta(days=2), timedelta(days=1))
    (card,) = ready.review.history()
    assert "more than seven days ago" in card.content
    assert str(ready.ana.id) not in card.content


async def test_a_channel_that_everybody_reads_gets_no_name(stage: Stage) -> None:
    await stage.set_up(review_channel=stage.general)
    shown = await stage.share(stage.ana, CRISIS)
    asked = await stage.ana.click(shown.response, label="Ask a moderator to reach out")
    assert "Everybody on this server can read" in stage.heard(asked)


async def test_nobody_waits_for_moderators_who_cannot_be_told(ready: Stage) -> None:
    shown = await ready.share(ready.ana, CRISIS)
    asked = await ready.ana.click(shown.response, label="Ask a moderator to reach out")
    ready.deny(ready.review, "send_messages")
    late = await ready.ana.click(asked.response, label="Yes, tell them my name")
    assert "no channel that I can write in" in ready.heard(late)
    assert "/help-now" in ready.heard(late)
    ready.deny(ready.review)
    await ready.later(minutes=1)
    assert ready.review.history() == [], "nothing is left of it"


async def test_a_message_in_a_dm_is_answered_there_also_when_nothing_waits_for_one(stage: Stage) -> None:
    await stage.ana.send_dm("i dont want to be alive anymore")
    said = stage.dms(stage.ana)[-1]
    assert "what you wrote matters" in said
    assert "Ask a moderator" not in said


@pytest.mark.parametrize("where", ["server", "dm"])
async def test_help_now_needs_no_set_up(stage: Stage, where: str) -> None:
    if where == "server":
        shown = await stage.ana.slash(stage.general, "help-now")
        assert "988" in stage.heard(shown)
    else:
        shown = await stage.ana.user.slash("help-now")
        assert "findahelpline.com" in stage.heard(shown)


async def test_a_command_s_words_are_read_too(ready: Stage) -> None:
    shown = await ready.ana.slash(ready.general, "feedback give", post="kill myself")
    assert "what you wrote matters" in ready.heard(shown)
    await ready.ana.click(shown.response, label="I meant something else")
    assert "once more" in ready.text_of(shown)
    shown = await ready.ana.slash(ready.general, "feedback give", post="kill myself")
    assert "what you wrote matters" not in ready.heard(shown)


async def test_drafting_by_typing_stops_and_goes_on_when_they_want_it(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    await desk.type("final")
    assert "what you wrote matters" in await desk.type("i just want to die")
    said = await desk.type("Crumb Street")
    assert "set everything else aside" in said
    await desk.press("Go on where I was")
    assert "Which role" in await desk.type("Crumb Street")
    assert "what you wrote matters" in await desk.type("i want to die, baker of night bread")
    await desk.press("I meant something else")
    letters = await letters_of(stage).all(stage.ana.id)
    assert [letter.role for letter in letters] == ["i want to die, baker of night bread"]
