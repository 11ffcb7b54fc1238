"""What the kernel is told of the board: how a member's posts, drafts and presses are handed out and erased."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_

from bot import outbox
from bot.board.blocks import APPEAL, BlockRow
from bot.board.board import CARD, COUNT
from bot.board.post import State, me_too_step
from bot.board.tables import DraftRow, MeTooRow, PostRow, me_too_of
from bot.db import Person, Session, persons, place
from bot.servers import get_server

AT_A_TIME = 50
"""Posts let go of by one transaction."""
INTERNAL = ("id", "parent_id", "author", "briefing", "flagged", "card_channel_id", "card_message_id")
"""What moderators and the bot alone work with."""


async def export_board(bot: Any, who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """Posts, drafts, and the handles of the posts under which somebody said "me too".

    The words behind the masks of an answer are left out: those of the post that it answers are among them, and they
    are somebody else's.
    """
    async for record in persons.rows_of(bot.database, PostRow, who):
        hidden = INTERNAL if record["parent_id"] is None else (*INTERNAL, "glossary")
        yield "posts", {name: value for name, value in record.items() if name not in hidden}
    async for record in persons.rows_of(bot.database, DraftRow, who):
        yield "drafts", record
    for part in who.parts():
        async with bot.database.begin() as session:
            pages = [keys async for keys in me_too_of(session, part) if keys]
        for keys in pages:
            async with bot.database.begin() as session:
                posts = list(await session.execute(_places([post_id for post_id, _ in keys])))
            for handle, guild_id in posts:
                yield "me_too", {"guild_id": guild_id, "handle": handle}


async def erase_board(bot: Any, who: Person) -> None:
    """Drafts, and the presses of "me too"; the numbers under posts follow when those of all posts do. Then the posts:
    what becomes of them is the member's choice."""
    for part in who.parts():
        async with bot.database.begin() as session:
            await persons.erase_rows(session, DraftRow, part)
            pages = [keys async for keys in me_too_of(session, part) if keys]
        for keys in pages:
            async with bot.database.begin() as session:
                await _take_back(bot, session, keys)
    await _let_go(bot, who)


async def export_blocks(bot: Any, who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """The blocks of a member that are in force, as they read them; no moderator is named."""
    for guild_id in who.guild_ids:
        async with bot.database.begin() as session:
            blocks = await bot.board.blocks.of_person(session, guild_id, who.user_id)
        for block in blocks:
            record = asdict(block)
            yield "blocks", {name: _plain(value) for name, value in record.items() if name != "id"}


async def erase_blocks(bot: Any, who: Person) -> None:
    """Blocks stay in force, or erasing would be a way around them; the words of an appeal go."""
    async with bot.database.begin() as session:
        for part in who.parts():
            mine = BlockRow.person_digest.in_(part.digests("blocked"))
            for row in await session.scalars(select(BlockRow).where(mine, BlockRow.appeal.is_not(None))):
                row.appeal = bot.vault.seal("", place(BlockRow.appeal, row.id))
                await outbox.request(session, APPEAL, row.id, due=bot.clock.now(), guild_id=row.guild_id)


async def _let_go(bot: Any, who: Person) -> None:
    """Afterwards no post is known to be this member's."""
    for part in who.parts():
        mine = PostRow.author_digest.in_(part.digests("author"))
        while True:
            async with bot.database.begin() as session:
                found = list(await session.scalars(select(PostRow.id).where(mine).limit(AT_A_TIME)))
                for post_id in found:
                    await _let_go_of(bot, session, post_id, keep=who.keep)
            if not found:
                break


async def _let_go_of(bot: Any, session: Session, post_id: int, *, keep: bool) -> None:
    post = await bot.board.store.get(session, post_id)
    if post is None:  # it went with another one, a moment ago
        return
    if not keep or post.state is not State.PUBLISHED:
        await bot.board.wipe(session, post)
        return
    if post.proposed is not None:
        await bot.board.store.change(session, post_id, proposed=None)
        await outbox.request(session, CARD, str(post_id), due=bot.clock.now(), guild_id=post.guild_id)
    await bot.board.unlink(session, post, bot.kinds[post.kind].kind.names)


async def _take_back(bot: Any, session: Session, keys: Sequence[tuple[int, bytes]]) -> None:
    store = bot.board.store
    before = {post_id: me_too_step(await store.me_too(session, post_id)) for post_id, _ in keys}
    await session.execute(delete(MeTooRow).where(tuple_(MeTooRow.post_id, MeTooRow.member_digest).in_(keys)))
    for post_id, step in before.items():
        if me_too_step(await store.me_too(session, post_id)) == step:
            continue
        post = await store.get(session, post_id)
        server = await get_server(session, post.guild_id)
        due = server.next_count_at(bot.clock.now()) if server else bot.clock.now()
        await outbox.request(session, COUNT, str(post_id), due=due, guild_id=post.guild_id)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _places(post_ids: Sequence[int]) -> Any:
    return select(PostRow.handle, PostRow.guild_id).where(PostRow.id.in_(post_ids))
