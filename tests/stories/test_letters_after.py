"""After a letter went out: reminders, two messages at most, an answer taken apart, a second one that says the same."""

from __future__ import annotations

import pytest

from tests.support.letters import days_pass, desk_of, letters_of, newest, rows, written
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")
HARSH = (
    "Dear Rowan, you interrupted us three times. You seemed nervous, and we felt that the experience was missing. "
    "Frankly it was a waste of our time. Regards, Ms Roe"
)


async def sent(stage: Stage, company: str = "Crumb Street") -> None:
    desk = await written(stage, company=company)
    await desk.press("I sent it")
    assert "went out today" in desk.text()


async def remind(stage: Stage, hour: str = "9", zone: str = "UTC") -> None:
    desk = desk_of(stage)
    await desk.submit(await desk.press("Remind me"), {"hour": [hour], "zone": zone})


async def test_reminders_come_on_their_days_at_the_members_hour(stage: Stage) -> None:
    await written(stage)
    await remind(stage, "8", "new york")
    assert "at 08:00 (America/New York)" in desk_of(stage).text()
    before = len(stage.dms(stage.ana))
    await days_pass(stage, hours=27)  # the story begins at 9:00 UTC, which is 4:00 there
    assert len(stage.dms(stage.ana)) == before
    await days_pass(stage, hours=2)
    assert "has slept for a night" in stage.dms(stage.ana)[-1]
    desk = desk_of(stage)
    await desk.press("Open the letter")
    await desk.press("I sent it")
    heard = []
    for days, words in ((8, "about a week"), (7, "I close it here"), (75, "three months ago")):
        await days_pass(stage, days=days, hours=1)
        assert words in stage.dms(stage.ana)[-1]
        heard.append(stage.dms(stage.ana)[-1])
    assert len(set(heard)) == 3
    await days_pass(stage, days=60)
    assert stage.dms(stage.ana)[-1] == heard[-1]
    assert "closed without an answer" in stage.text_of(await stage.ana.slash(stage.general, "letter list"))


async def test_without_asking_nobody_is_reminded(stage: Stage) -> None:
    await sent(stage)
    before = stage.dms(stage.ana)
    await days_pass(stage, days=20)
    assert stage.dms(stage.ana) == before


async def test_reminders_survive_a_restart_and_come_once(stage: Stage) -> None:
    await sent(stage)
    await remind(stage)
    await stage.restart()
    await days_pass(stage, days=9)
    await stage.restart()
    await days_pass(stage, days=1)
    assert sum("about a week" in text for text in stage.dms(stage.ana)) == 1


async def test_not_today_stills_everything_until_tomorrow(stage: Stage) -> None:
    await sent(stage, "First Firm")
    await remind(stage)
    await stage.later(minutes=30)
    await sent(stage, "Second Firm")
    await days_pass(stage, days=8)
    assert sum("about a week" in text for text in stage.dms(stage.ana)) == 2
    pressed = await desk_of(stage).press("Not today")
    assert "Nothing more from me today." in stage.heard(pressed)
    async with stage.bot.database.begin() as session:
        until = await stage.bot.quiet.until(session, stage.ana.id)
    assert until is not None
    assert until.hour == until.minute == 0, "midnight in the zone of the reminders"


async def test_stopped_reminders_stay_away(stage: Stage) -> None:
    await sent(stage)
    await remind(stage)
    await desk_of(stage).press("Stop reminders")
    before = stage.dms(stage.ana)
    await days_pass(stage, days=20)
    assert stage.dms(stage.ana) == before


async def test_an_unknown_timezone_is_said_kindly(stage: Stage) -> None:
    await written(stage)
    desk = desk_of(stage)
    shown = await desk.submit(await desk.press("Remind me"), {"hour": ["9"], "zone": "Atlantis"})
    assert "I do not know that timezone" in stage.heard(shown)


async def test_never_more_than_two_messages_without_an_answer(stage: Stage) -> None:
    await sent(stage, "Crumb Street Ltd")
    desk = desk_of(stage)
    await desk.press("Back to the letter")
    await desk.press("Sent again")
    assert "a second message" in desk.text()
    await written(stage, company="The Crumb Street")
    shown = await desk.press("I sent it")
    assert "I would leave it there" in stage.heard(shown)
    await remind(stage)
    await days_pass(stage, days=9)
    assert not any("about a week" in text for text in stage.dms(stage.ana)), "no nudge towards a third"


