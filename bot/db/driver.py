"""The driver of SQLite, as sparing as it can be: aiosqlite with one errand to its thread per statement.

SQLAlchemy opens a cursor, runs a statement, fetches its rows and closes the cursor; aiosqlite goes to its thread for
each of these, and for every end of a transaction, although there is one connection. That took longer than the
statements themselves.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

import aiosqlite
from aiosqlite.context import contextmanager

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "busy_timeout=5000",
)
AHEAD = 200
"""Rows that are fetched along with a statement; whoever wants more goes for them."""


def connect(file: str, **options: Any) -> Connection:
    """A connection to write with; it is open once it was awaited, as `aiosqlite.connect` has it."""

    def prepared() -> sqlite3.Connection:
        opened: sqlite3.Connection = sqlite3.connect(file, **options)
        opened.isolation_level = None  # the module's own way with transactions would delay BEGIN
        for pragma in PRAGMAS:
            opened.execute(f"PRAGMA {pragma}")
        return opened

    connection = Connection(prepared, AHEAD)
    connection._thread.daemon = True  # as SQLAlchemy has it: a process that ends waits for no connection
    return connection


class Connection(aiosqlite.Connection):
    """Begins a transaction with the first statement of a cursor, and ends it only where one may have begun."""

    begun = False

    async def _connect(self) -> Connection:
        """Where it cannot be opened its thread is waited for: one that outlives the loop ends with a traceback."""
        try:
            await super()._connect()
        except BaseException:
            await asyncio.to_thread(self._thread.join)
            raise
        return self

    @contextmanager
    async def cursor(self) -> aiosqlite.Cursor:
        return Cursor(self)

    async def commit(self) -> None:
        if self.begun:
            await super().commit()
            self.begun = False

    async def rollback(self) -> None:
        if self.begun:
            await super().rollback()
            self.begun = False

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do something of a transaction in the driver's thread."""
        self.begun = True  # before it has: whoever gives up waiting for it must still end what it begins
        return await self._execute(work, *given)  # type: ignore[no-untyped-call]  # the library's


class Cursor(aiosqlite.Cursor):
    """A statement and the first of its rows, in one errand; there is nothing left to close."""

    _cursor: sqlite3.Cursor

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, None)  # type: ignore[arg-type]  # there is one from the first statement on
        self._connection = connection
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Cursor:
        self._rows = await self._connection.run(self._run, "execute", sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Cursor:
        self._rows = await self._connection.run(self._run, "executemany", sql, parameters)
        return self

    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        if not self._rows:
            return list(await super().fetchmany(size))
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows if len(rows) < AHEAD else [*rows, *await super().fetchall()]

    async def close(self) -> None: ...

    def _run(self, how: str, sql: str, parameters: Any) -> list[Any]:
        connection = self._connection._conn
        if not connection.in_transaction:
            # A transaction that turns from reading to writing half-way could fail on a lock; this one waits at its
            # start.
            connection.execute("BEGIN IMMEDIATE")
        self._cursor = connection.cursor()
        getattr(self._cursor, how)(sql, parameters)
        return self._cursor.fetchmany(AHEAD)
