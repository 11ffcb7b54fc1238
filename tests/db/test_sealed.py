"""Every sealed value of every table: opens in its place alone, and is sealed anew while others write."""

from __future__ import annotations

import itertools

import pytest
from sqlalchemy import select, update

import bot.tables  # noqa: F401  so that the tables of all features are known
from bot.db import Base, Database, place
from bot.db import sealed as every
from bot.vault import KeyRing, SealBroken, Vault, version_of
from tests.support.filled import fill, text_of

RING = KeyRing.new()
OLD, NEW = Vault(RING), Vault(RING.with_new_key())
COUNT = 5


@pytest.fixture
async def database(migrated_url: str) -> Database:
    opened = Database(migrated_url)
    async with opened.engine.begin() as connection:
        await fill(connection, Base.metadata.sorted_tables, OLD, COUNT)
    yield opened
    await opened.close()


def columns() -> list[str]:
    return [
        f"{column.table.name}.{column.key}" for column in itertools.chain(*every.sealed_tables().values())
    ]


async def test_the_columns_that_hold_private_text_are_known() -> None:
    assert {"posts.author", "posts.content", "drafts.payload", "letters.payload"} <= set(columns())


async def test_a_place_is_the_one_that_stores_seal_for() -> None:
    for mapper in Base.registry.mappers:
        for column in every.sealed_tables().get(mapper.local_table, []):  # type: ignore[call-overload]  # a Table
            attribute = getattr(mapper.class_, column.key)
            keys = list(mapper.local_table.primary_key)
            row = {one: 7 + number for number, one in enumerate(keys)}
            expected = place(attribute, "/".join(str(7 + number) for number in range(len(keys))))
            assert every.place_in(column, row) == expected


async def test_moved_to_another_row_or_column_no_value_opens(database: Database) -> None:
    """Every column's value, put where any other column's or row's stood."""
    where = {}
    async with database.begin() as session:
        assert not await every.broken(session, OLD)
        for table, sealed in every.sealed_tables().items():
            rows = (await session.execute(select(table).order_by(*table.primary_key).limit(2))).all()
            for row, column in itertools.product(rows, sealed):
                where[every.place_in(column, row._mapping)] = row._mapping[column]
    for (here, _), (there, value) in itertools.permutations(where.items(), 2):
        with pytest.raises(SealBroken):
            OLD.open(value, here)
        assert OLD.open(value, there).startswith("private ")


async def test_a_value_that_was_moved_is_found(database: Database) -> None:
    for table, sealed in every.sealed_tables().items():
        for column in sealed:
            async with database.begin() as session:
                values = list(await session.scalars(select(column).order_by(*table.primary_key)))
                is_last = column == values[-1]
                await session.execute(update(table).where(is_last).values({column: values[0]}))
                assert await every.broken(session, OLD) == {f"{table.name}.{column.key}": 1}
                await session.rollback()


async def test_everything_is_sealed_anew_and_opens_with_the_new_key_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(every, "PAGE", 2)
    pages = [page async for page in every.reseal(database, NEW)]
    assert sum(page.resealed for page in pages) == COUNT * len(columns())
    assert max(page.resealed for page in pages) <= 2 * max(map(len, every.sealed_tables().values()))
    alone = Vault(RING.with_new_key().with_newest_alone())
    async with database.begin() as session:
        assert await every.versions(session) == {2: COUNT * len(columns())}
        assert not await every.broken(session, NEW)
        assert set(await every.broken(session, OLD)) == set(columns()), "the old key opens nothing any more"
        assert set(await every.broken(session, alone)) == set(columns()), (
            "another key of the same number does not"
        )
        for table, sealed in every.sealed_tables().items():
            for number, row in enumerate(
                await session.execute(select(table).order_by(*table.primary_key)), 1
            ):
                for column in sealed:
                    text = NEW.open(row._mapping[column], every.place_in(column, row._mapping))
                    assert text == text_of(column, number)


async def test_stopped_half_way_it_goes_on(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "PAGE", 2)
    async for _ in every.reseal(database, NEW):
        break
    async with database.begin() as session:
        half = await every.versions(session)
        assert half[1] > 0 < half[2]
        assert not await every.broken(session, NEW), "meanwhile everything opens"
    done = [page.resealed async for page in every.reseal(database, NEW)]
    assert sum(done) == half[1]


async def test_what_does_not_open_is_counted_and_left(database: Database) -> None:
    table, sealed = next(iter(every.sealed_tables().items()))
    damaged = b"\0\1" + bytes(60)
    async with database.begin() as session:
        first = await session.scalar(select(sealed[0]).limit(1))
        await session.execute(update(table).where(sealed[0] == first).values({sealed[0]: damaged}))
    broken = [dict(page.broken) async for page in every.reseal(database, NEW) if page.broken]
    assert broken == [{f"{table.name}.{sealed[0].key}": 1}]
    async with database.begin() as session:
        left = [v for v in await session.scalars(select(sealed[0])) if version_of(v) == 1]
    assert left == [damaged]


async def test_what_a_member_changed_meanwhile_is_left_as_it_is(database: Database) -> None:
    """A row was read, then its writer saved something else, then the page is written."""
    table, sealed = next(iter(every.sealed_tables().items()))
    key = list(table.primary_key)
    async with database.begin() as session:
        stale = [row._mapping for row in await session.execute(select(*key, *sealed).order_by(*key))]
    where = every.place_in(sealed[0], stale[0])
    saved = OLD.seal("what they saved", where)
    async with database.begin() as session:
        await session.execute(update(table).where(key[0] == stale[0][key[0]]).values({sealed[0]: saved}))
        page = await every._reseal_column(session, NEW, sealed[0], stale, every.Page(0, every.Counter()))
        assert page.resealed == COUNT
        values = list(await session.scalars(select(sealed[0]).order_by(*key)))
    assert values[0] == saved
    assert {version_of(value) for value in values[1:]} == {2}
