"""What lies open of a letter's times: the hour. Its owner's list still knows the very moment."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.db import Database
from bot.vault import KeyRing, Vault
from cogs.letters.service import Letters
from cogs.letters.tables import LetterRow
from tests.board.conftest import Watch
from tests.letters.test_service import OWNER, written


async def test_the_hour_lies_open_and_the_moment_is_sealed(migrated_url: str) -> None:
    database, clock = Database(migrated_url), Watch()
    letters = Letters(database, Vault(KeyRing.new()), clock)
    first = await written(letters)
    clock.at += timedelta(minutes=20)
    second = await written(letters)
    clock.at += timedelta(minutes=20)
    await letters.rewrite(OWNER, first.id, "Dear Ms Roe,\n\nThank you.\n\nRowan")
    listed = [(one.id, one.updated_at.minute) for one in await letters.all(OWNER)]
    assert listed == [(first.id, 40), (second.id, 20)], "the last changed first, also within an hour"
    async with database.begin() as session:
        assert {at.isoformat() for at in await session.scalars(select(LetterRow.updated_at))} == {
            "2026-11-23T09:00:00+00:00"
        }
    await database.close()
