"""Databases and the stage for every test: SQLite and PostgreSQL, both real."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from bot.db import Database, migrate
from tests.support.postgres import Postgres, postgres
from tests.support.requests import RequestLog
from tests.support.stage import Stage, staged

__all__ = ["postgres"]
STORIES = Path(__file__).parent / "stories"
EVERY_DATABASE = bool(os.environ.get("ONWARD_EVERY_DATABASE"))
ONE_IN = 4
# A busy machine is no fault: how long an example takes, or takes to make, is nowhere asked.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every story is played on SQLite, and one in four of each file on PostgreSQL too; all of them there with
    ONWARD_EVERY_DATABASE=1. Stores and services are tested on both throughout."""
    if EVERY_DATABASE:
        return
    names = {item.nodeid for item in items}
    seen: Counter[Path] = Counter()
    left_out = []
    for item in items:
        is_second = "[postgres" in item.nodeid and item.nodeid.replace("[postgres", "[sqlite") in names
        if is_second and STORIES in item.path.parents:
            seen[item.path] += 1
            if seen[item.path] % ONE_IN != 1:
                left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(map(id, left_out))
        items[:] = [item for item in items if id(item) not in gone]


@pytest.fixture(scope="session")
def request_log() -> RequestLog | None:
    return RequestLog.from_environment()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'onward.sqlite3'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


async def prepare(url: str) -> None:
    """Bring an empty database to the newest revision."""
    database = Database(url)
    await migrate.upgrade(database)
    await database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[str]:
    """The URL of a database at the newest revision, once of each kind."""
    if request.param == "sqlite":
        copy = tmp_path / "onward.sqlite3"
        copy.write_bytes(sqlite_template.read_bytes())
        yield f"sqlite+aiosqlite:///{copy}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    with server.database(prepare) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    path = tmp_path_factory.mktemp("template") / "onward.sqlite3"
    asyncio.run(prepare(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest_asyncio.fixture
async def stage(migrated_url: str, request_log: RequestLog | None) -> AsyncIterator[Stage]:
    """A server and its people, before anything was set up; on each kind of database."""
    async with staged(migrated_url) as built:
        yield built
        if request_log is not None:
            in_dms = {seen.token for seen in built.env.backend.interactions.values() if seen.guild_id is None}
            request_log.add(built.requests(), dm_tokens=in_dms)


@pytest_asyncio.fixture
async def ready(stage: Stage) -> Stage:
    """The same, set up with review on."""
    await stage.set_up()
    return stage
