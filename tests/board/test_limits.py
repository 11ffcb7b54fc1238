"""What is counted of members: whose it is stands there as a digest, and when as a day or ten minutes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.board.draft import Member
from bot.board.limits import REPORTS_A_DAY, TallyRow
from bot.errors import UserError
from tests.board.conftest import ANA, BEN, House, house

__all__ = ["house"]


async def test_the_ends_of_a_members_counts_tell_no_moment(house: House) -> None:
    house.watch.at = house.watch.at.replace(minute=13, second=37)
    await house.post(ANA)
    day = house.watch.at.replace(hour=0, minute=0, second=0)
    async with house.database.begin() as session:
        of_members = select(TallyRow.expires_at).where(TallyRow.person_digest.is_not(None))
        ends = set(await session.scalars(of_members))
    assert ends == {day + timedelta(days=2), house.watch.at.replace(minute=20, second=0)}


async def test_a_few_accounts_cannot_have_a_whole_board_held(house: House) -> None:
    """The reports of one member end for the day, those of another do not, and tomorrow is another day."""
    for _ in range(REPORTS_A_DAY):
        await report(house, ANA)
    with pytest.raises(UserError, match="This one was not sent"):
        await report(house, ANA)
    await report(house, BEN)
    house.watch.at += timedelta(days=1)
    await report(house, ANA)


async def report(house: House, member: Member) -> None:
    async with house.database.begin() as session:
        await house.board.limits.report(session, member.guild_id, member.user_id)
