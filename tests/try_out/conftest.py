"""A simulated Discord around the toy bot."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from simcord import ChannelHandle, Env, GuildHandle

from tests.try_out.toy import ToyBot
from try_out.simulator import new_environment

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest_asyncio.fixture
async def env(errors: list[BaseException]) -> AsyncIterator[Env]:
    bot = ToyBot()
    env = new_environment(bot, started_at=START, on_error=errors.append)
    bot.clock.follow(env)
    await env.start()
    yield env
    await env.shutdown()


@pytest.fixture
def guild(env: Env) -> GuildHandle:
    return env.create_guild("Career community")


@pytest.fixture
def general(guild: GuildHandle) -> ChannelHandle:
    return guild.create_text_channel("general")
