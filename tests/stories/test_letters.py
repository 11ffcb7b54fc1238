"""A letter by buttons and forms: begun in a server, drafted in the DM, checked, changed, taken along, deleted."""

from __future__ import annotations

import re

import pytest

from tests.support.letters import FIRST, MORE, days_pass, desk_of, letters_of, newest, rows, written
from tests.support.stage import Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")


async def test_the_whole_way_by_buttons(stage: Stage) -> None:
    said = await stage.ana.slash(stage.general, "letter new")
    assert said.ephemeral
    assert "We go on in our DM" in stage.text_of(said)
    desk = desk_of(stage)
    assert "You need not write one" in desk.text()
    await desk.choose("final")
    assert "one interviewer who gave you an address" in desk.text()
    form = await desk.press("Fill in the form")
    assert list(filled(form)) == ["company", "role", "recipient", "sender", "valued"]
    await desk.submit(form, FIRST)
    assert "Night Baker · Crumb Street" in desk.text()
    assert "version 1" in desk.text()
    assert "Dear Ms Roe" in desk.letter()
    await desk.submit(await desk.press("Say more"), MORE)
    assert "What would you practise first?" in desk.letter()
    assert "version 2" in desk.text()
    words = {}
    for tone in ("Formal", "Brief", "Warm"):
        await desk.press(tone)
        words[tone] = desk.letter()
    assert len(set(words.values())) == 3
    await desk.press("Another phrasing")
    assert desk.letter() != words["Warm"]
    length = len(desk.letter())
    await desk.press("Shorter")
    assert len(desk.letter()) < length
    await desk.press("Export")
    file = await desk.press(".txt")
    assert "Crumb Street" in stage.files_of(file)[0]
    assert [one.filename for one in file.response.attachments] == ["letter.txt"]
    listed = await stage.ana.slash(stage.general, "letter list")
    assert listed.ephemeral
    await desk_of(stage, shown=listed).choose(await newest(stage))
    await desk_of(stage, shown=listed).press("I sent it")
    assert "went out today" in stage.text_of(listed)


async def test_nothing_is_shown_to_others(stage: Stage) -> None:
    await written(stage)
    assert list(stage.general.history()) == []
    listed = await stage.ben.slash(stage.general, "letter list")
    assert "You have no letters here" in stage.text_of(listed)


async def test_with_dms_closed_it_goes_on_where_it_began(stage: Stage) -> None:
    stage.close_dms(stage.ana)
    shown = await stage.ana.slash(stage.general, "letter new")
    desk = desk_of(stage, shown=shown)
    assert shown.ephemeral
    assert "Your DMs are closed for me, so we go on here; only you see it." in desk.text()
    assert "`1`" not in desk.text(), "typing is for DMs"
    await desk.choose("screen")
    await desk.submit(await desk.press("Fill in the form"), FIRST)
    assert "Dear Ms Roe" in desk.letter()


async def test_a_draft_survives_a_restart_at_every_step(stage: Stage) -> None:
    await stage.ana.slash(stage.general, "letter new")
    desk = desk_of(stage)
    await stage.restart()
    await desk.choose("final")
    await stage.restart()
    form = await desk.press("Fill in the form")
    await stage.restart()
    await desk.submit(form, FIRST)
    assert "Dear Ms Roe" in desk.letter(), "a form that was open during a restart still arrives"
    for label in (
        "Formal",
        "Another phrasing",
        "Versions",
        "Back to the letter",
        "Export",
        "Back to the letter",
    ):
        await stage.restart()
        await desk.press(label)
    await stage.restart()
    form = await desk.press("Edit text")
    await stage.restart()
    await desk.submit(form, {"subject": "Hello", "body": "Dear Ms Roe,\n\nThank you."})
    assert desk.letter() == "Dear Ms Roe,\n\nThank you."


