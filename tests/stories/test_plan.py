"""The next interview: filled from what was told, edited, checked off, reminded of, handed out as one page."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from simcord.results import InteractionResult
from sqlalchemy import select

from bot.board.draft import Member
from bot.outbox.tables import OutboxRow
from cogs.feedback.service import FeedbackService
from cogs.plans.service import REMIND
from tests.stories.test_letters_after import replied, sent
from tests.support.letters import Desk, days_pass, desk_of
from tests.support.stage import START, Stage, filled
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")
WHEN: dict[str, Any] = {
    "name": "Night baker", "day": "4 December", "at": "10:30", "zone": "Berlin", "remind": ["day"],
}  # fmt: skip


async def to(stage: Stage, days: int, hour: int, minute: int = 0, second: int = 0) -> None:
    """Let time pass in one jump to this time (UTC), so many days after the story began."""
    wanted = START.replace(hour=hour, minute=minute, second=second) + dt.timedelta(days)
    distance = wanted - stage.clock.now()
    await skip(stage.env, distance, distance)


class OnServer(Desk):
    """The private screen of a member on the server."""

    @property
    def _actor(self) -> Any:
        return self.member


async def opened(stage: Stage, member: Any = None) -> OnServer:
    who = member or stage.ana
    return OnServer(stage, who, await who.slash(stage.general, "next plan"))


async def fill(desk: Desk, label: str, **typed: Any) -> InteractionResult:
    return await desk.submit(await desk.press(label), typed)


async def test_it_is_filled_in_part_by_part_and_survives_a_restart(stage: Stage) -> None:
    desk = await opened(stage)
    assert "No date yet. A plan does not need one." in desk.text()
    assert desk.text().count("*nothing yet*") == 4
    await fill(desk, "Changes", change1="Answer in two minutes", change2="Ask one question back")
    await fill(
        desk,
        "Story 1",
        title="The archive",
        situation="Water",
        task="Save it",
        action="I froze it",
        result="Dry",
    )
    await stage.restart()
    await fill(desk, "Rehearsal", text="With Kim, on Thursday")
    await fill(desk, "If – then", when="I lose my thread", then="take a sip of water")
    text = (await opened(stage)).text()
    for part in (
        "☐ Answer in two minutes",
        "☐ The archive",
        "*Result:* Dry",
        "☐ With Kim",
        "If I lose my thread, then",
    ):
        assert part in text
    assert "!" not in text
    form = await desk.press("Story 1")
    assert filled(form)["action"] == "I froze it"


async def test_what_an_employer_answered_is_in_it_already(ready: Stage) -> None:
    await sent(ready)
    await replied(ready, reason=["interpersonal"])
    letter = desk_of(ready)
    await letter.press("Take all your proposals")
    await letter.choose("0")
    desk = await opened(ready)
    assert "interrupted us three times" in desk.text()
    assert "kept from an employer's answer" in desk.text()
    assert "Record one mock answer" in str(desk.stored().components)
    await desk._actor.select(
        desk.message, ["step-interpersonal"], custom_id=next(one for one in ids(desk) if "plan-take" in one)
    )
    assert "☐ Record one mock answer" in desk.text()
    assert "usual first step: How I came across (they said so)" in desk.text()


async def test_a_peers_words_that_helped_are_in_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "how calmly you tell it", "you name one number?")
    await ready.ben.click(preview.response, label="Post")
    given = ready.handle_in(preview)
    await ready.approve(given)
    await ready.released()
    bot = ready.bot
    service = FeedbackService(bot.database, bot.vault, bot.clock, bot.board)
    await service.mark(Member(ready.guild.id, ready.ana.id), given, helped=True)
    desk = await opened(ready)
    assert "how calmly you tell it" in desk.text()
    assert "from a peer, marked as helpful" in desk.text()


async def test_steps_are_checked_off_and_opened_again(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Changes", change1="Answer in two minutes", change2="Ask back")
    await check(desk, "change1")
    assert "☑ Answer in two minutes" in desk.text()
    assert "☐ Ask back" in desk.text()
    await check(desk)
    assert "☑" not in desk.text()


async def test_a_reminder_comes_once_the_evening_before(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "If – then", when="I lose my thread", then="take a sip of water")
    await fill(desk, "Date and reminder", **WHEN)
    assert "I remind you by DM" in desk.text()
    await to(stage, 10, 16, 59, 50)
    before = len(stage.dms(stage.ana))
    await stage.restart()
    await to(stage, 10, 17, 0, 5)
    await stage.restart()
    await to(stage, 10, 17, 30)
    heard = stage.dms(stage.ana)[before:]
    assert len(heard) == 1
    assert heard[0].startswith("Your interview (**Night baker**) is on Friday at 10:30, <t:")
    assert "If I lose my thread, then take a sip of water." in heard[0]
    await desk_of(stage).press("Open the plan")
    await days_pass(stage, days=3)
    assert stage.dms(stage.ana)[before:] == heard


async def test_without_asking_nobody_is_reminded_and_deleting_ends_it(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Date and reminder", **{**WHEN, "remind": ["no"]})
    await to(stage, 10, 17, 0, 5)
    assert stage.dms(stage.ana) == []
    again = await opened(stage)
    await fill(again, "Date and reminder", **{**WHEN, "remind": ["hours"]})
    await again.press("Delete")
    await again.press("Delete for good")
    assert "Deleted, for good." in again.text()
    await to(stage, 11, 7, 30, 5)
    assert stage.dms(stage.ana) == []
    async with stage.bot.database.begin() as session:
        assert await session.scalar(select(OutboxRow.id).where(OutboxRow.kind == REMIND)) is None


async def test_not_today_puts_the_reminder_off_but_never_behind_the_interview(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Date and reminder", **WHEN)
    midnight = dt.datetime(2026, 12, 3, 23, 0, tzinfo=dt.UTC)
    await to(stage, 10, 16, 0)
    async with stage.bot.database.begin() as session:
        await stage.bot.quiet.still(session, stage.ana.id, midnight)
    await to(stage, 10, 17, 0, 5)
    assert stage.dms(stage.ana) == []
    await to(stage, 10, 23, 0, 5)
    assert len(stage.dms(stage.ana)) == 1
    await desk_of(stage).press("Not today")


async def test_closed_dms_are_said_in_the_plan(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Date and reminder", **WHEN)
    stage.close_dms(stage.ana)
    await to(stage, 10, 17, 0, 5)
    assert "I could not reach you by DM to remind you" in (await opened(stage)).text()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "yesterday"}, "22 November 2026 is past."),
        ({"day": "2020-01-01"}, "1 January 2020 is past."),
        ({"day": "4/12"}, "I cannot read “4/12” as a date."),
        ({"at": "25:00"}, "I cannot read “25:00” as a time of day."),
        ({"zone": "Atlantis"}, "I do not know that timezone."),
        ({"day": "today", "at": "9:30"}, "That was already today."),
    ],
)
async def test_bad_input_is_one_sentence_and_what_was_typed_comes_back(
    stage: Stage, wrong: dict[str, str], said: str
) -> None:
    desk = await opened(stage)
    shown = await fill(desk, "Date and reminder", **{**WHEN, **wrong})
    heard = stage.heard(shown)
    assert said in heard
    assert "Nothing changed." in heard
    assert "Night baker" in "".join(stage.files_of(shown))
    assert "No date yet" in (await opened(stage)).text()


async def test_a_reminder_whose_time_has_passed_is_said_not_to_come(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Date and reminder", **{**WHEN, "day": "today", "at": "20:00"})
    assert "It is too late for that reminder, so none comes." in desk.text()


async def test_one_page_in_every_form(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Changes", change1="Answer in two minutes")
    await desk.press("As one page")
    for form in ("pdf", "docx", "md"):
        await desk.press(form)
        (file,) = desk.stored().attachments
        assert file["filename"] == f"plan.{form}"
        content = stage.env.backend.cdn.get(file["url"]) or b""
        if form == "pdf":
            assert "Answer in two minutes" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
        elif form == "docx":
            lines = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
            assert "☐ Answer in two minutes" in lines
        else:
            assert b"- [ ] Answer in two minutes" in content


async def test_a_new_plan_keeps_the_one_before(stage: Stage) -> None:
    desk = await opened(stage)
    await fill(desk, "Changes", change1="Answer in two minutes")
    await stage.later(minutes=1)
    await desk.press("New plan")
    assert "The one before is kept." in desk.text()
    assert "Answer in two minutes" not in desk.text()


async def test_somebody_elses_plan_is_not_found(stage: Stage) -> None:
    mine = await opened(stage)
    await fill(mine, "Changes", change1="Answer in two minutes")
    plan_id = ids(mine)[0].split(":")[2].split(".")[0]
    theirs = await opened(stage, stage.ben)
    for name, key in (("plan-show", plan_id), ("plan-file", f"{plan_id}.md"), ("plan-delete-now", plan_id)):
        assert "I have no such plan of yours." in stage.heard(await theirs.forge(name, key))
    assert "Answer in two minutes" in (await opened(stage)).text()


async def test_on_the_day_of_a_no_it_says_that_it_can_wait(ready: Stage) -> None:
    await ready.publish(ready.ana)
    assert "All of this can wait until tomorrow" in (await opened(ready)).text()
    assert "can wait until tomorrow" not in (await opened(ready, ready.ben)).text()


def ids(desk: Desk) -> list[str]:
    return [str(item["custom_id"]) for row in desk.stored().components for item in row.get("components", ())]


async def check(desk: Desk, *done: str) -> None:
    (name,) = [one for one in ids(desk) if "plan-done" in one]
    await desk._actor.select(desk.message, list(done), custom_id=name)
