"""Opening: new keys only for a new database, and the same keys ever after."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.db import meta
from bot.errors import StartupError
from bot.settings import Settings
from bot.start import key_file, open_database, open_vault
from bot.vault import KeyRing, Vault


def settings(data: Path, url: str = "", **given: Any) -> Settings:
    return Settings(_env_file=None, ONWARD_DATA=data, DATABASE_URL=url, **given)  # type: ignore[call-arg]  # pydantic's


async def opened(given: Settings) -> Vault:
    database = await open_database(given)
    try:
        return await open_vault(given, database)
    finally:
        await database.close()


async def test_a_first_start_makes_folder_database_and_keys(tmp_path: Path, database_url: str) -> None:
    given = settings(tmp_path / "new" / "data", database_url)
    first = await opened(given)
    assert key_file(given).stat().st_mode & 0o777 == 0o600
    assert (await opened(given)).fingerprints == first.fingerprints, "and the next start keeps them"
    assert first.open(first.seal("x", "here"), "here") == "x"


async def test_keys_may_come_from_the_environment(tmp_path: Path) -> None:
    ring = KeyRing.new()
    given = settings(tmp_path, ONWARD_KEYS=SecretStr(ring.text()))
    assert (await opened(given)).fingerprints == Vault(ring).fingerprints
    assert not (tmp_path / "onward.keys").exists()
    with pytest.raises(StartupError, match="keys are not those"):
        await opened(settings(tmp_path, ONWARD_KEYS=SecretStr(KeyRing.new().text())))


async def test_or_from_a_file_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "safe" / "keys"
    path.parent.mkdir()
    ring = KeyRing.new()
    ring.write_new(path)
    assert (await opened(settings(tmp_path, ONWARD_KEYS=SecretStr(str(path))))).fingerprints == Vault(
        ring
    ).fingerprints


async def test_a_newer_key_is_remembered_and_the_old_one_still_needed(tmp_path: Path) -> None:
    old = KeyRing.new()
    await opened(settings(tmp_path, ONWARD_KEYS=SecretStr(old.text())))
    newer = KeyRing({**old.sealing, 2: KeyRing.new().sealing[1]}, old.digest)
    given = settings(tmp_path, ONWARD_KEYS=SecretStr(newer.text()))
    await opened(given)
    database = await open_database(given)
    assert set(await meta.key_fingerprints(database)) == {"digest", "seal-1", "seal-2"}
    await database.close()
    with pytest.raises(StartupError, match="from before and after a change of keys"):
        await opened(settings(tmp_path, ONWARD_KEYS=SecretStr(old.text())))


async def test_a_key_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "onward.keys").mkdir()
    with pytest.raises(StartupError, match="cannot be read"):
        await opened(settings(tmp_path))


async def test_a_key_file_that_cannot_be_written(tmp_path: Path) -> None:
    given = settings(tmp_path, ONWARD_KEYS=SecretStr(str(tmp_path / "nowhere" / "keys")))
    with pytest.raises(StartupError, match="cannot be written"):
        await opened(given)


BEGIN = """
import asyncio, sys
from bot.app import Onward
from bot.clock import SystemClock
from bot.feature import features
from bot.settings import Settings
from bot.start import open_database, open_vault

async def begin():
    given = Settings(_env_file=None, ONWARD_DATA=sys.argv[1])
    database = await open_database(given)
    bot = Onward(given, database, await open_vault(given, database), SystemClock())
    for feature in features():
        if feature.setup is not None:
            await feature.setup(bot)
    await database.close()

asyncio.run(begin())
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_a_start_loads_no_library_that_it_may_never_need(tmp_path: Path) -> None:
    asyncio.run(opened(settings(tmp_path)))  # nothing is left to migrate
    done = subprocess.run(
        [sys.executable, "-c", BEGIN, str(tmp_path)], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert {"discord", "sqlalchemy", "phonenumbers"} <= loaded
    assert loaded.isdisjoint({"alembic", "asyncpg", "docx", "prometheus_client", "pypdf", "re2", "typst"})
