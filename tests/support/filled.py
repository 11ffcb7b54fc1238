"""Rows for every table, whatever it is for: what tests of rotation, backup and migrations put into a database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Float, Integer, LargeBinary, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Sealed
from bot.db.sealed import place_in
from bot.vault import Vault

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SKIPPED = {"meta", "alembic_version"}
Rows = dict[str, list[dict[str, Any]]]


async def fill(
    connection: AsyncConnection, tables: Iterable[Table], vault: Vault | None = None, count: int = 5
) -> Rows:
    """Put rows into every table; sealed columns get what the vault seals, or mere bytes. What was put, by table."""
    put: Rows = {}
    for table in tables:
        if table.name in SKIPPED:
            continue
        put[table.name] = [_row(table, number, put, vault) for number in range(1, count + 1)]
        await connection.execute(insert(table), put[table.name])
    return put


def text_of(column: Column[Any], number: int) -> str:
    """What is sealed in a column of a row."""
    return f"private {column.table.name} {column.key} {number}"


def _row(table: Table, number: int, put: Rows, vault: Vault | None) -> dict[str, Any]:
    row = {column.key: _value(column, number, put) for column in table.columns}
    for column in table.columns:
        if vault is not None and isinstance(column.type, Sealed):
            by_column = {one: row[one.key] for one in table.primary_key}
            row[column.key] = vault.seal(text_of(column, number), place_in(column, by_column))
    return row


def _value(column: Column[Any], number: int, put: Rows) -> Any:
    for key in column.foreign_keys:
        there = put.get(key.column.table.name, [])
        return there[number - 1][key.column.key] if there else None
    kind = column.type
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, Sealed | LargeBinary):
        return hashlib.sha256(f"{column.table.name}.{column.key}.{number}".encode()).digest()
    if isinstance(kind, Integer | Float):
        return number
    if isinstance(kind, DateTime) or "DateTime" in type(kind).__name__:
        moment = START + timedelta(days=number)
        return (
            moment if "UtcDateTime" in type(kind).__name__ or kind.timezone else moment.replace(tzinfo=None)
        )
    return f"{number}{column.key}"[: getattr(kind, "length", None) or 40]
