"""The board on both databases: who may act, what erasing leaves, what two at once may do."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.board.ending import ends_at
from bot.board.post import Content, State
from bot.board.tables import PostRow
from bot.board.waiting import waiting
from bot.errors import UserError
from bot.periods import Periods
from bot.vault import SealBroken
from tests.board.conftest import ANA, BEN, GUILD, House


async def test_one_of_many_decisions_at_once_counts(house: House) -> None:
    post = await house.post(ANA)
    decisions = [
        *(house.review.approve(GUILD, post.handle, by=1) for _ in range(3)),
        *(house.review.decline(GUILD, post.handle, "No.", by=2) for _ in range(3)),
    ]
    results = await asyncio.gather(*decisions, return_exceptions=True)
    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert all("Somebody was faster" in str(result) for result in results if isinstance(result, Exception))


async def test_authors_are_sealed_for_their_row(house: House) -> None:
    first, second = await house.post(ANA), await house.post(ANA)
    async with house.database.begin() as session:
        rows = {row.id: row for row in await session.scalars(select(PostRow))}
        assert rows[first.id].author != rows[second.id].author
        assert rows[first.id].author_digest == rows[second.id].author_digest
        assert await house.board.store.author_of(session, first.id) == ANA.user_id
        moved = text("UPDATE posts SET author = :author WHERE id = :id")
        await session.execute(moved, {"author": rows[first.id].author, "id": second.id})
        with pytest.raises(SealBroken):
            await house.board.store.author_of(session, second.id)


async def test_an_author_looks_different_on_another_server(house: House) -> None:
    store = house.board.store
    assert store.author_digest(GUILD, ANA.user_id) != store.author_digest(GUILD + 1, ANA.user_id)
    assert store.author_digest(GUILD, ANA.user_id) != store.author_digest(GUILD, BEN.user_id)


async def test_only_the_author_closes_and_deletes(house: House) -> None:
    post = await house.published(ANA)
    with pytest.raises(UserError, match="There is no post"):
        await house.board.close(GUILD, post.handle, BEN.user_id, closed=True)
    with pytest.raises(UserError, match="There is no post"):
        await house.board.delete(GUILD, post.handle, BEN.user_id)
    assert (await house.board.close(GUILD, post.handle, ANA.user_id, closed=True)).closed


async def test_what_is_deleted_is_erased_at_once_with_its_answers(house: House) -> None:
    post = await house.published(ANA)
    await house.post(ANA, f"reply/{post.handle}", story="Thank you.")
    await house.post(BEN, f"feedback/{post.handle}", like="I like it.")
    await house.board.delete(GUILD, post.handle, ANA.user_id)
    async with house.database.begin() as session:
        rows = list(await session.scalars(select(PostRow)))
        assert len(rows) == 3, "the rows stay until their messages are gone"
        for row in rows:
            private = (row.content, row.proposed, row.glossary, row.reason, row.author, row.author_digest)
            assert private == (None,) * 6
        assert await house.board.store.by_author(session, GUILD, ANA.user_id) == []


async def test_another_server_sees_nothing(house: House) -> None:
    post = await house.published(ANA)
    with pytest.raises(UserError, match="There is no post"):
        await house.review.remove(GUILD + 1, post.handle, by=1)
    async with house.database.begin() as session:
        assert await waiting(session, GUILD + 1, house.watch.at) == []


async def test_each_member_counts_once_however_often_at_once(house: House) -> None:
    post = await house.published(ANA)
    for _ in range(3):
        await house.board.me_too(GUILD, post.handle, BEN.user_id)
    await house.board.me_too(GUILD, post.handle, ANA.user_id)
    async with house.database.begin() as session:
        assert await house.board.store.me_too(session, post.id) == 2


async def test_a_change_under_review_leaves_the_post_as_it_was(house: House) -> None:
    post = await house.published(ANA)
    changed = await house.post(ANA, f"rejection/{post.handle}/edit", story="Changed.")
    assert (changed.state, changed.content, changed.proposed) == (
        State.PUBLISHED, post.content, Content("Changed."),
    )  # fmt: skip
    approved = await house.review.approve(GUILD, post.handle, by=1)
    assert (approved.content, approved.proposed, approved.edited) == (Content("Changed."), None, True)


async def test_nothing_works_before_the_set_up(house: House) -> None:
    async with house.database.begin() as session:
        await session.execute(text("DELETE FROM servers"))
    with pytest.raises(UserError, match="not set up on this server yet"):
        await house.drafts.write(ANA, "rejection", {"story": "No again."})
    draft = await house.drafts.find(ANA, "rejection")
    assert draft is not None, "what was typed is kept"


async def test_what_is_withheld_after_reports_keeps_the_time_of_what_stands(house: House) -> None:
    post = await house.published(ANA)
    async with house.database.begin() as session:
        await house.board.store.change(session, post.id, channel_id=11, message_id=98)
        assert await house.review.withhold(session, post, "reports of 3 members")
        held = await house.board.store.get(session, post.id)
        server = await house.board.server(session, GUILD)
    assert held is not None
    assert (held.is_withheld, held.stands, held.flagged) == (True, True, True)
    assert ends_at(held, server, Periods(declined=1)) == ends_at(post, server, Periods(declined=1))
    assert ends_at(held, server, Periods()) == post.active_at + timedelta(days=server.retention_days)


async def test_what_is_being_taken_down_cannot_be_sent_again_yet(house: House) -> None:
    post = await house.published(ANA)
    async with house.database.begin() as session:
        await house.board.store.change(session, post.id, channel_id=11, message_id=98)
        await house.review.withhold(session, post, "reports of 3 members")
    await house.review.decline(GUILD, post.handle, "It names a team.", by=1)
    with pytest.raises(UserError, match="is just being taken down"):
        await house.post(ANA, f"rejection/{post.handle}/edit", story="Changed.")


async def test_what_is_being_taken_down_cannot_be_held_in_place(house: House) -> None:
    post = await house.post(ANA)
    async with house.database.begin() as session:
        await house.board.store.change(session, post.id, channel_id=11, message_id=98)
    with pytest.raises(UserError, match="just being taken from the board"):
        await house.review.hold(GUILD, post.handle, by=1)
