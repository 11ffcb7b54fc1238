"""A Discord for each test, and Onward on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import discord
import pytest

from tests.support.requests import RequestLog
from tests.wire.onward import Harbour
from tests.wire.people import Person
from tests.wire.server import WireServer


@pytest.fixture
async def server() -> AsyncIterator[WireServer]:
    async with WireServer() as server:
        yield server


@pytest.fixture
def harbour(server: WireServer, tmp_path: Path) -> Iterator[Harbour]:
    """A server for Onward; at the end its calls are logged, and none was to a route that is not there."""
    yield Harbour.make(server, tmp_path)
    log = RequestLog.from_environment()
    if log is not None:
        log.add(server.calls)
    assert server.unserved == []


@pytest.fixture
def ada(harbour: Harbour) -> Person:
    return harbour.server.person(harbour.guild, "Ada")


@pytest.fixture
def mo(harbour: Harbour) -> Person:
    """A moderator by a permission of Discord's."""
    return harbour.server.moderator(harbour.guild, "Mo")


@pytest.fixture
def max_(harbour: Harbour) -> Person:
    return harbour.server.moderator(harbour.guild, "Max")


@pytest.fixture
def rita(harbour: Harbour) -> Person:
    """May moderate by the role of the set-up, and loses it."""
    role = harbour.server.world.role(harbour.guild, "Helpers", discord.Permissions.none())
    return harbour.server.person(harbour.guild, "Rita", role)
