"""Reports on both databases: private, one per person and post, answered wholly or not at all."""

from __future__ import annotations

from unittest.mock import AsyncMock

import pytest
from sqlalchemy import select

from bot.board.board import Board
from bot.board.post import State
from bot.db import persons
from cogs.moderation.reports.store import ReportRow, ReportStore
from tests.board.conftest import ANA, BEN, GUILD, House, house
from tests.support.stage import Stage

__all__ = ["house"]


async def test_reason_and_reporter_cannot_be_read(house: House) -> None:
    post = await house.published(ANA)
    store = ReportStore(house.vault)
    async with house.database.begin() as session:
        assert await store.add(session, post, BEN.user_id, "A private reason.", house.watch.at)
        assert await store.add(session, post, BEN.user_id, "Once more.", house.watch.at) is False
        [row] = await session.scalars(select(ReportRow))
        assert b"private" not in row.reason
        assert str(BEN.user_id).encode() not in row.reason + row.reporter_digest
        assert str(BEN.user_id).encode() not in (row.reporter or b"")
        [report] = await store.reports(session, post.id)
        assert await store.reporter_of(session, GUILD, report.id) == BEN.user_id
        assert await store.reporter_of(session, GUILD + 1, report.id) is None
    assert report.reason == "A private reason."


async def test_what_a_person_reported_is_found_and_erased_by_their_id_alone(house: House) -> None:
    post = await house.published(ANA)
    store = ReportStore(house.vault)
    async with house.database.begin() as session:
        await store.add(session, post, BEN.user_id, "Too sad.", house.watch.at)
        await store.add(session, post, ANA.user_id, "My own.", house.watch.at)
        ana, ben = [await persons.person(session, house.vault, who.user_id) for who in (ANA, BEN)]
    assert [row["reason"] async for row in persons.rows_of(house.database, ReportRow, ben)] == ["Too sad."]
    async with house.database.begin() as session:
        await persons.erase_rows(session, ReportRow, ben)
        assert (await persons.count(session, ReportRow, ben)).rows == 0
        assert (await persons.count(session, ReportRow, ana)).rows == 1


async def test_reports_go_with_their_post(house: House) -> None:
    post = await house.published(ANA)
    store = ReportStore(house.vault)
    async with house.database.begin() as session:
        await store.add(session, post, BEN.user_id, "Too sad.", house.watch.at)
        await house.board.store.erase(session, post.id)
        assert list(await session.scalars(select(ReportRow))) == []


async def test_a_removal_that_fails_leaves_the_report_to_be_answered_again(
    ready: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ben.click(ready.message(handle), label="Report")
    await ready.ben.submit_modal(form, {"reason": "Too sad."})
    await ready.carded()
    card = next(message for message in ready.review.history() if "was reported" in message.content)
    with monkeypatch.context() as broken:
        broken.setattr(Board, "take_down", AsyncMock(spec=Board.take_down, side_effect=OSError))
        pressed = await ready.mo.click(card, label="Remove the post")
    assert "Something went wrong on my side." in ready.heard(pressed)
    await ready.mo.click(card, label="Remove the post")
    await ready.later(seconds=10)
    assert ready.message(handle) is None
    async with ready.bot.database.begin() as session:
        assert (await ready.bot.board.find(session, ready.guild.id, handle)).state is State.REMOVED
