"""A member's rows, found by what their tables declare: counted, handed out, deleted."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, delete, func, select, tuple_, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.db.base import Base, Sealed, place
from bot.db.engine import Database
from bot.db.held import Counted, Held, Person
from bot.vault import Vault

PAGE = 50
"""Rows read by one query."""
Row = type[Base]


def declared() -> dict[str, Row]:
    """Every table's class of rows by the table's name; those that have no declaration are not among them."""
    rows = [mapper.class_ for mapper in Base.registry.mappers if "held" in mapper.class_.__dict__]
    return {row.__tablename__: row for row in sorted(rows, key=lambda row: str(row.__tablename__))}


def held(row: Row) -> Held:
    """What a table declares; AttributeError where it declares nothing."""
    found: Held = row.__dict__["held"]
    return found


async def person(session: AsyncSession, vault: Vault, user_id: int, guild_id: int | None = None) -> Person:
    """Somebody on one server, or everywhere: on every server that some table knows."""
    if guild_id is not None:
        return Person(user_id, vault, [guild_id], everywhere=False)
    columns = [table.c.guild_id for table in Base.metadata.tables.values() if "guild_id" in table.c]
    guilds = await session.scalars(union(*(select(column).where(column.is_not(None)) for column in columns)))
    return Person(user_id, vault, sorted(guilds))


async def count(session: AsyncSession, row: Row, who: Person) -> Counted:
    """How many rows of a table are theirs, and from when."""
    declaration, total = held(row), Counted(0)
    if declaration.everywhere and not who.everywhere:
        return total
    for part in who.parts():
        if declaration.found is not None:
            total = _sum(total, await declaration.found(session, part))
        elif declaration.mine is not None:
            dates = _dates(row, declaration)
            counted = await session.execute(
                select(func.count(), *dates).select_from(row).where(declaration.mine(part))
            )
            total = _sum(total, Counted(*counted.one()))
    return total


async def rows_of(database: Database, row: Row, who: Person) -> AsyncIterator[dict[str, Any]]:
    """Their rows of a table one by one, opened: column to text, number or date; digests are left out.

    Read a page at a time, each in a transaction of its own, so that a large record holds up nobody.
    """
    declaration = held(row)
    if declaration.mine is None or (declaration.everywhere and not who.everywhere):
        return
    key = list(row.__table__.primary_key)
    for part in who.parts():
        query = next_page = select(row).where(declaration.mine(part)).order_by(*key).limit(PAGE)
        while True:
            async with database.begin() as session:
                page = list(await session.scalars(next_page))
            for found in page:
                yield opened(found, who.vault)
            if len(page) < PAGE:
                break
            last = [getattr(page[-1], column.key) for column in key]
            next_page = query.where(tuple_(*key) > tuple_(*last))


async def erase_rows(session: AsyncSession, row: Row, who: Person) -> None:
    """Delete their rows of a table."""
    declaration = held(row)
    if declaration.mine is None or (declaration.everywhere and not who.everywhere):
        return
    for part in who.parts():
        await session.execute(delete(row).where(declaration.mine(part)))


def opened(row: Base, vault: Vault) -> dict[str, Any]:
    """A row as its owner may read it: sealed values opened, digests left out."""
    shown: dict[str, Any] = {}
    for column in row.__table__.columns:
        value = getattr(row, column.key)
        if isinstance(column.type, Sealed):
            key = "/".join(str(getattr(row, one.key)) for one in row.__table__.primary_key)
            text = vault.open(value, place(getattr(type(row), column.key), key)) if value else None
            shown[column.key] = _parsed(text)
        elif not isinstance(column.type, LargeBinary):
            shown[column.key] = value.isoformat() if isinstance(value, datetime) else value
    return shown


def _parsed(text: str | None) -> Any:
    try:
        return json.loads(text) if text else text
    except ValueError:
        return text


def _dates(row: Row, declaration: Held) -> Sequence[Any]:
    if not declaration.dated:
        return ()
    column = getattr(row, declaration.dated)
    return func.min(column), func.max(column)


def _sum(one: Counted, other: Counted) -> Counted:
    firsts = [date for date in (one.first, other.first) if date is not None]
    lasts = [date for date in (one.last, other.last) if date is not None]
    return Counted(one.rows + other.rows, min(firsts, default=None), max(lasts, default=None))
