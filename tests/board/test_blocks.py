"""Blocks on both databases: nobody can be read out of them, and no change of keys gets anybody around them."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.board.block import Blocked, Scope
from bot.board.blocks import BlockRow, Blocks
from bot.db.sealed import reseal
from bot.errors import UserError
from bot.vault import KeyRing, Vault
from tests.board.conftest import ANA, BEN, GUILD, House, house

__all__ = ["house"]

REASON = "No names of colleagues here."


async def blocked(house: House, scope: Scope = Scope.ALL, *, days: int = 0, handle: str = "") -> str:
    """Ana is blocked by a post of hers; its handle."""
    handle = handle or (await house.published(ANA)).handle
    ends_at = house.watch.at + timedelta(days=days) if days else None
    async with house.database.begin() as session:
        await house.board.blocks.block_author(session, GUILD, handle, scope, REASON, ends_at)
    return handle


def with_keys(house: House, ring: KeyRing) -> None:
    house.vault = Vault(ring)
    house.__post_init__()


async def refused(house: House, blocks: Blocks | None = None, scope: Scope = Scope.POSTING) -> str:
    """What Ana would be told; empty where nothing stands against her."""
    async with house.database.begin() as session:
        try:
            await (blocks or house.board.blocks).admit(session, GUILD, ANA.user_id, scope)
        except Blocked as error:
            return str(error)
    return ""


async def test_neither_person_nor_reason_can_be_read(house: House) -> None:
    await blocked(house)
    async with house.database.begin() as session:
        [row] = await session.scalars(select(BlockRow))
    stored = row.person + row.person_digest + row.reason + row.id.encode()
    assert str(ANA.user_id).encode() not in stored
    assert b"colleagues" not in stored


async def test_it_is_of_one_person_on_one_server(house: House) -> None:
    await blocked(house)
    async with house.database.begin() as session:
        await house.board.blocks.admit(session, GUILD, BEN.user_id, Scope.POSTING)
        await house.board.blocks.admit(session, GUILD + 1, ANA.user_id, Scope.POSTING)
        with pytest.raises(Blocked):
            await house.board.blocks.admit(session, GUILD, ANA.user_id, Scope.POSTING)


@pytest.mark.parametrize("scope", Scope)
async def test_a_scope_forbids_itself_and_nothing_else(house: House, scope: Scope) -> None:
    await blocked(house, scope)
    for one in (Scope.POSTING, Scope.FEEDBACK, Scope.REPORTS):
        assert bool(await refused(house, scope=one)) == (scope in (one, Scope.ALL))


async def test_it_outlives_another_sealing_key(house: House) -> None:
    old = KeyRing.new()
    with_keys(house, old)
    await blocked(house)
    newer = old.with_new_key()
    house.vault.adopt(newer)
    async for page in reseal(house.database, house.vault):
        assert not page.broken
    alone = Vault(newer.with_newest_alone())
    assert REASON in await refused(house, Blocks(alone, house.watch))


async def test_it_outlives_even_another_digest_key(house: House) -> None:
    old = KeyRing.new()
    with_keys(house, old)
    await blocked(house)
    other = Blocks(Vault(KeyRing(old.sealing, secrets.token_bytes(32))), house.watch)
    assert await refused(house, other) == "", "under another key nobody is found"
    async with house.database.begin() as session:
        await other.renew_digests(session)
    assert REASON in await refused(house, other)


async def test_the_one_that_lasts_longest_is_told(house: House) -> None:
    other = await house.published(ANA, story="Another no.")
    short = await blocked(house, days=1)
    await blocked(house, handle=other.handle)
    assert "until a moderator lifts it" in await refused(house)
    house.watch.at += timedelta(days=2)
    assert "until a moderator lifts it" in await refused(house)
    async with house.database.begin() as session:
        assert await house.board.blocks.by_handle(session, GUILD, short) is None, "that one is over"


async def test_under_the_same_handle_once_and_anew_when_it_is_over(house: House) -> None:
    handle = await blocked(house, days=1)
    async with house.database.begin() as session:
        with pytest.raises(UserError, match="blocked already"):
            await house.board.blocks.block_author(session, GUILD, handle, Scope.ALL, REASON, None)
    house.watch.at += timedelta(days=2)
    async with house.database.begin() as session:
        again = await house.board.blocks.block_author(session, GUILD, handle, Scope.ALL, "Anew.", None)
    assert again.reason == "Anew."


async def test_an_appeal_is_sealed_and_stands_until_it_is_answered(house: House) -> None:
    handle = await blocked(house)
    blocks = house.board.blocks
    async with house.database.begin() as session:
        block = await blocks.by_handle(session, GUILD, handle)
        assert block is not None
        assert not block.waits
        assert await blocks.is_of(session, block, ANA.user_id)
        assert not await blocks.is_of(session, block, BEN.user_id)
        await blocks.appeal(session, block, "It was made up.", house.watch.now())
    async with house.database.begin() as session:
        [row] = await session.scalars(select(BlockRow))
        assert b"made up" not in (row.appeal or b"")
        block = await blocks.get(session, row.id)
        assert block is not None
        assert block.waits
        await blocks.answer(session, block, "")
        block = await blocks.get(session, row.id)
    assert block is not None
    assert not block.waits
    assert "They have read your appeal, and the block stays." in await refused(house)
