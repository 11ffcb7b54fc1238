"""A flood: each member is slowed down, then publication pauses by itself, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from simcord import MemberActor

from bot.board.limits import IN_SHORT
from bot.servers import ServerSettings, save_server
from tests.support.stage import CHOICES, Stage
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")

REFUSAL = "I can't take another one for this server just now. Please try again later. What you wrote is kept."


async def allow(stage: Stage, **limits: int) -> None:
    """What a moderator sets up."""
    async with stage.bot.database.begin() as session:
        server = await stage.bot.board.server(session, stage.guild.id)
        fields = {name: getattr(server, name) for name in ServerSettings.__dataclass_fields__}
        await save_server(session, ServerSettings(**{**fields, **limits}))


async def try_to_post(stage: Stage, member: MemberActor) -> str:
    """Post what is typed anew, or the draft that a refusal left; what the member is answered."""
    shown = await member.slash(stage.general, "rejection share")
    if shown.response is None:
        shown = await member.submit_modal(shown, {"story": "They turned me down.", **CHOICES})
    else:
        await member.click(shown.response, label="Go on with it")
    return stage.heard(await member.click(shown.response, label="Post"))


async def test_one_member_posts_a_few_times_in_ten_minutes(ready: Stage) -> None:
    said = [await try_to_post(ready, ready.ana) for _ in range(IN_SHORT + 1)]
    assert [REFUSAL in words for words in said] == [False] * IN_SHORT + [True]
    assert REFUSAL not in await try_to_post(ready, ready.ben), "others are not slowed down by it"
    again = await ready.ana.slash(ready.general, "rejection share")
    assert "You have a draft" in ready.heard(again)
    await ready.later(minutes=11)
    await ready.ana.click(again.response, label="Go on with it")
    pressed = await ready.ana.click(again.response, label="Post")
    assert "waits for a moderator" in ready.heard(pressed)


async def test_moderators_choose_both_limits(ready: Stage) -> None:
    shown = await ready.owner.slash(ready.general, "mod setup")
    form = await ready.owner.click(shown.response, label="Limits of posts")
    await ready.owner.submit_modal(form, {"posts_per_day": ["3"], "posts_per_minute": ["50"]})
    await ready.owner.click(shown.response, label="Test and save")
    assert "Saved" in ready.text_of(shown)
    async with ready.bot.database.begin() as session:
        server = await ready.bot.board.server(session, ready.guild.id)
    assert (server.posts_per_day, server.posts_per_minute, server.feedback_per_day) == (3, 50, 10)


async def test_of_a_day_there_is_an_end(ready: Stage) -> None:
    await allow(ready, posts_per_day=2)
    assert [REFUSAL in await try_to_post(ready, ready.ana) for _ in range(3)] == [False, False, True]
    await skip(ready.env, timedelta(hours=16), timedelta(hours=4))
    assert REFUSAL not in await try_to_post(ready, ready.ana)


async def test_slow_mode_reads_the_same_and_lets_moderators_read_first(stage: Stage) -> None:
    await stage.set_up(review=False)
    await allow(stage, posts_per_minute=2)
    for member in (stage.chi, stage.mo):
        assert "appears" in await try_to_post(stage, member)
        await stage.later(minutes=1)
    assert "waits for a moderator" in await try_to_post(stage, stage.ana)
    assert REFUSAL in await try_to_post(stage, stage.ana)
    assert "waits for a moderator" in await try_to_post(stage, stage.ben)
    await stage.later(minutes=11)
    assert "appears" in await try_to_post(stage, stage.ana)


async def test_health_does_not_tell_the_moment_when_somebody_has_sent_one_too_many(ready: Stage) -> None:
    await allow(ready, posts_per_minute=3)

    async def health() -> str:
        return ready.heard(await ready.mo.slash(ready.general, "mod health"))

    for member in (ready.mo, ready.kit):
        await try_to_post(ready, member)
    before = await health()
    await try_to_post(ready, ready.ana)
    assert await health() == before
    assert REFUSAL in await try_to_post(ready, ready.ana), "slow mode is on"


async def test_a_flood_pauses_publication_and_moderators_are_told_once(stage: Stage) -> None:
    await stage.set_up(review=False, release="0", log=stage.general)
    await allow(stage, posts_per_minute=3)
    members = [stage._member(f"raider{n}", f"Raider {n}") for n in range(5)]
    said = [await try_to_post(stage, member) for member in members]
    assert not any(REFUSAL in words for words in said)
    async with stage.bot.database.begin() as session:
        [entry] = [e for e in await stage.bot.audit.entries(session, stage.guild.id) if e.action == "pause"]
    assert entry.moderator_id is None, "it stands there with the pause, before anybody was told"
    await stage.later(minutes=30)
    notices = [m.content for m in stage.general.history() if "I have paused publication" in m.content]
    assert len(notices) == 1
    assert len(stage.board.history()) < 5
    async with stage.bot.database.begin() as session:
        assert (await stage.bot.board.server(session, stage.guild.id)).paused
        entries = await stage.bot.audit.entries(session, stage.guild.id)
    assert [e.action for e in entries].count("pause") == 1
    await stage.mo.slash(stage.general, "mod resume")
    for card in list(stage.review.history()):
        handle = card.content.split("**")[1] if "**" in card.content else ""
        if "waits for you" in card.content:
            await stage.approve(handle)
    await stage.later(minutes=5)
    assert len(stage.board.history()) == 5
