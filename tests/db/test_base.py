"""Column types: instants keep their zone, sealed columns take no text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.board.tables import PostRow
from bot.db import Database, Sealed, UtcDateTime, place
from bot.outbox.tables import OutboxRow


async def test_an_instant_comes_back_as_it_was(migrated_url: str) -> None:
    database = Database(migrated_url)
    at = datetime(2026, 11, 23, 9, 30, 15, 123456, timezone(timedelta(hours=5, minutes=30)))
    async with database.begin() as session:
        session.add(OutboxRow(kind="k", subject="s", due_at=at))
    async with database.begin() as session:
        back = await session.scalar(select(OutboxRow.due_at))
        found = await session.scalar(select(OutboxRow.subject).where(OutboxRow.due_at <= at.astimezone(UTC)))
    await database.close()
    assert back == at
    assert back is not None
    assert back.utcoffset() == timedelta(0)
    assert found == "s"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a timezone"):
        UtcDateTime().process_bind_param(datetime(2026, 1, 1), sqlite.dialect())


def test_a_sealed_column_takes_no_text() -> None:
    with pytest.raises(TypeError, match="sealed"):
        Sealed().process_bind_param("plain", postgresql.dialect())


def test_a_place_names_table_column_and_row() -> None:
    assert place(PostRow.author, 7) == "posts.author:7"
