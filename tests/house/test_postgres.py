"""The PostgreSQL that other tests stand on."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.support.postgres import Postgres

prepared: list[str] = []


async def with_a_table(url: str) -> None:
    prepared.append(url)
    await answers(url, "CREATE TABLE posts (id bigint PRIMARY KEY)")


async def answers(url: str, *statements: str) -> list[object]:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            results = [await connection.execute(text(statement)) for statement in statements]
            return [result.scalar() if result.returns_rows else None for result in results]
    finally:
        await engine.dispose()


async def test_it_is_postgresql_and_keeps_nothing_of_the_last_test(postgres: Postgres) -> None:
    prepared.clear()
    for _ in range(2):
        with postgres.database(with_a_table) as url:
            count = "SELECT count(*) FROM posts"
            version, before, _, after = await answers(
                url, "SELECT version()", count, "INSERT INTO posts VALUES (1)", count
            )
            assert str(version).startswith("PostgreSQL")
            assert (before, after) == (0, 1)
    assert len(prepared) == 1


async def test_a_database_without_preparation_is_empty(postgres: Postgres) -> None:
    with postgres.database() as url:
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert await answers(url, tables) == [0]


async def test_it_is_dropped_even_where_a_connection_was_forgotten(postgres: Postgres) -> None:
    with postgres.database() as url:
        engine = create_async_engine(url)
        forgotten = await engine.connect()
        name = url.partition("@/")[2].partition("?")[0]
    with postgres.database() as url:
        left = f"SELECT count(*) FROM pg_database WHERE datname = '{name}'"  # noqa: S608 - a name of our own
        assert await answers(url, left) == [0]
    await forgotten.invalidate()
    await forgotten.close()
    await engine.dispose()
