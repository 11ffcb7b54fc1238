"""`backup` and `restore`: a copy of the database, sealed as it is, and the way back.

A backup never holds keys: whoever finds one learns nothing, and whoever restores one needs the key ring as well. It
is read from end to end before it counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from bot.backup import postgres, sqlite
from bot.backup.copies import Kind, Told, kind_of
from bot.clock import SystemClock
from bot.db import Database, meta, migrate
from bot.errors import StartupError
from bot.presence import running
from bot.settings import Settings
from bot.start import key_file, prepare_folder, read_ring, refuse_other_keys
from bot.vault import Vault

SUFFIXES = {Kind.SQLITE: "sqlite3", Kind.POSTGRES: "pgdump"}


async def backup(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write a backup, beside a bot that may be running, and read it from end to end."""
    import bot.tables  # noqa: F401  so that the sealed columns of all features are known

    vault = _vault(settings)
    database = Database(settings.database)
    try:
        await migrate.known_revision(database)
        refuse_other_keys(vault, await meta.key_fingerprints(database))
        copy, told = await _write(settings, database, vault, arguments.to, "onward")
    finally:
        await database.close()
    print(
        f"{copy}: {told.rows} rows, revision {told.revision}, read from end to end. "
        f"The keys are not in it: keep a copy of {key_file(settings)} elsewhere."
    )
    return 0


async def restore(settings: Settings, arguments: argparse.Namespace) -> int:
    """Put a backup in the place of the database; refused with a sentence wherever that could lose something."""
    import bot.tables  # noqa: F401  so that the sealed columns of all features are known

    prepare_folder(settings)
    vault = _vault(settings)
    database = Database(settings.database)
    try:
        told = await _examined(database, arguments.file, vault, upgrade=arguments.upgrade)
        kept = await _make_room(settings, database, vault, replace=arguments.replace)
        await (sqlite if database.is_sqlite else postgres).put_back(database, arguments.file)
        if told.revision != migrate.head():
            await migrate.upgrade(database)
        await meta.forget_running(database)
    finally:
        await database.close()
    print(
        f"Restored {arguments.file} at revision {migrate.head()}."
        + (f" What was there is in {kept}." if kept else "")
    )
    print("Whoever erased something after that backup was made must erase it once more.")
    return 0


async def _write(
    settings: Settings, database: Database, vault: Vault, wanted: Path | None, name: str
) -> tuple[Path, Told]:
    kind = Kind.SQLITE if database.is_sqlite else Kind.POSTGRES
    moment = SystemClock().now().strftime("%Y%m%d-%H%M%S-%f")
    copy = wanted or settings.data / "backups" / f"{name}-{moment}.{SUFFIXES[kind]}"
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    try:
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if copy.exists():
            raise StartupError(f"{copy} exists already and was left as it is.")
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        await (sqlite if database.is_sqlite else postgres).write(database, unfinished)
        told = await _told(database, unfinished, vault)
        if told.broken:
            print(
                f"Not everything in it opens with these keys ({dict(told.broken)}): see `python -m bot doctor`."
            )
        unfinished.rename(copy)
    except OSError as error:
        raise StartupError(f"{copy} cannot be written: {error.strerror}.") from None
    finally:
        unfinished.unlink(missing_ok=True)
    return copy, told


async def _told(database: Database, copy: Path, vault: Vault) -> Told:
    return await (sqlite.tell(copy, vault) if database.is_sqlite else postgres.tell(database, copy, vault))


async def _examined(database: Database, copy: Path, vault: Vault, *, upgrade: bool) -> Told:
    """What the backup says of itself; StartupError where it does not fit this database, these keys or this code."""
    kind = kind_of(copy)
    if (kind is Kind.SQLITE) != database.is_sqlite:
        there = "an SQLite" if kind is Kind.SQLITE else "a PostgreSQL"
        raise StartupError(f"{copy} is the copy of {there} database, and DATABASE_URL names another kind.")
    told = await _told(database, copy, vault)
    refuse_other_keys(vault, told.keys, "that backup")
    if not migrate.knows(told.revision):
        raise StartupError(
            f"{copy} was made by a newer Onward (revision {told.revision}): update Onward, then restore it."
        )
    if told.revision != migrate.head() and not upgrade:
        raise StartupError(
            f"{copy} was made by an older Onward (revision {told.revision}, this one has {migrate.head()}): "
            "add --upgrade to bring it up to date as it is restored."
        )
    if told.broken:
        raise StartupError(
            f"{copy} holds values that do not open ({dict(told.broken)}): take another backup."
        )
    return told


async def _make_room(settings: Settings, database: Database, vault: Vault, *, replace: bool) -> Path | None:
    """Keep what stands where the backup is to go; StartupError unless that may be replaced. Where it was kept."""
    if database.file is not None and not database.file.exists():
        return None
    try:
        empty = await migrate.revision(database) is None
    except Exception as error:
        return _set_aside(database, error, replace=replace)
    if empty:
        return None
    async with database.begin() as session:
        if await running(session, SystemClock().now()):
            raise StartupError(
                "A bot is running on this database: stop it first, or wait a minute if it was killed."
            )
    if not replace:
        raise StartupError(
            "There is a database already: add --replace to put the backup in its place. It is kept as a backup then."
        )
    copy, _ = await _write(settings, database, vault, None, "before-restore")
    return copy


def _set_aside(database: Database, error: Exception, *, replace: bool) -> Path:
    """Move away a file that is no database any more."""
    if database.file is None:
        raise StartupError(
            f"The database cannot be opened ({type(error).__name__}): check DATABASE_URL and that it is reachable."
        ) from None
    if not replace:
        raise StartupError(f"{database.file} cannot be opened: add --replace to set it aside.") from None
    kept = database.file.with_name(f"{database.file.name}.damaged-{SystemClock().now():%Y%m%d-%H%M%S}")
    for suffix in ("", "-wal", "-shm"):
        part = database.file.with_name(database.file.name + suffix)
        if part.exists():
            shutil.move(part, kept.with_name(kept.name + suffix))
    return kept


def _vault(settings: Settings) -> Vault:
    ring = read_ring(settings)
    if ring is None:
        raise StartupError(
            f"There is no key file {key_file(settings)}: put back the one that belongs to the database."
        )
    return Vault(ring)