async def test_a_draft_that_is_not_finished_is_offered_and_a_second_one_stays_apart(stage: Stage) -> None:
    await stage.ana.slash(stage.general, "letter new")
    desk = desk_of(stage)
    await desk.choose("final")
    first = desk_of(stage, shown=desk.message)
    await stage.ana.slash(stage.general, "letter new")
    assert "You have a letter that is not finished" in desk.text()
    await desk.press("Begin another")
    await desk.choose("screen")
    await desk.submit(await desk.press("Fill in the form"), FIRST)
    await first.submit(await first.press("Fill in the form"), {**FIRST, "company": "Marsh Lane"})
    assert "Marsh Lane" in first.letter()
    assert "Crumb Street" in desk.letter()
    listed = await stage.ana.slash(stage.general, "letter list")
    assert "Marsh Lane" in stage.text_of(listed)
    assert "Crumb Street" in stage.text_of(listed)


async def test_two_beginnings_at_once_both_work_and_empty_ones_do_not_pile_up(stage: Stage) -> None:
    await stage.ana.slash(stage.general, "letter new")
    first = desk_of(stage, shown=desk_of(stage).message)
    await stage.ana.slash(stage.general, "letter new")
    second = desk_of(stage, shown=desk_of(stage).message)
    await first.choose("final")
    await second.choose("screen")
    assert "After interviews" in first.text()
    assert "After a first call" in second.text()
    await letters_of(stage).begin(stage.ben.id)
    await days_pass(stage, days=2)
    await stage.ben.slash(stage.general, "letter new")
    assert (await rows(stage))["letters"] == 3


async def test_a_message_that_was_deleted_costs_nothing(stage: Stage) -> None:
    desk = await written(stage)
    before = desk.letter()
    await desk.message.delete()
    found = await stage.ana.autocomplete(stage.general, "letter open", "draft", "night")
    shown = await stage.ana.slash(stage.general, "letter open", draft=found[0]["value"])
    assert desk_of(stage, shown=shown).letter() == before


async def test_findings_are_short_dismissed_with_one_tap_and_come_back_with_new_words(stage: Stage) -> None:
    desk = await written(stage)
    body = desk.letter().replace("I accept", "It was unfair, and why was I not chosen! I accept")
    await desk.submit(
        await desk.press("Edit text"), {"subject": "Hello", "body": f"{body}\n\nIt was unfair!!"}
    )
    assert "**Stop:**" in desk.text()
    assert "unfair" in desk.text()
    leave = [label for label in desk.labels() if label.startswith("Leave")]
    assert 1 <= len(leave) <= 5
    for _ in range(12):
        if "Leave 1" not in desk.labels():
            break
        await desk.press("Leave 1")
    assert "I found nothing to change." in desk.text()
    await desk.submit(
        await desk.press("Edit text"), {"subject": "Hello", "body": f"{body}\n\nYour mistake, really."}
    )
    assert "**Stop:**" in desk.text()


async def test_what_would_harm_stops_once(stage: Stage) -> None:
    desk = await written(stage)
    body = desk.letter() + "\n\nYour decision was unfair."
    await desk.submit(await desk.press("Edit text"), {"subject": "Hello", "body": body})
    await desk.press("I sent it")
    assert "Before it goes out, please look at this once" in desk.text()
    await desk.press("Back to the letter")
    await desk.press("Export")
    assert "Before it goes out" in desk.text()
    await desk.press("Go on as it is")
    assert ".pdf" in desk.labels()
    await desk.press("Back to the letter")
    await desk.press("I sent it")
    assert "went out today" in desk.text(), "overridden once is enough"


async def test_versions_are_read_compared_and_restored(stage: Stage) -> None:
    desk = await written(stage)
    first = desk.letter()
    for number in range(60):
        body = f"{first}\n\nLine {number}."
        await desk.submit(await desk.press("Edit text"), {"subject": "Hello", "body": body})
    assert "version 61" in desk.text()
    await desk.press("Versions")
    assert "61 versions" in desk.text()
    await desk.press("Older")
    await desk.press("Older")
    await desk.choose("1")
    assert "~~" not in desk.letter()
    assert "**Line 59.**" in desk.letter()
    await desk.press("Make this the text again")
    assert desk.letter() == first
    assert "version 62" in desk.text()


async def test_somebody_elses_letter_is_not_found(stage: Stage) -> None:
    await written(stage)
    letter_id = await newest(stage)
    for command in ("open", "sent", "reply", "delete"):
        shown = await stage.ben.slash(stage.general, f"letter {command}", draft=letter_id)
        assert "I have no such letter of yours" in stage.heard(shown)
    assert await stage.ben.autocomplete(stage.general, "letter open", "draft", "") == []
    await written(stage, stage.ben)
    desk = desk_of(stage, stage.ben)
    for name in ("letter-show", "letter-delete-now", "letter-versions", "letter-sent", "letter-export"):
        pressed = await desk.forge(name, letter_id)
        assert "I have no such letter of yours" in stage.heard(pressed)


