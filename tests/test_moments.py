"""What happened on a member's way: asked of every feature, the oldest first, and one that fails silences no other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot.moments import Moment, Moments

LATER, EARLIER = (datetime(2026, 11, day, tzinfo=UTC) for day in (9, 2))


async def letters(user_id: int) -> Sequence[Moment]:
    return [Moment("sent", LATER, facts=(("company", "Initech"),))] if user_id == 7 else []


async def posts(_user_id: int) -> Sequence[Moment]:
    return [Moment("rejection", EARLIER)]


async def broken(_user_id: int) -> Sequence[Moment]:
    raise RuntimeError("away")


async def test_all_of_them_in_order(caplog: pytest.LogCaptureFixture) -> None:
    moments = Moments()
    for source in (letters, broken, posts):
        moments.add(source)
    found = await moments.of(7)
    assert [one.kind for one in found] == ["rejection", "sent"]
    assert (found[1].fact("company"), found[1].fact("role")) == ("Initech", "")
    assert [one.kind for one in await moments.of(7, "sent")] == ["sent"]
    assert [one.kind for one in await moments.of(8)] == ["rejection"]
    assert "unexpected RuntimeError in moments" in caplog.text
    assert "away" not in caplog.text
