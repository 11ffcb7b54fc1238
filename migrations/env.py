"""Alembic's way in: runs the migrations on the connection that bot.db.migrate hands over."""

from __future__ import annotations

import asyncio

from alembic import context
from sqlalchemy import Connection

import bot.tables  # noqa: F401  so that the metadata is whole when a migration is generated
from bot.db import Base, Database
from bot.settings import load_settings


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_alone() -> None:
    """When alembic itself was called, for `alembic revision --autogenerate`."""
    database = Database(load_settings().database)
    async with database.engine.begin() as connection:
        await connection.run_sync(run)


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run(handed_over)
else:
    asyncio.run(run_alone())
