"""The audit on both databases: sealed, in a chain, and whatever is changed behind the bot's back shows."""

from __future__ import annotations

import ast
import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.audit import Audit
from bot.audit.feature import audit_chain
from bot.checks import Ground, State
from bot.settings import Settings
from tests.board.conftest import ANA, BEN, GUILD, House, house
from tests.house.files import ROOT

__all__ = ["house"]
OTHER = GUILD + 1


@pytest.fixture
def audit(house: House) -> Audit:
    return Audit(house.vault, house.watch)


async def three(house: House, audit: Audit) -> None:
    async with house.database.begin() as session:
        await audit.record(session, GUILD, ANA.user_id, "approve", "K7Q2")
        await audit.record(session, GUILD, BEN.user_id, "decline", "M4T8", "It names a street.")
        await audit.record(session, GUILD, None, "report-held", "K7Q2")
        await audit.record(session, OTHER, ANA.user_id, "pause")


async def faults(house: House, audit: Audit) -> list[str]:
    async with house.database.begin() as session:
        return [fault.what for fault in await audit.verify(session)]


async def test_entries_say_who_did_what_when_and_why_newest_first(house: House, audit: Audit) -> None:
    await three(house, audit)
    async with house.database.begin() as session:
        found = await audit.entries(session, GUILD)
        assert [(e.number, e.moderator_id, e.action, e.handle, e.reason) for e in found] == [
            (3, None, "report-held", "K7Q2", ""),
            (2, BEN.user_id, "decline", "M4T8", "It names a street."),
            (1, ANA.user_id, "approve", "K7Q2", ""),
        ]
        assert found[0].at == house.watch.at.replace(second=0)
        assert [e.number for e in await audit.entries(session, GUILD, moderator_id=BEN.user_id)] == [2]
        assert [e.number for e in await audit.entries(session, GUILD, handle="K7Q2")] == [3, 1]
        assert [e.number for e in await audit.entries(session, GUILD, skip=1, limit=1)] == [2]
        assert await audit.count(session, GUILD) == 3
        assert await audit.count(session, GUILD, handle="K7Q2") == 2


async def test_moderator_and_reason_cannot_be_read_without_the_key(house: House, audit: Audit) -> None:
    await three(house, audit)
    async with house.database.begin() as session:
        rows = [str(tuple(row)) for row in await session.execute(text("SELECT * FROM audit"))]
    assert len(rows) == 4
    assert not any(str(ANA.user_id) in row or str(BEN.user_id) in row or "street" in row for row in rows)


async def test_a_chain_nobody_touched_verifies(house: House, audit: Audit) -> None:
    assert await faults(house, audit) == []
    await three(house, audit)
    assert await faults(house, audit) == []


TAMPERING = {
    "UPDATE audit SET action = 'hold' WHERE number = 2": "an entry was changed",
    "UPDATE audit SET handle = 'A2A2' WHERE number = 1": "an entry was changed",
    "UPDATE audit SET at = '2026-11-22 09:00:00+00:00' WHERE number = 2": "an entry was changed",
    "UPDATE audit SET reason = NULL WHERE number = 2": "an entry was changed",
    "UPDATE audit SET moderator = NULL, moderator_digest = NULL WHERE number = 1": "an entry was changed",
    "UPDATE audit SET moderator_digest = NULL WHERE number = 1": "an entry was changed",
    "UPDATE audit SET moderator = (SELECT moderator FROM audit AS a WHERE a.number = 2) WHERE number = 1": (
        "an entry was changed"
    ),
    "DELETE FROM audit WHERE number = 2": "an entry is missing",
    "DELETE FROM audit WHERE number = 1": "an entry is missing",
    "DELETE FROM audit WHERE number = 3": "the newest entries are missing",
    "UPDATE audit SET number = number + 10": "an entry is missing",
    "UPDATE audit_chains SET last_number = 2": "its beginning or end was moved",
    "UPDATE audit_chains SET first_number = 1": "its beginning or end was moved",
    "DELETE FROM audit_chains": "its beginning and end are gone",
}


@pytest.mark.parametrize("change", TAMPERING)
async def test_whatever_is_changed_behind_the_bots_back_shows(
    house: House, audit: Audit, change: str
) -> None:
    await three(house, audit)
    async with house.database.begin() as session:
        where = " AND " if "WHERE" in change else " WHERE "
        await session.execute(text(f"{change}{where}guild_id = {GUILD}"))
    assert await faults(house, audit) == [TAMPERING[change]]


