"""Prompts that moderators schedule: posted at their hour, answered in private or without a name, left out where they
cannot stand."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import discord
import pytest

from cogs.encouragement.channels.themes import themes
from cogs.encouragement.tables import RatingRow
from tests.support.stage import START, Stage, filled
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")
ADDED: dict[str, Any] = {
    "days": "Mon, Thu",
    "hour": "18:00",
    "timezone": "Europe/Berlin",
    "theme": "interviews",
}


async def to(stage: Stage, days: int, hour: int, minute: int = 0, second: int = 0) -> None:
    """Let time pass in one jump to this time (UTC), so many days after the story began."""
    wanted = START.replace(hour=hour, minute=minute, second=second) + dt.timedelta(days)
    distance = wanted - stage.clock.now()
    await skip(stage.env, distance, distance)


async def add(stage: Stage, **wanted: Any) -> str:
    options = {**ADDED, "channel": stage.general, **wanted}
    return stage.heard(await stage.mo.slash(stage.review, "mod prompts add", **options))


def posted(stage: Stage) -> list[discord.Message]:
    return [
        one
        for one in stage.general.history()
        if "channel-share" in str([row.children for row in one.components])
    ]


async def test_it_stands_there_at_its_hour_once_and_never_the_same_twice(ready: Stage) -> None:
    said = await add(ready)
    assert "Monday, Thursday at 18:00 (Europe/Berlin) · Interviews" in said
    await to(ready, 0, 16, 59, 50)
    assert posted(ready) == []
    await ready.restart()
    await to(ready, 0, 17, 0, 5)
    await ready.restart()
    await to(ready, 0, 17, 20)
    assert [f"{one.created_at:%a %H:%M}" for one in posted(ready)] == ["Mon 17:00"]
    for day in (3, 7, 10, 14, 17):
        await to(ready, day, 17, 0, 5)
    texts = [one.content for one in posted(ready)]
    assert len(texts) == 6
    assert all(before != after for before, after in pairwise(texts))
    assert len(set(texts)) == 5, "all of the theme before one comes again"
    assert "**" in texts[0]
    assert texts[0].rstrip("*").endswith("?")


async def test_a_process_that_died_behind_the_post_does_not_post_again(ready: Stage, trouble: None) -> None:
    await add(ready)
    cog: Any = ready.bot.get_cog("ChannelCommands")
    posted_before = cog._prompts.posted

    async def lost(*_: Any) -> Any:
        """The crash between Discord and the database, once."""
        cog._prompts.posted = posted_before
        raise OSError("gone")

    cog._prompts.posted = lost
    await to(ready, 0, 17, 0, 5)
    await to(ready, 0, 17, 5)
    assert len(posted(ready)) == 1


async def test_downtime_is_not_made_up_for(ready: Stage) -> None:
    await add(ready)
    await to(ready, 0, 18, 0, 0)
    assert posted(ready) == []
    await to(ready, 3, 17, 0, 5)
    assert len(posted(ready)) == 1


async def test_an_answer_for_oneself_goes_into_the_journal(ready: Stage) -> None:
    await add(ready)
    await to(ready, 0, 17, 0, 5)
    form = await ready.ana.click(posted(ready)[0], label="Write for yourself")
    kept = await ready.ana.submit_modal(form, {"text": "The one about the flooded archive."})
    assert "Kept, for you alone." in ready.heard(kept)
    assert kept.response is not None
    assert len(ready.general.history()) == 1, "nobody sees that somebody answered"


async def test_an_answer_without_a_name_goes_the_way_of_every_post(ready: Stage) -> None:
    await add(ready)
    await to(ready, 0, 17, 0, 5)
    message = posted(ready)[0]
    question = message.content.split("**")[1]
    form = await ready.ana.click(message, label="Answer without your name")
    typed = {"asked": [filled(form)["asked"]], "story": "Ask me about the flooded archive, Ana Quistgard."}
    preview = await ready.ana.submit_modal(form, typed)
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    await ready.approve(handle)
    await ready.released()
    public = ready.message(handle)
    assert public is not None
    assert public.embeds[0].title == question
    assert "Quistgard" not in str(public.embeds[0].description)
    assert handle in ready.text_of(await ready.ana.slash(ready.general, "rejection mine"))


async def test_a_channel_that_is_gone_is_left_out_and_health_says_so(ready: Stage) -> None:
    await add(ready, channel=ready.guild.create_text_channel("prompts"))
    channel = next(one for one in ready.bot.get_guild(ready.guild.id).text_channels if one.name == "prompts")  # type: ignore[union-attr]  # it is there
    ready.env.backend.delete_channel(channel.id)
    await to(ready, 0, 17, 0, 5)
    await to(ready, 3, 17, 0, 5)
    said = ready.heard(await ready.mo.slash(ready.review, "mod health"))
    assert "The channel of a scheduled prompt is gone" in said
    listed = ready.heard(await ready.mo.slash(ready.review, "mod prompts list"))
    assert "`/mod prompts remove` takes it off the list" in listed


async def test_without_permission_it_is_left_out_and_said(ready: Stage) -> None:
    await add(ready)
    ready.deny(ready.general, "send_messages")
    await to(ready, 0, 17, 0, 5)
    assert posted(ready) == []
    assert "I need *Send Messages* there" in ready.heard(await ready.mo.slash(ready.review, "mod health"))
    assert "Nothing was scheduled" in await add(ready)
    ready.deny(ready.general, "read_message_history")
    assert "I need *Read Message History* in" in await add(ready), (
        "without it something could stand there twice"
    )


async def test_a_trial_stands_there_and_can_be_taken_away(ready: Stage) -> None:
    await add(ready)
    chosen = await ready.mo.autocomplete(ready.review, "mod prompts test", "schedule", "")
    (choice,) = chosen
    shown = await ready.mo.slash(ready.review, "mod prompts test", schedule=value_of(choice))
    assert "A trial by the moderators." in posted(ready)[0].content
    await ready.mo.click(shown.response, label="Take it away")
    assert posted(ready) == []
    await to(ready, 0, 17, 0, 5)
    assert len(posted(ready)) == 1


async def test_it_is_rated_in_private_and_what_does_harm_comes_no_more(ready: Stage) -> None:
    await add(ready)
    await to(ready, 0, 17, 0, 5)
    said = await ready.ana.click(posted(ready)[0], label="Worse")
    assert "What makes it worse for many is taken out." in ready.heard(said)
    harmful, *others = [one.id for one in themes()["interviews"].words]
    await rated(ready, harmful)
    for day in (3, 7, 10, 14, 17):
        await to(ready, day, 17, 0, 5)
    later = str([one.components for one in posted(ready)[1:]])
    assert f":{harmful}." not in later
    assert f"({harmful})" in ready.heard(await ready.mo.slash(ready.review, "mod health"))
    await rated(ready, *others)
    await to(ready, 21, 17, 0, 5)
    assert len(posted(ready)) == 6, "where all of a theme did harm, none comes"


async def rated(stage: Stage, *words_ids: str) -> None:
    """Twenty people said how these did, and each was bad for three of them."""
    async with stage.bot.database.begin() as session:
        for words_id in words_ids:
            for at in range(20):
                rating = "worse" if at < 3 else "helped"
                session.add(RatingRow(prompt_id=words_id, rater_digest=bytes([at]) * 32, rating=rating))


async def test_removed_and_scheduled_anew_it_goes_on_where_it_was(ready: Stage) -> None:
    for day in (0, 3, 7, 10, 14):
        await add(ready)
        await to(ready, day, 17, 0, 5)
        (choice,) = await ready.mo.autocomplete(ready.review, "mod prompts remove", "schedule", "")
        await ready.mo.slash(ready.review, "mod prompts remove", schedule=value_of(choice))
    assert len({one.content for one in posted(ready)}) == len(posted(ready)) == 5


async def test_removed_is_removed(ready: Stage) -> None:
    await add(ready)
    (choice,) = await ready.mo.autocomplete(ready.review, "mod prompts remove", "schedule", "")
    said = ready.heard(await ready.mo.slash(ready.review, "mod prompts remove", schedule=value_of(choice)))
    assert "Removed: Monday, Thursday at 18:00" in said
    await to(ready, 0, 17, 0, 5)
    assert posted(ready) == []
    again = ready.heard(await ready.mo.slash(ready.review, "mod prompts remove", schedule=value_of(choice)))
    assert "There is no such scheduled prompt here." in again


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"days": "Blursday"}, "I cannot read “Blursday” as weekdays."),
        ({"hour": "25:00"}, "I cannot read “25:00” as a time of day."),
        ({"timezone": "Atlantis"}, "I do not know that timezone."),
        ({"channel": None}, "Say in which channel"),
    ],
)
async def test_bad_input_is_one_sentence(ready: Stage, wanted: dict[str, Any], said: str) -> None:
    options = {name: value for name, value in {**ADDED, "channel": ready.general, **wanted}.items() if value}
    assert said in ready.heard(await ready.mo.slash(ready.review, "mod prompts add", **options))
    listed = ready.heard(await ready.mo.slash(ready.review, "mod prompts list"))
    assert "No prompts are scheduled here." in listed


async def test_days_are_offered_as_they_were_understood(ready: Stage) -> None:
    found = await ready.mo.autocomplete(ready.review, "mod prompts add", "days", "tue & sat")
    assert [value_of(choice) for choice in found] == ["Tuesday, Saturday"]
    common = await ready.mo.autocomplete(ready.review, "mod prompts add", "days", "thu")
    assert [value_of(choice) for choice in common] == ["Thursday", "Monday, Thursday"]


async def test_what_is_scheduled_here_is_not_found_from_elsewhere(ready: Stage) -> None:
    said = ready.heard(await ready.mo.slash(ready.review, "mod prompts remove", schedule="0" * 8))
    assert "There is no such scheduled prompt here." in said


def value_of(choice: Any) -> str:
    return str(choice.value if hasattr(choice, "value") else choice["value"])