async def replied(stage: Stage, how: str = "I am ready", **fields: object) -> None:
    desk = desk_of(stage)
    await desk.press("An answer came")
    assert "have you eaten" in desk.text()
    await desk.submit(await desk.press(how), {"text": HARSH, **fields})


async def test_an_answer_is_taken_apart_and_one_thing_is_kept(stage: Stage) -> None:
    await sent(stage)
    await replied(stage, channel=["mail"], reason=["experience"], control=["partly"], paraphrase="Too early.")
    desk = desk_of(stage)
    assert "1 of 3" in desk.text()
    assert "I propose: they saw it" in desk.text()
    await desk.press("They saw it")
    assert "I propose: they think it" in desk.text()
    await desk.press("Unkind")  # the member sorts, the bot proposes
    await desk.press("Take all your proposals")
    text = desk.text()
    assert "as you noted" in text
    assert (
        "- you interrupted us three times." in text or "- Dear Rowan, you interrupted us three times." in text
    )
    assert text.count("||") == 4
    assert "One answer is one view" in text
    assert desk.defaults() == [], "nothing is kept until somebody says so"
    await desk.choose("0")
    assert desk.defaults() == ["0"]
    assert "Kept for your plan" in desk.text()
    (task,) = await stage.bot.moments.of(stage.ana.id, "task")
    assert task.why is not None
    assert (task.why.reason, task.why.control) == ("experience", "partly")
    await desk.press("Write a thank-you")
    assert "Thank you for your reply" in desk.text() or "reply" in desk.letter()
    assert len(desk.letter().split()) <= 65


async def test_a_hidden_answer_rests_for_a_day(stage: Stage) -> None:
    await sent(stage)
    await replied(stage, "Keep it, hide it for 24 hours")
    desk = desk_of(stage)
    assert "closed until" in desk.text()
    assert "interrupted" not in desk.text()
    await stage.restart()
    before = len(stage.dms(stage.ana))
    await days_pass(stage, hours=23)
    assert len(stage.dms(stage.ana)) == before
    await days_pass(stage, hours=2)
    assert "has rested for a day" in stage.dms(stage.ana)[-1]
    await desk.press("Another day")
    assert "closed until" in desk.text()
    await days_pass(stage, hours=25)
    await desk.press("Open it")
    assert "1 of 3" in desk.text()
    await desk.press("Throw it away")
    assert (await rows(stage))["letter_replies"] == 0


async def test_a_second_independent_answer_with_the_same_reason_is_pointed_out(stage: Stage) -> None:
    await sent(stage, "First Firm")
    await replied(stage, reason=["experience"])
    await desk_of(stage).press("Take all your proposals")
    assert "A second answer names the same" not in desk_of(stage).text()
    await sent(stage, "Second Firm")
    await replied(stage, text="We chose somebody with more years of experience.")
    await desk_of(stage).press("Take all your proposals")
    assert "A second answer names the same, independently: First Firm." in desk_of(stage).text()
    assert "my guess" in desk_of(stage).text()


async def test_the_answer_of_somebody_else_is_not_found(stage: Stage) -> None:
    await sent(stage)
    await replied(stage)
    letters = letters_of(stage)
    async with stage.bot.database.begin() as session:
        (reply,) = await letters.store.replies(session, [await newest(stage)])
    await written(stage, stage.ben)
    desk = desk_of(stage, stage.ben)
    for name, key in (
        ("letter-reply-show", reply.id),
        ("letter-sort", f"{reply.id}.all"),
        ("letter-reply-gone", reply.id),
    ):
        assert "I have no such answer of yours" in stage.heard(await desk.forge(name, key))


async def test_dms_closed_while_a_reminder_is_due_loses_nothing(stage: Stage) -> None:
    await sent(stage)
    await remind(stage)
    stage.close_dms(stage.ana)
    await days_pass(stage, days=16)
    assert "closed without an answer" in stage.text_of(await stage.ana.slash(stage.general, "letter list"))
