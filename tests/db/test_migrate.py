"""Migrations: up and down on both databases, no drift, never past a newer database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

import bot.tables  # noqa: F401  so that every table is compared
from bot.db import Base, Database, migrate
from bot.errors import StartupError


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


def test_files_are_named_by_their_revisions_in_order() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.FOLDER))
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert migrate.revisions() == walked[::-1]


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def test_up_to_the_newest_is_what_the_code_says(database: Database) -> None:
    await migrate.upgrade(database)
    assert await migrate.revision(database) == migrate.head()
    assert await tables(database) == {*Base.metadata.tables, "alembic_version"}
    assert await migrate.drift(database) == []
    await migrate.upgrade(database)
    assert await migrate.drift(database) == [], "a second time changes nothing"


async def test_down_to_nothing_and_up_again(database: Database) -> None:
    await migrate.upgrade(database)
    await migrate.downgrade(database, "base")
    assert await tables(database) == {"alembic_version"}
    await migrate.upgrade(database)
    assert await migrate.drift(database) == []


async def test_each_step_goes_down_and_up(database: Database) -> None:
    await migrate.upgrade(database)
    for revision in reversed(migrate.revisions()):
        await migrate.downgrade(database, "-1")
        await migrate.upgrade(database, revision)
        await migrate.downgrade(database, "-1")
    assert await tables(database) == {"alembic_version"}


async def test_a_difference_is_seen(database: Database) -> None:
    await migrate.upgrade(database)
    async with database.engine.begin() as connection:
        await connection.execute(text("DROP INDEX ix_posts_parent_id"))
    found = [(kind, index.name) for kind, index in await migrate.drift(database)]
    assert found == [("add_index", "ix_posts_parent_id")]


async def test_a_newer_database_is_left_alone(database: Database) -> None:
    await migrate.upgrade(database)
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for step in (migrate.upgrade(database), migrate.downgrade(database, "-1")):
        with pytest.raises(StartupError, match="made by a newer Onward"):
            await step
    assert "posts" in await tables(database)


async def test_there_is_nothing_below_the_first(database: Database) -> None:
    await migrate.upgrade(database)
    with pytest.raises(StartupError, match="no earlier revision"):
        await migrate.downgrade(database, "-99")


async def test_every_constraint_has_a_name(database: Database) -> None:
    for table in Base.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name
