"""Every sealed value of the database, whichever feature it belongs to: counted, tried, sealed anew.

A table says which of its columns are sealed by their type (``Sealed``), and where a value stands by its table, its
column and its row's primary key. So whoever adds a table has nothing else to do for its keys to be rotated. Digests
stay as they are: their key is never changed, because what many of them were made of is stored nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Column, Table, and_, bindparam, func, or_, select, tuple_, update

from bot.db.base import Base, Sealed
from bot.db.engine import Database, Session
from bot.vault import SealBroken, Vault, version_of

PAGE = 100
"""Rows sealed anew in one transaction: on SQLite, the bot's own writing waits for as long as that takes."""


class Page(NamedTuple):
    """What became of some rows: how many values were sealed anew, and which do not open, by ``table.column``."""

    resealed: int
    broken: Counter[str]


def sealed_tables() -> dict[Table, list[Column[Any]]]:
    """Every table that has sealed columns, with these."""
    found = {
        table: [column for column in table.columns if isinstance(column.type, Sealed)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}


def place_in(column: Column[Any], row: Mapping[Any, Any]) -> str:
    """Where a value stands, as ``bot.db.place`` says it of a row's class."""
    key = "/".join(str(row[one]) for one in column.table.primary_key)
    return f"{column.table.name}.{column.key}:{key}"


async def versions(session: Session) -> Counter[int]:
    """How many sealed values there are of each version of the key."""
    counted: Counter[int] = Counter()
    for columns in sealed_tables().values():
        for column in columns:
            head = func.substr(column, 1, 2, type_=Sealed)
            rows = await session.execute(select(head, func.count()).where(column.is_not(None)).group_by(head))
            for version, count in rows:
                counted[version_of(version)] += count
    return counted


async def reseal(database: Database, vault: Vault) -> AsyncIterator[Page]:
    """Seal anew, with the newest key, every value that an older one sealed; some rows at a time.

    May be stopped at any instant and begun again. A value that changes meanwhile is left as it now is. A value that
    does not open is counted and left alone.
    """
    for table, columns in sealed_tables().items():
        key = list(table.primary_key)
        old = or_(*(_is_older(column, vault.newest) for column in columns))
        query = next_page = select(*key, *columns).where(old).order_by(*key).limit(PAGE)
        while True:
            async with database.begin() as session:
                rows = [row._mapping for row in await session.execute(next_page)]
                page = Page(0, Counter())
                for column in columns:
                    page = await _reseal_column(session, vault, column, rows, page)
            if rows:
                yield page
            if len(rows) < PAGE:
                break
            next_page = query.where(tuple_(*key) > tuple_(*(rows[-1][one] for one in key)))


async def _reseal_column(
    session: Session, vault: Vault, column: Column[Any], rows: Sequence[Mapping[Any, Any]], page: Page
) -> Page:
    """Seal a column's values anew in one go; each only if it still is what was read."""
    keys = list(column.table.primary_key)
    changes: list[dict[str, Any]] = []
    for row in rows:
        sealed: bytes | None = row[column]
        if sealed is None or version_of(sealed) >= vault.newest:
            continue
        where = place_in(column, row)
        try:
            fresh = vault.seal(vault.open(sealed, where), where)
        except SealBroken:
            page.broken[f"{column.table.name}.{column.key}"] += 1
            continue
        changes.append({"sealed": sealed, "fresh": fresh, **{f"key {one.key}": row[one] for one in keys}})
    if changes:
        as_read = and_(
            *(one == bindparam(f"key {one.key}", type_=one.type) for one in keys),
            column == bindparam("sealed", type_=column.type),
        )
        change = update(column.table).where(as_read).values({column: bindparam("fresh", type_=column.type)})
        await (await session.connection()).execute(change, changes)
    return Page(page.resealed + len(changes), page.broken)


async def broken(session: Session, vault: Vault, sample: int | None = None) -> Counter[str]:
    """How many sealed values do not open, by ``table.column``; of each table the first ``sample`` rows, or all."""
    found: Counter[str] = Counter()
    for table, columns in sealed_tables().items():
        key = list(table.primary_key)
        rows = await session.stream(select(*key, *columns).order_by(*key).limit(sample))
        async for row in rows:
            for column in columns:
                sealed = row._mapping[column]
                if sealed is not None and not _opens(vault, sealed, place_in(column, row._mapping)):
                    found[f"{table.name}.{column.key}"] += 1
    return found


def _opens(vault: Vault, sealed: bytes, place: str) -> bool:
    try:
        vault.open(sealed, place)
    except SealBroken:
        return False
    return True


def _is_older(column: Column[Any], newest: int) -> Any:
    return func.substr(column, 1, 2, type_=Sealed) < newest.to_bytes(2)
