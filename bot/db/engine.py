"""The engine: SQLite with one connection in WAL mode, or PostgreSQL with a pool."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy import AsyncAdaptedQueuePool, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from bot.errors import StartupError

Session = AsyncSession


class Database:
    """An engine and its sessions; ``async with database.begin() as session`` is one transaction."""

    def __init__(self, url: str | URL) -> None:
        # One connection: writers of several connections would wait for each other's locks, which is slower.
        one = {"poolclass": AsyncAdaptedQueuePool, "pool_size": 1, "max_overflow": 0}
        try:
            parsed = make_url(url)
            self.is_sqlite = parsed.get_backend_name() == "sqlite"
            pool: dict[str, Any] = one if self.is_sqlite else {"pool_pre_ping": True}
            self.engine = create_async_engine(parsed, hide_parameters=True, **pool)
        except (ArgumentError, InvalidRequestError, ImportError):
            raise StartupError(
                "DATABASE_URL is no address that starts with sqlite+aiosqlite or postgresql+asyncpg; "
                "see .env.example."
            ) from None
        self.begin = async_sessionmaker(self.engine, expire_on_commit=False).begin
        if self.is_sqlite and parsed.query.get("mode") != "ro":
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_immediately)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database; None for a server, and for one in memory."""
        name = self.engine.url.database
        if not self.is_sqlite or not name or name == ":memory:":
            return None
        return Path(unquote(name.removeprefix("file:"))) if name.startswith("file:") else Path(name)

    def only_to_read(self) -> Database:
        """The same database for somebody who only looks: on SQLite, that takes no lock from a running bot."""
        return Database(reading(self.file) if self.file else self.engine.url)

    async def scrub(self) -> None:
        """Let SQLite's log hold nothing of what was deleted: its pages go into the file, where what is deleted is
        overwritten, and the log is emptied. PostgreSQL tidies up by itself."""
        if not self.is_sqlite:
            return
        # Past SQLAlchemy, which would begin a transaction; inside one the log cannot be emptied.
        async with self.engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            await (await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")).close()

    async def close(self) -> None:
        await self.engine.dispose()


def reading(file: Path) -> URL:
    """The URL under which an SQLite file is read and never changed."""
    name = f"file:{quote(str(file.absolute()))}"
    return URL.create("sqlite+aiosqlite", database=name, query={"mode": "ro", "uri": "true"})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own transaction handling would delay BEGIN
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "busy_timeout=5000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediately(connection: Any) -> None:
    # A transaction that turns from reading to writing half-way could fail on a lock; this one waits at its start.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
