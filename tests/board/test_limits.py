"""What is counted of members: whose it is stands there as a digest, and when as a day or ten minutes."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from bot.board.limits import TallyRow
from tests.board.conftest import ANA, House, house

__all__ = ["house"]


async def test_the_ends_of_a_members_counts_tell_no_moment(house: House) -> None:
    house.watch.at = house.watch.at.replace(minute=13, second=37)
    await house.post(ANA)
    day = house.watch.at.replace(hour=0, minute=0, second=0)
    async with house.database.begin() as session:
        of_members = select(TallyRow.expires_at).where(TallyRow.person_digest.is_not(None))
        ends = set(await session.scalars(of_members))
    assert ends == {day + timedelta(days=2), house.watch.at.replace(minute=20, second=0)}
