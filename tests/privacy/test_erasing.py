"""Erasing in the database: one server alone, what stays and why, and a wish that goes last."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.board.block import Scope
from bot.board.blocks import BlockRow
from bot.db import Database, migrate, persons, place
from bot.feature import features
from bot.insights import Insights
from bot.periods import Periods
from cogs.feedback.kinds import FeedbackKind
from cogs.privacy.service import Privacy, staying
from cogs.privacy.store import Erasure
from cogs.privacy.views import Choice, before_erasing
from cogs.rejections.kinds import RejectionKind
from tests.board.conftest import ANA, BEN, GUILD, House, Member, house

__all__ = ["house"]
ELSEWHERE = GUILD + 7


def bot_of(house: House) -> Any:
    """As much of a bot as erasing needs."""
    return SimpleNamespace(
        database=house.database,
        vault=house.vault,
        clock=house.watch,
        board=house.board,
        drafts=house.drafts,
        audit=house.audit,
        insights=Insights(),
        kinds={"rejection": RejectionKind(), "feedback": FeedbackKind()},
        settings=SimpleNamespace(periods=Periods()),
        hurry=lambda: None,
    )


async def held(privacy: Privacy, member: Member, guild_id: int | None = None) -> dict[str, int]:
    return {entry.table: entry.counted.rows for entry in await privacy.record(member.user_id, guild_id)}


async def test_one_server_alone(house: House) -> None:
    privacy = Privacy(bot_of(house))
    for guild_id in (GUILD, ELSEWHERE):
        member = Member(guild_id, ANA.user_id)
        await house.drafts.keep(member, "rejection", {"story": f"A story for {guild_id}."})
    assert (await held(privacy, ANA))["drafts"] == 2
    assert (await held(privacy, ANA, ELSEWHERE))["drafts"] == 1
    await privacy.erase(await privacy.begin(Erasure(ANA.user_id, ELSEWHERE, keep=False)))
    assert await held(privacy, ANA, ELSEWHERE) == {}
    assert (await held(privacy, ANA))["drafts"] == 1
    assert await house.drafts.find(ANA, "rejection") is not None


async def test_somebody_else_keeps_everything(house: House) -> None:
    privacy = Privacy(bot_of(house))
    await house.published(ANA)
    await house.published(BEN, story="A no of my own.")
    before = await held(privacy, BEN)
    await privacy.erase(await privacy.begin(Erasure(ANA.user_id, None, keep=False)))
    assert await held(privacy, BEN) == before
    assert await held(privacy, ANA) == {}


async def test_what_an_answer_took_over_of_the_masked_words_goes_too(house: House) -> None:
    privacy = Privacy(bot_of(house))
    post = await house.published(ANA, story="No from Initech.", company="Initech")
    answer = await house.post(BEN, f"feedback/{post.handle}", like="I like it, and Initech too.")
    async with house.database.begin() as session:
        assert "initech" in str(await house.board.store.glossary(session, answer.id))
    await privacy.erase(await privacy.begin(Erasure(ANA.user_id, None, keep=True)))
    async with house.database.begin() as session:
        assert await house.board.store.glossary(session, answer.id) == {}
        assert await house.board.store.is_author(session, answer, BEN.user_id)


async def test_whoever_has_nothing_but_a_block_can_still_erase_their_words(house: House) -> None:
    privacy = Privacy(bot_of(house))
    post = await house.published(ANA)
    async with house.database.begin() as session:
        await house.board.blocks.block_author(session, GUILD, post.handle, Scope.ALL, "Threats.", None)
    await privacy.erase(await privacy.begin(Erasure(ANA.user_id, None, keep=False)))
    blocked = before_erasing(await privacy.record(ANA.user_id), Choice(), in_server=False)
    assert "Nothing is kept about you" not in blocked.text
    nothing = before_erasing(await privacy.record(BEN.user_id), Choice(), in_server=False)
    assert "Nothing is kept about you" in nothing.text
    for screen, is_off in ((blocked, False), (nothing, True)):
        [button] = [item for item in screen.view.children if getattr(item, "label", "") == "Erase for good"]
        assert button.disabled is is_off


async def test_a_block_stays_in_force_without_the_words_of_the_appeal(house: House) -> None:
    privacy = Privacy(bot_of(house))
    post = await house.published(ANA)
    async with house.database.begin() as session:
        block = await house.board.blocks.block_author(
            session, GUILD, post.handle, Scope.ALL, "Threats.", None
        )
        await house.board.blocks.appeal(session, block, "It was the quokka.", house.watch.at)
    entries = await privacy.record(ANA.user_id)
    assert [entry.table for entry in staying(entries)] == ["blocks"]
    await privacy.erase(await privacy.begin(Erasure(ANA.user_id, None, keep=False)))
    assert await held(privacy, ANA) == {"blocks": 1}
    async with house.database.begin() as session:
        assert len(await house.board.blocks.of_person(session, GUILD, ANA.user_id)) == 1
        [row] = await session.scalars(select(BlockRow))
        assert row.appeal is not None
        assert house.vault.open(row.appeal, place(BlockRow.appeal, row.id)) == ""


async def test_the_wish_of_one_member_is_kept_once_and_goes_last(house: House) -> None:
    privacy = Privacy(bot_of(house))
    first = await privacy.begin(Erasure(ANA.user_id, GUILD, keep=True))
    second = await privacy.begin(Erasure(ANA.user_id, None, keep=False))
    assert (await held(privacy, ANA))["erasures"] == 1
    await privacy.erase(first)
    assert (await held(privacy, ANA))["erasures"] == 1, "an older wish does nothing any more"
    await privacy.erase(second)
    assert await held(privacy, ANA) == {}


async def test_a_wish_that_asks_for_less_takes_no_other_one_s_place(house: House) -> None:
    """Two were interrupted, for one server each, or for everything; a third does not make them forgotten."""
    privacy = Privacy(bot_of(house))
    for guild_id in (GUILD, ELSEWHERE):
        await house.drafts.keep(Member(guild_id, ANA.user_id), "rejection", {"story": "A story."})
    here = await privacy.begin(Erasure(ANA.user_id, GUILD, keep=True))
    there = await privacy.begin(Erasure(ANA.user_id, ELSEWHERE, keep=False))
    assert (await held(privacy, ANA))["erasures"] == 2
    everywhere = await privacy.begin(Erasure(ANA.user_id, None, keep=False))
    again = await privacy.begin(Erasure(ANA.user_id, GUILD, keep=True))
    assert (await held(privacy, ANA))["erasures"] == 2, "the one for everywhere, and the last"
    for wish in (here, there):
        await privacy.erase(wish)
    assert (await held(privacy, ANA))["drafts"] == 2, "those were included in the one for everywhere"
    await privacy.erase(again)
    assert (await held(privacy, ANA))["drafts"] == 1
    await privacy.erase(everywhere)
    assert await held(privacy, ANA) == {}


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_every_feature_can_erase_nobody(house: House) -> None:
    """Erasing does not fail for somebody of whom nothing is held, in any feature."""
    bot = bot_of(house)
    async with house.database.begin() as session:
        who = await persons.person(session, house.vault, BEN.user_id)
    for feature in features():
        if feature.erase is not None:
            await feature.erase(bot, who)


async def test_numbers_of_the_outbox_fit_an_older_version_again(database_url: str) -> None:
    database = Database(database_url)
    try:
        await migrate.upgrade(database, "0007")
        async with database.engine.begin() as connection:
            for number in (7, 2**39, 2**40 - 1, 3):
                await connection.execute(
                    text(
                        "INSERT INTO outbox (id, kind, subject, due_at, wanted, attempts) "
                        "VALUES (:id, 'x', :subject, '2026-11-23 09:00:00', 1, 0)"
                    ),
                    {"id": number, "subject": str(number)},
                )
        await migrate.downgrade(database, "0006")
        async with database.engine.begin() as connection:
            rows = list(await connection.execute(text("SELECT id, subject FROM outbox ORDER BY id")))
            assert [tuple(row) for row in rows] == [(1, "3"), (2, "7"), (3, str(2**39)), (4, str(2**40 - 1))]
    finally:
        await database.close()
