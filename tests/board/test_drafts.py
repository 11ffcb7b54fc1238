"""Drafts on both databases: one's own alone, posted once, and no way into somebody else's post."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from bot.board.board import SYNC
from bot.board.post import State
from bot.board.tables import DraftRow, PostRow
from bot.errors import UserError
from bot.outbox.tables import OutboxRow
from bot.vault import SealBroken
from tests.board.conftest import ANA, BEN, House


async def test_a_draft_is_nobody_elses(house: House) -> None:
    preview = await house.drafts.write(ANA, "rejection", {"story": "No again."})
    draft_id = preview.draft.id
    for attempt in (
        house.drafts.get(BEN, draft_id),
        house.drafts.open(BEN, draft_id),
        house.drafts.discard(BEN, draft_id),
        house.drafts.post(BEN, draft_id),
        house.drafts.decide(BEN, draft_id, lambda _: {"at_once": True}),
    ):
        with pytest.raises(UserError, match="This draft is gone"):
            await attempt
    assert await house.drafts.find(BEN, "rejection") is None
    assert await house.drafts.find(ANA, "rejection") == preview.draft


async def test_only_its_author_answers_as_a_posts_author(house: House) -> None:
    post = await house.published(ANA)
    with pytest.raises(UserError, match="There is no post"):
        await house.post(BEN, f"reply/{post.handle}", story="I am the author, believe me.")
    answer = await house.post(ANA, f"reply/{post.handle}", story="Thank you.")
    assert answer.parent_id == post.id


async def test_only_its_author_changes_a_post(house: House) -> None:
    post = await house.published(ANA)
    with pytest.raises(UserError, match="There is no post"):
        await house.post(BEN, f"rejection/{post.handle}/edit", story="Mine now.")
    async with house.database.begin() as session:
        now = await house.board.store.get(session, post.id)
    assert now == post


async def test_what_was_typed_about_a_post_that_is_gone_is_kept(house: House) -> None:
    with pytest.raises(UserError, match="There is no post Z9Z9"):
        await house.drafts.write(ANA, "reply/Z9Z9", {"story": "Precious words."})
    draft = await house.drafts.find(ANA, "reply/Z9Z9")
    assert draft is not None
    assert draft.fields == {"story": "Precious words."}


async def test_others_get_none_of_a_posts_placeholders(house: House) -> None:
    """Else a guess at a name would be answered by the placeholder it gets."""
    post = await house.published(ANA, story="Turned down by Initech.", company="Initech")
    guess = {"like": "Was it Initech?", "idea": ""}
    preview = await house.drafts.write(BEN, f"feedback/{post.handle}", guess)
    other = await house.published(ANA, story="Turned down again.")
    blind = await house.drafts.write(BEN, f"feedback/{other.handle}", guess)
    assert preview.content == blind.content
    assert preview.glossary == blind.glossary
    own = await house.drafts.write(ANA, f"reply/{post.handle}", {"story": "Initech wrote again."})
    assert own.content.text == "[company] wrote again."


async def test_a_draft_is_posted_once_however_often_it_is_pressed(house: House) -> None:
    preview = await house.drafts.write(ANA, "rejection", {"story": "No again."})
    results = await asyncio.gather(
        *(house.drafts.post(ANA, preview.draft.id) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(result, UserError) for result in results) == 3
    async with house.database.begin() as session:
        assert len(list(await session.scalars(select(PostRow.id)))) == 1


async def test_the_row_holds_nothing_that_can_be_read(house: House) -> None:
    await house.drafts.write(ANA, "rejection", {"story": "A secret story."})
    async with house.database.begin() as session:
        [row] = await session.scalars(select(DraftRow))
        assert b"secret" not in row.payload
        with pytest.raises(SealBroken):
            house.vault.open(row.payload, "drafts.payload:another")


async def test_post_and_wish_to_publish_are_one(house: House) -> None:
    await house.set_up(review=False)
    post = await house.post(ANA)
    async with house.database.begin() as session:
        wishes = {(row.kind, row.subject): row.due_at for row in await session.scalars(select(OutboxRow))}
    assert post.state is State.SCHEDULED
    assert wishes[SYNC, str(post.id)] == post.release_at


async def test_times_are_kept_to_the_minute(house: House) -> None:
    post = await house.post(ANA)
    assert (post.submitted_at.second, post.active_at.second) == (0, 0)
