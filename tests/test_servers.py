"""A server's settings: kept whole, and when a post may appear."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.db import Database
from bot.servers import ServerSettings, get_server, save_server

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BIG = 2**63 - 1


@given(st.integers(1, 60))
def test_a_post_appears_between_a_minute_and_the_longest_delay(minutes: int) -> None:
    at = ServerSettings(1, 2, False, 3, release_minutes=minutes).release_at(NOW)
    assert NOW + timedelta(minutes=1) <= at <= NOW + timedelta(minutes=minutes)


@given(st.integers(0, 60))
def test_at_once_is_at_once(minutes: int) -> None:
    settings = ServerSettings(1, 2, False, 3, release_minutes=minutes)
    assert settings.release_at(NOW, at_once=True) == NOW
    assert ServerSettings(1, 2, False, 3, release_minutes=0).release_at(NOW) == NOW


def test_the_moment_is_random() -> None:
    settings = ServerSettings(1, 2, False, 3, release_minutes=15)
    moments = {settings.release_at(NOW) for _ in range(50)}
    assert len(moments) == 50
    assert max(moments) - min(moments) > timedelta(minutes=3)


async def test_settings_are_kept_whole_and_replaced_whole(migrated_url: str) -> None:
    database = Database(migrated_url)
    first = ServerSettings(BIG, BIG - 1, True, BIG - 2, BIG - 3, BIG - 4, BIG - 5, False, 60, 90)
    second = ServerSettings(BIG, 1, False, 2)
    for settings in (first, second):
        async with database.begin() as session:
            await save_server(session, settings)
        async with database.begin() as session:
            assert await get_server(session, BIG) == settings
            assert await get_server(session, 1) is None
    await database.close()
