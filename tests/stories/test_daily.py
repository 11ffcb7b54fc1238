"""Words by DM: asked for, coming at the member's hour, reacted to or not, stilled, paused, stopped at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from bot.outbox.tables import OutboxRow
from cogs.encouragement.daily.service import PROMPT
from tests.support.letters import Desk, desk_of, written
from tests.support.stage import START, Stage
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")
ASKED: dict[str, Any] = {"cadence": "3", "hour": "18:00", "timezone": "Europe/Berlin"}


async def asks(stage: Stage, **wanted: Any) -> str:
    shown = await stage.ana.slash(stage.general, "encourage daily", **{**ASKED, **wanted})
    return stage.heard(shown)


async def to(stage: Stage, days: int, hour: int, minute: int = 0, second: int = 0) -> None:
    """Let time pass in one jump to this time (UTC), so many days after the story began."""
    wanted = START.replace(hour=hour, minute=minute, second=second) + dt.timedelta(days)
    distance = wanted - stage.clock.now()
    await skip(stage.env, distance, distance)


async def evenings(stage: Stage, first: int, last: int) -> None:
    """Let every evening of these days pass: a moment before 18:00 in Berlin, and a moment after."""
    for day in range(first, last + 1):
        await to(stage, day, 16, 59, 50)
        await to(stage, day, 17, 0, 5)


def words(stage: Stage) -> list[Any]:
    """The prompts that came by themselves: they alone can be skipped for a day."""
    found = stage.ana.user.dm_channel.history()
    return [one for one in found if "v1:daily-today:" in str([row.children for row in one.components])]


def arrivals(stage: Stage) -> list[str]:
    return [f"{one.created_at:%a %d %b %H:%M}" for one in words(stage)]


def desk(stage: Stage) -> Desk:
    """The newest prompt."""
    return desk_of(stage, shown=words(stage)[-1])


async def test_asked_for_on_a_server_they_come_by_dm_at_the_members_hour(stage: Stage) -> None:
    said = await asks(stage)
    assert "Three times a week at 18:00 (Europe/Berlin), quiet hours 20:00–09:00." in said
    assert "on Monday, 23 November at 18:00" in said
    assert "The word `stop` ends it at once." in stage.dms(stage.ana)[-1]
    await to(stage, 0, 16, 59, 50)
    assert arrivals(stage) == []
    await to(stage, 0, 17, 0, 5)
    assert arrivals(stage) == ["Mon 23 Nov 17:00"]
    assert desk(stage).labels()[-3:] == ["Not today", "Pause a week", "Stop"]
    assert "!" not in desk(stage).text()
    assert "Leaving it out is fine." in desk(stage).text(), "the step may be skipped"


async def test_the_form_does_the_same_and_keeps_what_was_chosen(stage: Stage) -> None:
    shown = await stage.ana.slash(stage.general, "encourage daily")
    assert "Nothing comes until you ask for it." in stage.heard(shown)
    form = await stage.ana.click(shown.response, label="Choose when")
    typed = {"cadence": ["1"], "hour": "6:30 pm", "timezone": "new york", "quiet": "9 pm to 8 am"}
    done = await stage.ana.submit_modal(form, typed)
    assert "Once a week at 18:30 (America/New_York), quiet hours 21:00–08:00." in stage.heard(done)
    said = stage.heard(await stage.ana.slash(stage.general, "encourage daily", hour="19:00"))
    assert "Once a week at 19:00 (America/New_York), quiet hours 21:00–08:00." in said


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"timezone": "Atlantis"}, "I do not know that timezone."),
        ({"hour": "25:00"}, "I cannot read “25:00” as a time of day."),
        ({"hour": "07:00"}, "07:00 is in your quiet hours (20:00–09:00)."),
        ({"quiet": "at night"}, "Type quiet hours like 20:00–09:00"),
        ({"quiet": "26:00-09:00"}, "I cannot read “26:00” as a time of day."),
    ],
)
async def test_bad_input_is_one_sentence_and_changes_nothing(
    stage: Stage, wanted: dict[str, str], said: str
) -> None:
    heard = await asks(stage, **wanted)
    assert said in heard
    assert "Nothing changed." in heard
    assert "Nothing comes until you ask for it." in stage.heard(
        await stage.ana.slash(stage.general, "encourage daily")
    )


async def test_the_time_zone_is_found_by_city_by_country_and_by_the_clock_on_the_wall(stage: Stage) -> None:
    async def first(typed: str) -> str:
        found = await stage.ana.autocomplete(stage.general, "encourage daily", "timezone", typed)
        return str(found[0]["value"] if isinstance(found[0], dict) else found[0].value)

    assert await first("14:30") == "Asia/Kolkata", "it is 09:00 UTC"
    assert await first("10 am") in ("Europe/Berlin", "Europe/Paris", "Africa/Lagos")
    assert await first("são pa") == "America/Sao_Paulo"
    assert await first("switz") == "Europe/Zurich"
    assert await stage.ana.autocomplete(stage.general, "encourage daily", "timezone", "25:00") == []
    assert "(Asia/Kolkata)" in await asks(stage, timezone=await first("14:30"))


async def test_without_a_time_zone_it_asks_for_one(stage: Stage) -> None:
    said = stage.heard(await stage.ana.slash(stage.general, "encourage daily", hour="18:00"))
    assert "I need your time zone" in said


async def test_a_restart_at_the_hour_doubles_nothing_and_downtime_is_not_made_up_for(stage: Stage) -> None:
    await asks(stage)
    await to(stage, 0, 16, 59, 50)
    await stage.restart()
    await to(stage, 0, 17, 0, 5)
    await stage.restart()
    await to(stage, 0, 17, 10)
    assert arrivals(stage) == ["Mon 23 Nov 17:00"]


async def test_a_process_that_died_after_sending_does_not_send_again(stage: Stage, trouble: None) -> None:
    await asks(stage)
    sent = stage.bot.outbox._senders[PROMPT]  # the sender itself, to die right behind it

    async def dies(job: Any) -> Any:
        await sent(job)
        raise OSError("gone")

    stage.bot.outbox._senders[PROMPT] = dies
    await to(stage, 0, 17, 0, 5)
    assert len(words(stage)) == 1
    await stage.restart()
    await to(stage, 0, 17, 2)
    await to(stage, 0, 17, 20)
    assert arrivals(stage) == ["Mon 23 Nov 17:00"]


async def test_not_today_stills_reminders_of_letters_as_well(stage: Stage) -> None:
    await asks(stage)
    await to(stage, 0, 17, 0, 5)
    await desk(stage).press("Not today")
    async with stage.bot.database.begin() as session:
        until = await stage.bot.quiet.until(session, stage.ana.id)
    assert until == dt.datetime(2026, 11, 23, 23, 0, tzinfo=dt.UTC), "midnight in Berlin"
    await evenings(stage, 1, 2)
    assert arrivals(stage) == ["Mon 23 Nov 17:00", "Wed 25 Nov 17:00"]


async def test_said_before_the_hour_not_today_leaves_out_that_day(stage: Stage) -> None:
    await asks(stage)
    async with stage.bot.database.begin() as session:
        await stage.bot.quiet.still(session, stage.ana.id, stage.clock.now() + dt.timedelta(hours=10))
    await evenings(stage, 0, 1)
    assert arrivals(stage) == []
    await evenings(stage, 2, 2)
    assert arrivals(stage) == ["Wed 25 Nov 17:00"]


async def test_the_button_the_command_and_the_word_stop_at_once(stage: Stage) -> None:
    for way in ("button", "command", "word"):
        await asks(stage, cadence="3", hour="19:00" if way == "word" else "18:00")
        if way == "button":
            await to(stage, 0, 17, 0, 5)
            said = stage.heard(await desk(stage).press("Stop"))
        elif way == "command":
            said = stage.heard(await stage.ana.slash(stage.general, "encourage stop"))
        else:
            said = await desk_of(stage).type("  Stop! ")
        assert "No more words come by themselves." in said
        async with stage.bot.database.begin() as session:
            assert await session.scalar(select(OutboxRow.id).where(OutboxRow.kind == PROMPT)) is None
    before = len(words(stage))
    await evenings(stage, 1, 4)
    assert len(words(stage)) == before
    assert "There is nothing to stop" in await desk_of(stage).type("stop")


async def test_the_word_stop_reaches_an_open_letter_too(stage: Stage) -> None:
    await asks(stage)
    await written(stage)
    said = await desk_of(stage).type("stop")
    assert "No more words come by themselves." in said
    assert "Your letter is kept" in said


async def test_a_pause_ends_by_itself_or_by_hand(stage: Stage) -> None:
    await asks(stage)
    said = stage.heard(await stage.ana.slash(stage.general, "encourage pause", **{"for": 7}))
    assert "Paused. The next words come on Monday, 30 November at 18:00" in said
    await evenings(stage, 0, 6)
    assert arrivals(stage) == []
    await evenings(stage, 7, 7)
    assert arrivals(stage) == ["Mon 30 Nov 17:00"]
    await desk(stage).press("Pause a week")
    shown = await stage.ana.slash(stage.general, "encourage daily")
    again = await stage.ana.click(shown.response, label="End the pause")
    assert "on Wednesday, 2 December" in stage.heard(again)


async def test_pausing_what_does_not_come_is_said(stage: Stage) -> None:
    said = stage.heard(await stage.ana.slash(stage.general, "encourage pause"))
    assert "No prompts are coming to you now, so nothing changed." in said
    assert "nothing changed" in stage.heard(await stage.ana.slash(stage.general, "encourage stop"))


async def test_two_without_an_answer_halve_them_and_four_end_them(stage: Stage) -> None:
    await asks(stage)
    await evenings(stage, 0, 17)
    assert arrivals(stage) == ["Mon 23 Nov 17:00", "Wed 25 Nov 17:00", "Mon 30 Nov 17:00", "Fri 04 Dec 17:00"]
    assert "The last two had no answer" in words(stage)[2].content
    last = stage.dms(stage.ana)[-1]
    assert last.startswith("Four messages went by without an answer, so I stop here. That is perfectly fine.")
    shown = await stage.ana.slash(stage.general, "encourage daily")
    await stage.ana.click(shown.response, label="Begin again")
    await evenings(stage, 18, 18)
    assert len(words(stage)) == 5


async def test_one_press_brings_the_old_rhythm_back(stage: Stage) -> None:
    await asks(stage)
    await evenings(stage, 0, 7)
    assert len(words(stage)) == 3
    await desk(stage).press("Pause a week")
    await evenings(stage, 8, 16)
    assert arrivals(stage)[3:] == ["Mon 07 Dec 17:00", "Wed 09 Dec 17:00"]


async def test_closed_dms_are_said_at_once_where_somebody_asks(stage: Stage) -> None:
    stage.close_dms(stage.ana)
    said = await asks(stage)
    assert "Discord did not let my last message through to your DMs" in said
    await evenings(stage, 0, 1)
    assert arrivals(stage) == []


async def test_dms_that_close_later_end_it_kindly_at_the_next_command(stage: Stage) -> None:
    await asks(stage)
    stage.close_dms(stage.ana)
    await evenings(stage, 0, 3)
    assert arrivals(stage) == []
    shown = await stage.ana.slash(stage.general, "feedback guide")
    assert "Discord did not let my last message through to your DMs, so I have stopped" in stage.heard(shown)
    again = await stage.ana.slash(stage.general, "feedback guide")
    assert "Discord did not let" not in stage.heard(again), "it is said once"


async def test_somebody_elses_buttons_do_nothing_to_them(stage: Stage) -> None:
    await asks(stage)
    await stage.ben.slash(stage.general, "encourage daily", **ASKED)
    await to(stage, 0, 17, 0, 5)
    mine = desk(stage)
    await desk_of(stage, stage.ben, list(stage.ben.user.dm_channel.history())[-1]).forge(
        "daily-stop", str(custom_key(words(stage)[-1]))
    )
    await evenings(stage, 1, 2)
    assert len(words(stage)) == 2
    assert "Stop" in mine.labels()


def custom_key(message: Any) -> str:
    ids = [str(item.custom_id) for row in message.components for item in row.children]
    return next(one for one in ids if one.startswith("v1:daily-stop:")).split(":")[2]
