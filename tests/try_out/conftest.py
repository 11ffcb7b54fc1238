"""A simulated Discord around the toy bot."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from simcord import ChannelHandle, Env, GuildHandle

from tests.try_out.toy import ToyBot
from try_out.server import HOST, address_of, serving
from try_out.session import Session
from try_out.simulator import new_environment
from try_out.world import World, build_world

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


@pytest.fixture
def world(env: Env) -> World:
    return build_world(env)


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server((HOST, 0)) as listener:
        yield listener


@pytest.fixture
def address(listener: socket.socket) -> str:
    return address_of(listener)


@pytest_asyncio.fixture
async def session(env: Env, world: World, listener: socket.socket) -> AsyncIterator[Session]:
    async with serving(env, world, listener) as session:
        yield session
