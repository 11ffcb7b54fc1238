"""Rotating the keys: beside running bots, stopped half-way, with what does not open; nothing is lost in any case."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text

import bot.tables  # noqa: F401  so that the tables of all features are known
from bot import rotate
from bot.clock import SystemClock
from bot.db import Base, Database, meta
from bot.db.sealed import broken, versions
from bot.errors import StartupError
from bot.presence import Presence, running
from bot.settings import Settings
from bot.start import open_vault, read_ring
from bot.vault import KeyRing, KeyRingError, Vault
from tests.support.filled import fill

CLOCK = SystemClock()
ROTATE = argparse.Namespace(action="rotate")


@pytest.fixture
def settings(migrated_url: str, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, DATABASE_URL=migrated_url, ONWARD_DATA=tmp_path)  # type: ignore[call-arg]  # pydantic's own


@pytest.fixture
async def database(settings: Settings) -> Database:
    """A database with rows in every table, and its key file."""
    opened = Database(settings.database)
    vault = await open_vault(settings, opened)
    async with opened.engine.begin() as connection:
        await fill(connection, Base.metadata.sorted_tables, vault)
    yield opened
    await opened.close()


def path(settings: Settings) -> Path:
    return settings.data / "onward.keys"


def running_bot(settings: Settings, database: Database) -> tuple[Vault, Presence]:
    """A running bot, as far as keys are concerned."""
    ring = read_ring(settings)
    assert ring is not None
    vault = Vault(ring)
    return vault, Presence(database, vault, CLOCK, lambda: read_ring(settings))


async def only_newest_opens(settings: Settings, database: Database) -> int:
    """The one version that everything is sealed with."""
    ring = read_ring(settings)
    assert ring is not None
    async with database.begin() as session:
        assert not await broken(session, Vault(ring))
        [version] = await versions(session)
    assert list(ring.sealing) == [version]
    return version


async def test_everything_is_sealed_with_the_new_key_and_the_old_one_is_refused(
    settings: Settings, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path(settings).read_text()
    assert await rotate.keys(settings, ROTATE) == 0
    assert await only_newest_opens(settings, database) == 2
    assert path(settings).stat().st_mode & 0o777 == 0o600
    kept = path(settings).with_name("onward.keys.1")
    assert KeyRing.parse(kept.read_text()) == KeyRing.parse(before)
    assert str(kept) in capsys.readouterr().out
    await open_vault(settings, database)
    path(settings).write_text(before)
    with pytest.raises(StartupError, match=r"from before and after a change of keys \(seal-2 is missing\)"):
        await open_vault(settings, database)
    kept.replace(path(settings))
    with pytest.raises(StartupError, match="seal-2 is missing"):
        await open_vault(settings, database)


async def test_an_old_ring_is_never_written_over(settings: Settings, database: Database) -> None:
    """Another key 1 was in use before a backup was restored: what was sealed with it can still be opened."""
    other = KeyRing.new()
    other.write_new(path(settings).with_name("onward.keys.1"))
    before = path(settings).read_text()
    await rotate.keys(settings, ROTATE)
    assert path(settings).with_name("onward.keys.1").read_text() == other.text()
    assert path(settings).with_name("onward.keys.1.1").read_text() == before


async def test_digests_find_the_same_people_afterwards(settings: Settings, database: Database) -> None:
    vault, _ = running_bot(settings, database)
    await rotate.keys(settings, ROTATE)
    after, _ = running_bot(settings, database)
    assert vault.digest("author", 1, 2) == after.digest("author", 1, 2)


async def test_a_running_bot_is_waited_for_and_goes_on(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, presence = running_bot(settings, database)
    await presence.announce()
    early = vault.seal("before", "posts.content:1")
    asked = asyncio.Event()
    slept = asyncio.sleep

    async def nap(_seconds: float) -> None:
        asked.set()
        await slept(0.01)

    monkeypatch.setattr("bot.rotate.asyncio.sleep", nap)
    rotation = asyncio.create_task(rotate.keys(settings, ROTATE))
    await asyncio.wait_for(asked.wait(), 10)
    assert vault.newest == 1, "it has not looked yet"
    async with database.begin() as session:
        assert set(await versions(session)) == {1}, "nothing was sealed with a key that a running bot lacks"
    await presence.beat()
    assert vault.newest == 2
    async with database.begin() as session:
        [told] = await running(session, CLOCK.now())
        assert told.key == 1, "what it sealed just before may not have been committed yet"
    assert not rotation.done()
    await presence.beat()
    assert await asyncio.wait_for(rotation, 20) == 0
    await only_newest_opens(settings, database)
    assert vault.open(early, "posts.content:1") == "before", "what it had read before still opens"
    await presence.beat()
    assert await meta.key_fingerprints(database) == Vault(read_ring(settings)).fingerprints  # type: ignore[arg-type]  # it is there


async def test_a_bot_that_starts_during_a_rotation_takes_up_the_key_at_once(
    settings: Settings, database: Database
) -> None:
    vault, presence = running_bot(settings, database)
    KeyRing.parse(path(settings).read_text()).with_new_key().replace(path(settings))
    await presence.announce()
    assert vault.newest == 2


async def test_a_bot_that_ended_holds_up_nobody(settings: Settings, database: Database) -> None:
    _, presence = running_bot(settings, database)
    await presence.announce()
    await presence.leave()
    async with database.begin() as session:
        assert await running(session, CLOCK.now()) == []
        await meta.put(session, "running:dead", "1 2026-01-01T00:00:00+00:00")
        assert await running(session, CLOCK.now()) == [], "one that was killed, long ago"


async def test_stopped_at_any_point_it_goes_on(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = ["bot.rotate.seal_anew", "bot.rotate._keep", "bot.rotate.meta.forget_older_keys"]
    for number, step in enumerate(steps):
        with monkeypatch.context() as patched:

            async def stopped(*_: object) -> None:
                raise asyncio.CancelledError

            def stopped_at_once(*_: object) -> None:
                raise asyncio.CancelledError

            patched.setattr(step, stopped_at_once if step.endswith("_keep") else stopped)
            with pytest.raises(asyncio.CancelledError):
                await rotate.keys(settings, ROTATE)
        vault = await open_vault(settings, database)
        async with database.begin() as session:
            assert not await broken(session, vault), "a start in between opens everything"
        assert await rotate.keys(settings, ROTATE) == 0
        assert await only_newest_opens(settings, database) == number + 2


async def test_what_does_not_open_keeps_the_old_key(settings: Settings, database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(
            text("UPDATE drafts SET payload = :bad WHERE id = '1id'"), {"bad": b"\0\1" + bytes(60)}
        )
    with pytest.raises(
        StartupError, match=r"open with no key of the ring: 1 in drafts\.payload\..*the old key stays"
    ):
        await rotate.keys(settings, ROTATE)
    ring = read_ring(settings)
    assert ring is not None
    assert set(ring.sealing) == {1, 2}
    vault = await open_vault(settings, database)
    async with database.begin() as session:
        assert await broken(session, vault) == {"drafts.payload": 1}


async def test_two_rotations_at_once(settings: Settings, database: Database) -> None:
    with rotate._alone(path(settings)), pytest.raises(StartupError, match="Another rotation"):
        await rotate.keys(settings, ROTATE)


async def test_keys_that_stand_in_the_settings_cannot_be_rotated(
    settings: Settings, database: Database
) -> None:
    inside = settings.model_copy(update={"keys": type(settings).model_validate(
        {"ONWARD_KEYS": path(settings).read_text()}).keys})  # fmt: skip
    with pytest.raises(StartupError, match="holds the keys themselves"):
        await rotate.keys(inside, ROTATE)


async def test_without_a_key_file_or_with_another_nothing_happens(
    settings: Settings, database: Database
) -> None:
    path(settings).unlink()
    for absent in (settings, settings.model_copy(update={"data": settings.data / "absent"})):
        with pytest.raises(StartupError, match="There is no key file"):
            await rotate.keys(absent, ROTATE)
    KeyRing.new().write_new(path(settings))
    with pytest.raises(StartupError, match="The keys are not those"):
        await rotate.keys(settings, ROTATE)
    ring = read_ring(settings)
    assert ring is not None
    assert list(ring.sealing) == [1]
    assert [file.name for file in settings.data.glob("onward.keys*")] == ["onward.keys"], (
        "no lock stays behind"
    )


async def test_a_running_bot_does_not_take_up_foreign_keys(
    settings: Settings, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    vault, presence = running_bot(settings, database)
    await presence.announce()
    path(settings).unlink()
    KeyRing.new().with_new_key().write_new(path(settings))
    await presence.beat()
    assert vault.newest == 1
    assert "KeyRingError" in caplog.text


def test_only_a_newer_state_of_the_same_ring_is_taken_up() -> None:
    ring = KeyRing.new()
    newer = ring.with_new_key()
    with pytest.raises(KeyRingError, match="other keys than those in use"):
        Vault(ring).adopt(KeyRing.new())
    with pytest.raises(KeyRingError, match="older than the keys in use"):
        Vault(newer).adopt(ring)
    vault = Vault(ring)
    vault.adopt(newer.with_newest_alone())
    assert vault.newest == 2


async def test_progress_is_shown(settings: Settings, database: Database) -> None:
    ring = read_ring(settings)
    assert ring is not None
    console = Console(record=True, force_terminal=True, width=100)
    vault = Vault(ring.with_new_key())
    done = await rotate.seal_anew(database, vault, CLOCK, path(settings), console)
    assert done > 50
    assert "Sealing anew" in console.export_text()
