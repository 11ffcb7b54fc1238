"""The simulator's switches, with a toy bot: nothing here needs the real one."""

from __future__ import annotations

import datetime as dt
from functools import partial

import discord
import pytest
from simcord import ChannelHandle, Env

from tests.try_out.conftest import START
from tests.try_out.toy import ToyBot
from try_out.simulator import SimulatorClock, rest_log, restart, simulation, skip, together


def toy(env: Env) -> ToyBot:
    assert isinstance(env.bot, ToyBot)
    return env.bot


async def test_the_clock_starts_where_told_and_moves_only_when_told(env: Env) -> None:
    assert toy(env).clock.now() == START
    await skip(env, dt.timedelta(minutes=25))
    assert toy(env).clock.now() == START + dt.timedelta(minutes=25)
    assert toy(env).ticks == [START + dt.timedelta(minutes=m) for m in (0, 10, 20)]


async def test_discord_shares_the_clock_and_the_bot_has_its_name(env: Env, general: ChannelHandle) -> None:
    ana = env.guild.add_member(env.create_user("ana"))
    sent = (await ana.slash(general, "show")).response
    assert sent is not None
    assert discord.utils.snowflake_time(sent.id) == START
    assert env.bot.user is not None
    assert env.bot.user.name == "Onward"


async def test_without_a_start_the_clock_begins_today() -> None:
    async with simulation(ToyBot()) as env:
        assert abs(SimulatorClock(env).now() - dt.datetime.now(dt.UTC)) < dt.timedelta(hours=1)


async def test_errors_reach_the_callable_once(
    env: Env, general: ChannelHandle, errors: list[BaseException]
) -> None:
    ana = env.guild.add_member(env.create_user("ana"))
    await ana.slash(general, "fail")
    assert [str(error.__cause__) for error in errors] == ["on purpose"]


async def test_two_people_really_click_at_once(env: Env, general: ChannelHandle) -> None:
    ana, ben = (env.guild.add_member(env.create_user(name)) for name in ("ana", "ben"))
    shown = (await ana.slash(general, "show")).response
    assert shown is not None
    first, second = await together(
        env, partial(ana.click, shown, label="Count"), partial(ben.click, shown, label="Count")
    )
    assert [r.followups[0].content for r in (first, second)] == ["seen 0", "seen 0"]
    assert toy(env).count == 1
    await ana.click(shown, label="Count")
    assert toy(env).count == 2


async def test_a_refused_action_does_not_hide_the_other(env: Env, general: ChannelHandle) -> None:
    ana = env.guild.add_member(env.create_user("ana"))
    shown = (await ana.slash(general, "show")).response
    assert shown is not None
    fine, refused = await together(
        env, partial(ana.click, shown, label="Count"), partial(ana.click, shown, label="No such button")
    )
    assert fine.acknowledged
    assert "No such button" in str(refused)


async def test_a_restart_keeps_discord_and_forgets_the_bot(env: Env, general: ChannelHandle) -> None:
    ana = env.guild.add_member(env.create_user("ana"))
    shown = (await ana.slash(general, "show")).response
    assert shown is not None
    await ana.click(shown, label="Count")
    old, new = toy(env), ToyBot()
    new.clock.follow(env)
    await restart(env, new)
    assert old.is_closed()
    assert not old.tick.is_running()
    assert (await ana.click(shown, label="Count")).followups[0].content == "seen 0"
    assert (old.count, new.count) == (1, 1)
    with pytest.raises(ValueError, match="new instance"):
        await restart(env, new)


async def test_the_log_of_calls_has_bodies_and_statuses(env: Env, general: ChannelHandle) -> None:
    ana = env.guild.add_member(env.create_user("ana"))
    await ana.slash(general, "show")
    answer = rest_log(env)[-1]
    assert answer["method"] == "POST"
    assert answer["path"].endswith("/callback")
    assert answer["json"]["data"]["content"] == "press"
    assert (answer["status"], answer["multipart"]) == (200, False)

    channel = env.bot.get_partial_messageable(general.id)
    await channel.send(file=discord.File(__file__, "notes.txt"))
    assert rest_log(env)[-1]["multipart"]
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(1)
    assert rest_log(env)[-1]["status"] == 404


async def test_strides_skip_what_repeats_and_arrive_exactly(env: Env) -> None:
    await skip(env, dt.timedelta(days=1), stride=dt.timedelta(hours=8))
    day = START + dt.timedelta(days=1)
    assert toy(env).clock.now() == day
    assert toy(env).ticks == [START + dt.timedelta(hours=h) for h in (0, 8, 16, 24)]
    await skip(env, dt.timedelta(minutes=25))
    assert toy(env).ticks[4:] == [day + dt.timedelta(minutes=10), day + dt.timedelta(minutes=20)]


async def test_a_thread_opened_at_once_is_not_announced(env: Env, general: ChannelHandle) -> None:
    channel = env.bot.get_channel(general.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("a post")
    await message.create_thread(name="its thread")
    assert [m.content for m in general.history()] == ["a post"]
    await channel.create_thread(name="another", type=discord.ChannelType.public_thread)
    assert len(general.history()) == 2