async def test_an_entry_that_was_added_by_hand_shows(house: House, audit: Audit) -> None:
    await three(house, audit)
    async with house.database.begin() as session:
        await session.execute(
            text(
                "INSERT INTO audit (id, guild_id, number, at, action, handle, link)"
                " SELECT 7, guild_id, 4, at, action, handle, link FROM audit WHERE number = 3"
            )
        )
    assert await faults(house, audit) == ["an entry was changed"]


async def test_an_entry_falls_with_what_it_is_about(house: House, audit: Audit) -> None:
    async def fail() -> None:
        async with house.database.begin() as session:
            await audit.record(session, GUILD, ANA.user_id, "approve", "K7Q2")
            raise OSError("Discord")

    with pytest.raises(OSError, match="Discord"):
        await fail()
    async with house.database.begin() as session:
        assert await audit.entries(session, GUILD) == []


async def test_moderators_at_once_make_one_chain(house: House, audit: Audit) -> None:
    async def act(number: int) -> None:
        async with house.database.begin() as session:
            await audit.record(session, GUILD, number, "approve")

    await asyncio.gather(*(act(number) for number in range(20)))
    async with house.database.begin() as session:
        found = await audit.entries(session, GUILD)
    assert [entry.number for entry in found] == list(range(20, 0, -1))
    assert {entry.moderator_id for entry in found} == set(range(20))
    assert await faults(house, audit) == []


async def test_what_is_old_can_be_forgotten_and_the_rest_still_verifies(house: House, audit: Audit) -> None:
    await three(house, audit)
    between = house.watch.at + timedelta(days=1)
    house.watch.at += timedelta(days=2)
    async with house.database.begin() as session:
        await audit.record(session, GUILD, ANA.user_id, "remove", "K7Q2")
        assert await audit.forget_before(session, GUILD, between) == 3
        assert await audit.forget_before(session, GUILD, between) == 0
        assert [entry.number for entry in await audit.entries(session, GUILD)] == [4]
        assert await audit.count(session, OTHER) == 1
    assert await faults(house, audit) == []
    async with house.database.begin() as session:
        await session.execute(text("UPDATE audit SET action = 'hold' WHERE number = 4"))
    assert await faults(house, audit) == ["an entry was changed"]


async def test_everything_may_be_forgotten_and_the_numbers_go_on(house: House, audit: Audit) -> None:
    await three(house, audit)
    async with house.database.begin() as session:
        assert await audit.forget_before(session, GUILD, house.watch.at + timedelta(days=1)) == 3
        await audit.record(session, GUILD, ANA.user_id, "remove", "K7Q2")
        assert [entry.number for entry in await audit.entries(session, GUILD)] == [4]
    assert await faults(house, audit) == []


async def test_doctor_is_told_of_a_chain_that_was_broken(house: House, audit: Audit) -> None:
    await three(house, audit)
    ground = Ground(Settings(_env_file=None), house.database, house.vault, house.watch)
    [finding] = await audit_chain(ground)
    assert finding.state is State.GOOD
    async with house.database.begin() as session:
        await session.execute(text("DELETE FROM audit WHERE number = 2"))
    [finding] = await audit_chain(ground)
    assert finding.state is State.BAD
    assert str(GUILD) in finding.seen
    assert "an entry is missing" in finding.seen


def test_there_is_no_way_to_change_or_delete_an_entry_but_forgetting_the_oldest() -> None:
    found = []
    for file in sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]):
        for line in file.read_text("utf-8").splitlines():
            if re.search(
                r"\b(update|delete|insert)\((AuditRow|AuditChainRow)|(?i:update|delete from) audit\b", line
            ):
                found.append((file.relative_to(ROOT).as_posix(), line.strip()))
    allowed = "bot/audit/log.py"
    assert {file for file, _ in found} == {allowed}
    assert [line for _, line in found if "update(" in line] == []
    methods = {
        function.name
        for function in ast.walk(ast.parse((ROOT / allowed).read_text("utf-8")))
        if isinstance(function, ast.AsyncFunctionDef)
        and any(isinstance(call.func, ast.Name) and call.func.id == "delete" for call in calls_in(function))
    }
    assert methods == {"forget_before"}


def calls_in(function: ast.AsyncFunctionDef) -> list[ast.Call]:
    return [node for node in ast.walk(function) if isinstance(node, ast.Call)]
