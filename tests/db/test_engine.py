"""The engine: SQLite in WAL mode that overwrites what is deleted, PostgreSQL, addresses that are none."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.db import Database
from bot.errors import StartupError


async def test_sqlite_writes_ahead_syncs_and_overwrites(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'onward.sqlite3'}")
    found = {}
    async with database.begin() as session:
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout"):
            found[pragma] = await session.scalar(text(f"PRAGMA {pragma}"))
    await database.close()
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000,
    }  # fmt: skip


async def test_a_transaction_happens_wholly_or_not_at_all(migrated_url: str) -> None:
    database = Database(migrated_url)

    async def write_then_fail() -> None:
        async with database.begin() as session:
            await session.execute(text("INSERT INTO meta (name, value) VALUES ('a', 'b')"))
            raise LookupError

    with pytest.raises(LookupError):
        await write_then_fail()
    async with database.begin() as session:
        assert await session.scalar(text("SELECT count(*) FROM meta")) == 0
    await database.close()


async def test_a_statement_given_up_while_it_runs_has_never_been(migrated_url: str) -> None:
    database = Database(migrated_url)

    async def write() -> None:
        async with database.begin() as session:
            await session.execute(text(slow))

    slow = (
        "INSERT INTO meta WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) "
        "SELECT 'a', CAST(max(i) AS TEXT) FROM n"
    )
    for steps in range(4):
        writing = asyncio.create_task(write())
        for _ in range(steps):
            await asyncio.sleep(0)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        async with database.begin() as session:
            assert await session.scalar(text("SELECT count(*) FROM meta")) == 0
    await database.close()


async def test_many_rows_come_whole_and_piece_by_piece(migrated_url: str) -> None:
    database = Database(migrated_url)
    numbers = text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n"
    )
    async with database.begin() as session:
        assert list(await session.scalars(numbers)) == list(range(1, 1001))
        assert [row.i async for row in await session.stream(numbers)] == list(range(1, 1001))
        assert (await (await session.stream(numbers)).fetchone()).i == 1
    await database.close()


async def test_who_reads_first_holds_the_lock_to_write(tmp_path: Path) -> None:
    file = tmp_path / "onward.sqlite3"
    database = Database(f"sqlite+aiosqlite:///{file}")
    with closing(sqlite3.connect(file, timeout=0)) as other:
        async with database.begin() as session:
            await session.execute(text("SELECT 1"))
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
    await database.close()


async def test_errors_of_the_database_quote_no_values(migrated_url: str) -> None:
    database = Database(migrated_url)
    twice = text("INSERT INTO meta (name, value) VALUES ('x', :value), ('x', :value)")
    async with database.engine.connect() as connection:
        with pytest.raises(IntegrityError) as caught:
            await connection.execute(twice, {"value": "a secret"})
    assert "a secret" not in str(caught.value)
    await database.close()


@pytest.mark.parametrize(
    "url", ["my database", "nonsense://there", "sqlite:///file", "postgresql+psycopg2://there/db"]
)
def test_an_address_that_is_none_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(StartupError, match=r"DATABASE_URL is no address that starts with sqlite\+aiosqlite"):
        Database(url)
