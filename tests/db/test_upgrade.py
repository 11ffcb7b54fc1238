"""Upgrade and rollback with rows in every table: the database of each earlier revision, the code's, and back down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import MetaData, Table, select

import bot.tables  # noqa: F401  so that the tables of all features are known
from bot.db import Database, migrate
from tests.support.filled import SKIPPED, fill

COUNT = 3


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


async def tables(database: Database) -> dict[str, Table]:
    """The tables as they are in the database, parents first."""

    def reflect(connection: Any) -> list[Table]:
        metadata = MetaData()
        metadata.reflect(connection)
        return list(metadata.sorted_tables)

    async with database.engine.connect() as connection:
        return {
            table.name: table for table in await connection.run_sync(reflect) if table.name not in SKIPPED
        }


async def contents(database: Database) -> dict[str, list[dict[str, Any]]]:
    found, there = {}, await tables(database)
    async with database.engine.connect() as connection:
        for name, table in there.items():
            rows = await connection.execute(select(table).order_by(*table.primary_key))
            found[name] = [dict(row._mapping) for row in rows]
    return found


def shared(rows: list[dict[str, Any]], like: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the columns alone that those of the other state have, too."""
    common = rows[0].keys() & like[0].keys() if rows and like else set()
    return [{name: row[name] for name in sorted(common)} for row in rows]


@pytest.mark.parametrize("back", sorted({1, 2, len(migrate.revisions()) - 1}))
async def test_rows_of_an_earlier_revision_come_through_and_go_back(database: Database, back: int) -> None:
    before = migrate.revisions()[-1 - back]
    await migrate.upgrade(database, before)
    earlier = await tables(database)
    async with database.engine.begin() as connection:
        await fill(connection, earlier.values(), count=COUNT)
    old = await contents(database)
    assert all(len(rows) == COUNT for rows in old.values())

    await migrate.upgrade(database)
    new = await contents(database)
    for name in old.keys() & new.keys():
        assert shared(new[name], old[name])[:COUNT] == shared(old[name], new[name]), (
            f"{name} after the upgrade"
        )

    await migrate.downgrade(database, before)
    assert await contents(database) == old, "the rollback"
