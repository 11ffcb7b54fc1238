"""A letter by typing alone, in the DM: one question at a time, `back`, `skip`, `stop`; mixed with buttons."""

from __future__ import annotations

import pytest

from tests.support.letters import FIRST, MORE, days_pass, desk_of, letters_of, newest, rows, written
from tests.support.stage import Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")
ANSWERS = (*FIRST.values(), MORE["moment"], MORE["aim"], MORE["question"])


async def test_the_whole_way_by_typing(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    assert "`3` After interviews" in desk.text()
    said = await desk.type("3")
    assert "one interviewer who gave you an address" in said
    assert "Which company, school or office was it?" in said
    assert "1 of 8" in said
    for answer in ANSWERS:
        said = await desk.type(answer)
    assert "which tone?" in said
    said = await desk.type("formal")
    assert "Dear Ms Roe" in said
    assert "· formal ·" in said
    assert "What would you practise first?" in said
    assert (await desk.type("brief")) != said
    assert "warm" in await desk.type("Warm.")
    assert "version" in await desk.type("again")
    assert "version" in await desk.type("shorter")
    assert "Send me the whole text" in await desk.type("edit")
    said = await desk.type("Dear Ms Roe,\n\nThank you for the night at Crumb Street.\n\nRowan")
    assert "Thank you for the night at Crumb Street." in said
    assert "I understand `warm`" in await desk.type("what now?")
    assert "Before it goes out" in await desk.type("txt"), "the role is not named any more"
    assert "**Stop:**" not in await desk.type("anyway")
    before = desk.text()
    assert await desk.type("leave 1") != before
    await desk.type("txt")
    assert desk.files() == ["letter.txt"]
    assert "went out today" in await desk.type("sent")
    assert "Stopped. Your letter is kept" in await desk.type("stop")
    assert "only while I have asked you" in await desk.type("hello?")


async def test_typing_and_forms_give_the_same_letter_and_can_be_mixed(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    for answer in ("final", *ANSWERS, "skip"):
        await desk.type(answer)
    by_typing = desk.letter()
    await written(stage)
    await desk.submit(await desk.press("Say more"), MORE)
    assert desk.letter() == by_typing
    await stage.ana.user.slash("letter new")
    await desk.choose("final")
    assert "Which role" in await desk.type(FIRST["company"])
    assert "Which company" in await desk.type("back")
    assert "You have said: Crumb Street" in desk.text()
    assert "Which role" in await desk.type("skip"), "what was said stays"
    form = await desk.press("Fill in the form")
    assert filled(form)["company"] == "Crumb Street"
    await desk.submit(form, FIRST)
    await desk.submit(await desk.press("Say more"), MORE)
    assert desk.letter() == by_typing


async def test_every_answer_survives_a_restart(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    for answer in ("final", *ANSWERS, "warm"):
        await stage.restart()
        await desk.type(answer)
    assert "Dear Ms Roe" in desk.letter()
    assert MORE["question"] in desk.letter()


async def test_an_answer_that_cannot_be_used_changes_nothing_and_says_so(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    assert "Type a number from 1 to 10" in await desk.type("47")
    assert "Type a number from 1 to 10" in await desk.type("dragons")
    assert "I need this one" in await desk.type("skip")
    await desk.type("final")
    assert "That has 1,900 characters; up to 100 fit here." in await desk.type("x" * 1900)
    assert "nothing to read" in await desk.type("\u200b\u2800")
    said = await desk.type("", ("cv.pdf", b"%PDF"))
    assert "I can read only typed text here" in said
    assert "Which company" in said, "the question is asked again"
    letter = (await letters_of(stage).all(stage.ana.id))[0]
    assert dict(letter.answers) == {}


async def test_a_paste_that_discord_turned_into_a_file_is_not_taken_and_not_lost(stage: Stage) -> None:
    await written(stage)
    desk = desk_of(stage)
    before = desk.letter()
    await desk.type("edit")
    said = await desk.type("", ("message.txt", b"word " * 1000))
    assert "A long paste arrives as a file" in said
    assert "Dear Ms Roe" in await desk.type("back")
    assert desk.letter() == before


async def test_stop_keeps_the_draft_and_open_goes_on(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    await desk.type("final")
    await desk.type("Crumb Street")
    assert "Your letter is kept" in await desk.type("stop")
    assert "only while I have asked you" in await desk.type("Night Baker")
    await stage.ana.user.slash("letter open", draft=await newest(stage))
    assert "Which role?" in desk.text()
    assert "Who will read it?" in await desk.type("Night Baker")


async def test_after_a_week_a_message_is_no_answer_any_more(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    await desk.type("final")
    await days_pass(stage, days=8)
    said = await desk.type("Are you there?")
    assert "I have not taken that as an answer" in said
    assert "Which company" in said
    assert "Which role" in await desk.type("Crumb Street")


async def test_the_last_opened_letter_is_the_one_that_is_typed_for(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    await desk.type("final")
    await desk.type("First Firm")
    first = await newest(stage)
    await stage.ana.user.slash("letter new")
    await desk.press("Begin another")
    await desk.type("screen")
    await desk.type("Second Firm")
    await stage.ana.user.slash("letter open", draft=first)
    await desk.type("Night Baker")
    letters = {letter.company: letter.role for letter in await letters_of(stage).all(stage.ana.id)}
    assert letters == {"First Firm": "Night Baker", "Second Firm": ""}


async def test_an_old_message_cannot_delete_what_was_written_since_with_one_press(stage: Stage) -> None:
    await stage.ana.slash(stage.general, "letter new")
    first = desk_of(stage, shown=desk_of(stage).message)
    await desk_of(stage).type("3")
    await desk_of(stage).type("Crumb Street")
    await first.press("I would rather not write")
    assert "for good, with every version" in first.text()
    await first.press("Keep it")
    assert (await rows(stage))["letters"] == 1
    await stage.ben.slash(stage.general, "letter new")
    empty = desk_of(stage, stage.ben)
    await empty.press("I would rather not write")
    assert "That is fine. Nothing is kept." in empty.text(), "nothing was said, so nothing is asked"
    assert (await rows(stage))["letters"] == 1