async def test_literal_words_stay_literal(stage: Stage) -> None:
    odd = "the sign {{7*7}} %s <name> **bold**"
    desk = await written(stage, valued=odd)
    form = await desk.press("Edit text")
    assert odd in filled(form)["body"]


async def test_empty_fields_leave_no_trace(stage: Stage) -> None:
    await stage.ana.slash(stage.general, "letter new")
    desk = desk_of(stage)
    await desk.choose("ghosted")
    await desk.submit(await desk.press("Fill in the form"), dict.fromkeys(FIRST, ""))
    assert "Hello," in desk.letter()
    assert not re.search(r"\s[,.]|\{|  |None", desk.letter())


async def test_sixty_drafts_and_the_end_of_the_list(stage: Stage) -> None:
    letters = letters_of(stage)
    for number in range(60):
        letter = await letters.begin(stage.ana.id)
        await letters.choose(stage.ana.id, letter.id, "final")
        await letters.fill(stage.ana.id, letter.id, {**FIRST, "company": f"Firm {number}"})
    shown = await stage.ana.slash(stage.general, "letter list")
    assert "page 1 of 6" in stage.text_of(shown)
    desk = desk_of(stage, shown=shown)
    for _ in range(5):
        await desk.press("Older")
    assert "page 6 of 6" in desk.text()
    found = await stage.ana.autocomplete(stage.general, "letter open", "draft", "firm")
    assert len(found) == 25
    (only,) = await stage.ana.autocomplete(stage.general, "letter open", "draft", "Firm 37")
    opened = await stage.ana.slash(stage.general, "letter open", draft=only["value"])
    assert "Firm 37" in stage.text_of(opened)
    several = await stage.ana.slash(stage.general, "letter open", draft="Firm 3")
    assert "Several of your letters fit that" in stage.heard(several)


async def test_deleted_is_gone_at_once(stage: Stage) -> None:
    desk = await written(stage)
    await desk.press("Delete")
    assert "Delete for good" in desk.labels()
    await desk.press("Delete for good")
    assert "Deleted for good, with every version." in desk.text()
    assert await rows(stage) == {"letters": 0, "letter_versions": 0, "letter_replies": 0}
    await written(stage)
    shown = await stage.ana.slash(stage.general, "letter delete", draft=await newest(stage))
    assert "Deleted for good" in stage.text_of(shown)
    assert await rows(stage) == {"letters": 0, "letter_versions": 0, "letter_replies": 0}


async def test_an_unknown_format_is_said_kindly(stage: Stage) -> None:
    desk = await written(stage)
    pressed = await desk.forge("letter-file", f"{await newest(stage)}.odt")
    assert "I can write txt, md, docx, pdf, eml, not that one." in stage.heard(pressed)


async def test_every_format_arrives_as_a_neutral_file_and_the_link_as_text(stage: Stage) -> None:
    desk = await written(stage)
    await desk.press("Export")
    desk = desk_of(stage, shown=desk.message)
    for form in ("txt", "md", "docx", "pdf", "eml"):
        file = await desk.press(f".{form}")
        assert [one.filename for one in file.response.attachments] == [f"letter.{form}"]
    shown = await desk.press("Mail link")
    assert "mailto:?subject=Thank%20you" in stage.text_of(shown)
    exported = await stage.ana.slash(stage.general, "letter export", draft=await newest(stage), format="pdf")
    assert exported.ephemeral
    assert [one.filename for one in exported.response.attachments] == ["letter.pdf"]


async def test_rights_are_shown_by_country(stage: Stage) -> None:
    shown = await stage.ana.slash(stage.general, "letter rights")
    desk = desk_of(stage, shown=shown)
    assert "Information, not legal advice" in desk.text()
    await desk.choose("Germany")
    assert "within two months of the no" in desk.text()
    shown = await stage.ana.slash(stage.general, "letter rights", country="Narnia")
    assert "I have no card for that place" in stage.text_of(shown)
