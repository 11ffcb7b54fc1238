"""Backups of a PostgreSQL database through its own tools: pg_dump, pg_restore and psql."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import URL

from bot.backup.copies import Told
from bot.db import Base, Database, Sealed, migrate
from bot.db.sealed import place_in
from bot.errors import StartupError
from bot.vault import SealBroken, Vault

COPY = re.compile(r'COPY (?:"?\w+"?\.)?"?(\w+)"? \((.*)\) FROM stdin;')
CREATED = re.compile(r'^CREATE TABLE (?:"?\w+"?\.)?"?(\w+)"? \(', re.MULTILINE)
ESCAPED = re.compile(r"\\(.)")
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}
# A dump brings its tables along: those of the same names must go first, in the same transaction.
DROP = "DROP TABLE IF EXISTS {} CASCADE"


async def write(database: Database, copy: Path) -> None:
    """Dump what is there at this instant, in pg_dump's own compressed form."""
    await _run(database.engine.url, "pg_dump", "-Fc", "--no-owner", "--no-privileges", "-f", str(copy))


async def tell(database: Database, copy: Path, vault: Vault) -> Told:
    """Read a dump from end to end; StartupError where it is damaged."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script"
        await _run(database.engine.url, "pg_restore", "--data-only", "-f", str(script), str(copy))
        return await asyncio.to_thread(_tell, script, vault)


async def put_back(database: Database, copy: Path) -> None:
    """Make the database what the dump is, in one transaction."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "script"
        await _run(
            database.engine.url, "pg_restore", "--no-owner", "--no-privileges", "-f", str(script), str(copy)
        )
        await database.close()
        tables = {*Base.metadata.tables, *CREATED.findall(script.read_text(encoding="utf-8"))}
        drop = DROP.format(", ".join(f'"{name}"' for name in sorted(tables)))
        once = ("-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull)
        await _run(database.engine.url, "psql", *once, "-c", drop, "-f", str(script))


def _tell(script: Path, vault: Vault) -> Told:
    told = Told()
    tables = dict(Base.metadata.tables)
    with script.open(encoding="utf-8", newline="\n") as lines:
        for name, row in _rows(lines):
            told.rows += 1
            if name == "alembic_version":
                told.revision = row["version_num"] or ""
            elif name == "meta" and (row["name"] or "").startswith("key:"):
                told.keys[str(row["name"]).removeprefix("key:")] = str(row["value"])
            if name in tables:
                told.broken.update(_broken(tables[name], row, vault))
    if told.revision != migrate.head():  # other columns than those of this code
        told.broken.clear()
    return told


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Every row of a dump's script: its table, and its values as PostgreSQL writes them."""
    table, columns = "", list[str]()
    for line in lines:
        if not table:
            begun = COPY.match(line)
            if begun:
                table, columns = begun[1], [name.strip(' "') for name in begun[2].split(",")]
        elif line == "\\.\n":
            table = ""
        else:
            values = [_value(part) for part in line.rstrip("\n").split("\t")]
            yield table, dict(zip(columns, values, strict=True))


def _value(part: str) -> str | None:
    return None if part == "\\N" else ESCAPED.sub(lambda found: LETTERS.get(found[1], found[1]), part)


def _broken(table: Table, row: dict[str, Any], vault: Vault) -> Iterator[str]:
    key = {one: row.get(one.name) for one in table.primary_key}
    for column in table.columns:
        written = row.get(column.name)
        if isinstance(column.type, Sealed) and written is not None:
            try:
                vault.open(bytes.fromhex(written.removeprefix("\\x")), place_in(column, key))
            except SealBroken:
                yield f"{table.name}.{column.key}"


async def _run(url: URL, tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's tools on a database; the password is in nobody's list of processes."""
    found = shutil.which(tool)
    if found is None:
        raise StartupError(f"{tool} is not installed: install PostgreSQL's client tools (postgresql-client).")
    process = await asyncio.create_subprocess_exec(
        found,
        *arguments,
        env={**os.environ, **_connection(url)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        first = next(iter(said.decode(errors="replace").splitlines()), "no reason given")
        raise StartupError(f"{tool} failed ({first[:200]}): nothing was changed.")


def _connection(url: URL) -> dict[str, str]:
    """The database as PostgreSQL's tools look for it."""
    host = url.host or url.query.get("host") or ""
    given = {
        "PGHOST": host if isinstance(host, str) else host[0],
        "PGPORT": str(url.port or url.query.get("port") or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": url.database or "",
        "PGSSLMODE": url.query.get("ssl") or url.query.get("sslmode") or "",
    }
    return {name: value for name, value in given.items() if isinstance(value, str) and value}
