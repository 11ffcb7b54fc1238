"""How long things are kept: what an operator may write, and that the audit goes without breaking its chain."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

import bot.tables  # noqa: F401  so that every table is known
from bot.audit.feature import sweep_audit
from bot.audit.tables import AuditRow
from bot.board.tables import DraftRow
from bot.db import persons
from bot.outbox import Job
from bot.periods import Periods
from bot.retention import AT_A_TIME, SWEEP, Sweeper, kept_words
from tests.board.conftest import ANA, GUILD, House, house

__all__ = ["house"]
JOB = Job(1, SWEEP, "all", None, 1, 1, None)


def test_what_is_not_named_keeps_its_default() -> None:
    assert Periods.parse("") == Periods()
    assert Periods.parse("drafts=14, audit = 180") == Periods(drafts=14, audit=180)


@pytest.mark.parametrize(
    "wrong", ["drafts", "drafts=0", "drafts=-1", "drafts=5000", "drafts=x", "links=3", "a=b=c"]
)
def test_what_makes_no_sense_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="ONWARD_KEEP looks like"):
        Periods.parse(wrong)


@pytest.mark.parametrize("name", persons.declared())
def test_how_long_can_be_said_in_words(name: str) -> None:
    held = persons.held(persons.declared()[name])
    assert "{" not in kept_words(held, Periods())
    assert not held.period or hasattr(Periods(), held.period)


async def test_the_audit_goes_by_age_and_what_is_left_verifies(house: House) -> None:
    for days in (0, 200, 400):
        house.watch.at += timedelta(days=days)
        async with house.database.begin() as session:
            await house.audit.record(session, GUILD, ANA.user_id, "approve", "K7Q2")
    bot = SimpleNamespace(
        database=house.database, audit=house.audit, settings=SimpleNamespace(periods=Periods(audit=365))
    )
    await sweep_audit(bot, house.watch.at)
    async with house.database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(AuditRow)) == 1
        assert await house.audit.verify(session) == []


async def test_more_than_one_batch_goes_in_one_pass(house: House) -> None:
    old = house.watch.at - timedelta(days=40)
    async with house.database.begin() as session:
        for number in range(AT_A_TIME + 20):
            values = {
                "id": str(number),
                "guild_id": GUILD,
                "owner_digest": number.to_bytes(32),
                "purpose": "rejection",
            }
            session.add(DraftRow(**values, payload=b"sealed", updated_at=old))
    again = await Sweeper(house.database, house.watch, Periods()).sweep(JOB)
    async with house.database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(DraftRow)) == 0
    assert again.at == house.watch.at + timedelta(hours=1)
