"""The kernel's own tables that hold something about a member, as features like any other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

from sqlalchemy import delete, select, tuple_

from bot.audit.feature import audit_chain, erase_audit, export_audit
from bot.board.tables import DraftRow, MeTooRow, PostRow, me_too_of
from bot.db import Person, persons
from bot.feature import Feature


async def export_board(bot: Any, who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """Posts, drafts, and the handles of the posts under which somebody said "me too"."""
    for row in (PostRow, DraftRow):
        async for record in persons.rows_of(bot.database, row, who):
            yield str(row.__tablename__), record
    async with bot.database.begin() as session:
        for part in who.parts():
            async for keys in me_too_of(session, part):
                under = [post_id for post_id, _ in keys]
                posts = await session.execute(
                    select(PostRow.handle, PostRow.guild_id).where(PostRow.id.in_(under))
                )
                for handle, guild_id in posts:
                    yield "me_too", {"guild_id": guild_id, "handle": handle}


async def erase_board(bot: Any, who: Person) -> None:
    """Drafts, and the presses of "me too"; the numbers under posts follow. Posts are the erasing's own matter: what
    becomes of them is the member's choice."""
    async with bot.database.begin() as session:
        await persons.erase_rows(session, DraftRow, who)
        for part in who.parts():
            async for keys in me_too_of(session, part):
                await session.execute(
                    delete(MeTooRow).where(tuple_(MeTooRow.post_id, MeTooRow.member_digest).in_(keys))
                )


FEATURES = (
    Feature("board", tables=("posts", "me_too", "drafts"), export=export_board, erase=erase_board),
    Feature("audit", tables=("audit",), export=export_audit, erase=erase_audit, checks=(audit_chain,)),
    # A part of the kernel that keeps something about a member adds a line here.
)
