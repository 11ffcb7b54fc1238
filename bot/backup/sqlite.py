"""Backups of an SQLite database: a consistent copy of the file while the bot writes, and back."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.backup.copies import Told
from bot.db import Base, Database, meta, migrate
from bot.db.engine import reading
from bot.db.sealed import broken
from bot.errors import StartupError
from bot.vault import Vault


async def write(database: Database, copy: Path) -> None:
    """Copy what is there now into an empty file; nothing that was deleted comes along."""
    source = database.file
    assert source is not None, "only for a database in a file"  # noqa: S101  who calls has seen to it
    await asyncio.to_thread(_vacuum_into, source, copy)


async def tell(copy: Path, vault: Vault) -> Told:
    """Read a backup from end to end; StartupError where it is damaged."""
    database = Database(reading(copy))
    try:
        async with database.begin() as session:
            found = str(await session.scalar(text("PRAGMA integrity_check")))
            if found != "ok":
                raise StartupError(f"{copy} is damaged ({found.splitlines()[0]}): take another backup.")
        told = Told(await migrate.revision(database) or "", await meta.key_fingerprints(database))
        if told.revision == migrate.head():
            async with database.begin() as session:
                told.broken = await broken(session, vault)
                for table in Base.metadata.sorted_tables:
                    told.rows += await session.scalar(select(func.count()).select_from(table)) or 0
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise StartupError(f"{copy} is damaged ({type(error).__name__}): take another backup.") from None
    finally:
        await database.close()
    return told


async def put_back(database: Database, copy: Path) -> None:
    """Make the database what the backup is; whatever interrupts, it is the one or the other."""
    target = database.file
    assert target is not None, "only for a database in a file"  # noqa: S101  who calls has seen to it
    await database.close()
    await asyncio.to_thread(_put_back, copy, target)


def _vacuum_into(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(str(reading(source).database) + "?mode=ro", uri=True, timeout=60)) as opened:
        opened.execute("VACUUM INTO ?", (str(copy),))


def _put_back(copy: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.restored")
    if not target.exists():
        shutil.copyfile(copy, fresh)
        fresh.chmod(0o600)
        for left in ("-wal", "-shm"):  # of a file that is gone: SQLite would write them into the one put here
            target.with_name(target.name + left).unlink(missing_ok=True)
        fresh.replace(target)
        return
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target, timeout=5)) as opened:
        opened.execute("PRAGMA secure_delete=ON")
        source.backup(opened)
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
