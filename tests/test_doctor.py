"""`doctor`: a table, an exit status, and for each trouble what to do; it changes nothing and prints no token."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.schema import CreateIndex, DropIndex

from bot import doctor as doctors
from bot.audit import Audit
from bot.board.tables import PostRow
from bot.checks import Finding, State
from bot.clock import SystemClock
from bot.db import Database, migrate
from bot.doctor import discords, examine
from bot.doctor.machine import examine_machine
from bot.outbox import request
from bot.presence import Presence
from bot.settings import Settings
from bot.start import open_vault, read_ring
from bot.vault import KeyRing, Vault
from tests.wire.onward import Harbour
from tests.wire.server import WireServer

NOW = datetime.now(UTC)


def settings_for(url: str, folder: Path, **more: Any) -> Settings:
    return Settings(_env_file=None, DATABASE_URL=url, ONWARD_DATA=folder, **more)  # type: ignore[call-arg]  # pydantic's own


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    return settings_for(migrated_url, tmp_path)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings.database)
    await open_vault(settings, opened)
    yield opened
    await opened.close()


async def told(settings: Settings, what: str) -> Finding:
    """The one finding about this."""
    [finding] = [one for one in await examine(settings, offline=True) if one.what == what]
    assert bool(finding.remedy) == (finding.state in (State.BAD, State.LOOK)), finding
    return finding


async def test_all_is_well(
    settings: Settings, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    found = await examine(settings, offline=True)
    assert [one for one in found if one.state is State.BAD] == []
    assert {"settings", "data folder", "disk", "key ring", "database", "integrity", "clock", "queue",
            "sealed values", "audit of moderators", "backups", "Discord"} <= {one.what for one in found}  # fmt: skip
    assert await doctors.doctor(settings, argparse.Namespace(offline=True)) == 0
    assert "0 wrong" in capsys.readouterr().out


async def test_a_trouble_makes_the_status_one(
    settings: Settings,
    database: Database,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    (settings.data / "onward.keys").chmod(0o644)
    assert await doctors.doctor(settings, argparse.Namespace(offline=True)) == 1
    shown = capsys.readouterr().out
    assert "others can read" in shown
    assert "chmod 600" in shown


async def test_keys(settings: Settings, database: Database) -> None:
    path = settings.data / "onward.keys"
    assert (await told(settings, "key ring")).state is State.GOOD
    ring = read_ring(settings)
    assert ring is not None
    ring.with_new_key().replace(path)
    assert "a rotation was not finished" in (await told(settings, "key ring")).seen
    ring.replace(path)
    (settings.data / "onward.keys.1").write_text("old")
    assert "onward.keys.1" in (await told(settings, "key ring")).seen
    path.unlink()
    assert (await told(settings, "sealed values")).seen == "the key file is missing"
    assert not path.exists()
    KeyRing.new().write_new(path)
    other = await told(settings, "sealed values")
    assert (other.state, "The keys are not those" in other.seen) == (State.BAD, True)
    path.write_text("seal-1=AA")
    assert (await told(settings, "key ring")).state is State.BAD


async def test_values_that_do_not_open(settings: Settings, database: Database) -> None:
    async with database.begin() as session:
        await session.execute(
            text("INSERT INTO drafts (id, guild_id, owner_digest, purpose, payload, updated_at) "
                 "VALUES ('a', 1, :digest, 'x', :payload, :now)"),
            {"digest": bytes(32), "payload": b"\0\1" + bytes(50), "now": NOW if not database.is_sqlite else str(NOW)},
        )  # fmt: skip
    finding = await told(settings, "sealed values")
    assert (finding.state, finding.seen) == (State.BAD, "do not open: 1 in drafts.payload")


async def test_the_schema(settings: Settings, database: Database) -> None:
    index = next(iter(PostRow.__table__.indexes))
    async with database.engine.begin() as connection:
        await connection.execute(DropIndex(index))
    assert (await told(settings, "database")).state is State.BAD
    async with database.engine.begin() as connection:
        await connection.execute(CreateIndex(index))
    await migrate.downgrade(database, "base")
    await migrate.upgrade(database, "0001")
    behind = await told(settings, "database")
    assert (behind.state, "revision 0001 of" in behind.seen) == (State.LOOK, True)
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "made by a newer Onward" in (await told(settings, "database")).seen


async def test_no_database(tmp_path: Path) -> None:
    absent = settings_for(f"sqlite+aiosqlite:///{tmp_path / 'absent'}", tmp_path)
    assert (await told(absent, "database")).remedy == "The first start makes it."
    assert os.listdir(tmp_path) == [], "doctor makes nothing"
    KeyRing.new().write_new(tmp_path / "onward.keys")
    assert (await told(absent, "database")).state is State.BAD, "whose keys are those?"
    away = settings_for("postgresql+asyncpg://nobody@127.0.0.1:9/onward", tmp_path)
    assert "cannot be opened" in (await told(away, "database")).seen
    assert (await told(settings_for("not an address", tmp_path), "database")).state is State.BAD


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_damaged_file(settings: Settings, database: Database) -> None:
    await database.close()
    assert database.file is not None
    held = bytearray(database.file.read_bytes())
    for page in range(8, len(held) // 4096):
        held[page * 4096 : page * 4096 + 40] = bytes(40)
    database.file.write_bytes(held)
    found = await examine(settings, offline=True)
    assert any(one.state is State.BAD and one.what in ("integrity", "database") for one in found)


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_running_bot_is_not_held_up(settings: Settings, database: Database) -> None:
    """While a transaction of the bot is open, doctor looks all the same."""
    async with database.begin() as session:
        await session.execute(text("UPDATE meta SET value = value"))
        assert (await told(settings, "integrity")).state is State.GOOD


async def test_the_queue(settings: Settings, database: Database) -> None:
    async with database.begin() as session:
        await request(session, "board.sync", "1", due=NOW - timedelta(hours=2))
        await session.execute(text("UPDATE outbox SET failure = 'Discord answered 500'"))
    without = await told(settings, "queue")
    assert (without.state, without.remedy) == (State.LOOK, "Start the bot: it sends what is due.")
    assert "1 due, 0 bot(s) running; failing: 1× Discord answered 500; the oldest" in without.seen
    ring = read_ring(settings)
    assert ring is not None
    presence = Presence(database, Vault(ring), SystemClock(), lambda: ring)
    await presence.announce()
    assert (await told(settings, "queue")).state is State.BAD


async def test_the_audit_chain(settings: Settings, database: Database) -> None:
    ring = read_ring(settings)
    assert ring is not None
    audit = Audit(Vault(ring), SystemClock())
    async with database.begin() as session:
        for _ in range(3):
            await audit.record(session, 1, 2, "approve", handle="K7Q2")
    assert (await told(settings, "audit of moderators")).state is State.GOOD
    async with database.begin() as session:
        await session.execute(text("UPDATE audit SET handle = 'XXXX' WHERE id = (SELECT min(id) FROM audit)"))
    assert (await told(settings, "audit of moderators")).state is State.BAD


async def test_a_check_that_fails_is_a_finding(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Audit, "verify", lambda *_: 1 / 0)
    finding = await told(settings, "audit")
    assert finding.state is State.BAD
    assert "ZeroDivisionError" in finding.seen


def test_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for("", tmp_path)

    def look(what: str) -> Finding:
        return next(one for one in examine_machine(settings, NOW) if one.what == what)

    assert look("data folder").state is State.GOOD
    (tmp_path / "onward.sqlite3").touch(0o644)
    for mode, state in ((0o755, State.LOOK), (0o700, State.GOOD)):
        tmp_path.chmod(mode)
        assert look("data folder").state is state
    assert look("key ring").state is State.LOOK
    assert look("backups").state is State.LOOK
    backup = tmp_path / "backups" / "onward-1.sqlite3"
    backup.parent.mkdir()
    backup.touch()
    assert look("backups").state is State.GOOD
    old = time.time() - 8.5 * 86400
    os.utime(backup, (old, old))
    assert "8 days old" in look("backups").seen
    for free, state in ((1e7, State.BAD), (5e8, State.LOOK), (5e9, State.GOOD)):
        monkeypatch.setattr("bot.doctor.machine.shutil.disk_usage", lambda _path, free=free: (0, 0, free))
        monkeypatch.setattr("shutil.disk_usage", lambda _path, free=free: argparse.Namespace(free=free))
        assert look("disk").state is state


def test_a_file_of_settings_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DISCORD_TOKEN=made-up")
    for mode, state in ((0o644, State.LOOK), (0o600, State.GOOD)):
        (tmp_path / ".env").chmod(mode)
        first = next(examine_machine(settings_for("", tmp_path), NOW))
        assert (first.what, first.state) == ("settings", state)


@pytest.fixture
async def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Harbour]:
    """A small Discord over real HTTP, and a server that is set up."""
    async with WireServer() as server:
        monkeypatch.setattr("discord.http.Route.BASE", f"{server.world.base_url}/api/v10")
        made = Harbour.make(server, tmp_path)
        await made.configure()
        yield made


async def at_discord(harbour: Harbour, token: str | None = None) -> dict[str, Finding]:
    given = settings_for(harbour.url, harbour.data, DISCORD_TOKEN=token or harbour.server.world.token)
    database = Database(harbour.url)
    found = [one async for one in discords.examine_discord(given, database, SystemClock())]
    await database.close()
    return {one.what.split(" ")[0]: one for one in found}


async def test_discord_is_asked_and_nothing_is_sent(harbour: Harbour) -> None:
    found = await at_discord(harbour)
    assert {what: one.state for what, one in found.items() if what != "clock"} == {
        "token": State.GOOD, "intents": State.GOOD, "server": State.GOOD,
    }  # fmt: skip
    assert {call["method"] for call in harbour.server.calls} == {"GET"}
    assert harbour.server.world.token not in str(found)


async def test_a_token_that_is_refused(harbour: Harbour) -> None:
    found = await at_discord(harbour, "wrong.token")
    assert (found["token"].state, "wrong.token" in str(found)) == (State.BAD, False)


async def test_offline_says_so(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discord.http.Route.BASE", "http://127.0.0.1:9/api/v10")
    found = await at_discord(harbour)
    assert found["token"].state is State.UNKNOWN
    assert found["token"].seen.startswith("offline: ")


async def test_permissions_that_are_missing_are_named(harbour: Harbour) -> None:
    world = harbour.server.world
    me = str(world.application_id)
    harbour.board["permission_overwrites"] = [
        {"id": me, "type": 1, "allow": "0", "deny": str(1 << 35 | 1 << 34 | 1 << 14)}
    ]
    found = (await at_discord(harbour))["server"]
    assert found.state is State.BAD
    assert (
        "in the board channel: create public threads, manage threads, embed links missing"
        in found.seen.replace(
            "manage threads, create public threads", "create public threads, manage threads"
        )
    )


async def test_a_clock_that_is_wrong(harbour: Harbour) -> None:
    wrong = discords._clock(NOW, NOW - timedelta(minutes=3))
    assert (wrong.state, wrong.seen) == (State.BAD, "180 s from Discord's")
    assert discords._clock(NOW, NOW + timedelta(seconds=2)).state is State.GOOD
