"""What rejections know of a member's way: when they were turned down, and how far they had come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.board.post import Content, State
from bot.board.tables import PostRow
from bot.db import persons, place
from bot.moments import Moment
from cogs.rejections.tables import WhyRow
from cogs.rejections.why import WhyStore

if TYPE_CHECKING:
    from bot.app import Onward


def rejections_of(bot: Onward) -> Callable[[int], Awaitable[Sequence[Moment]]]:
    """A source of moments: every rejection that a member shared and still owns, on any server."""

    async def found(user_id: int) -> Sequence[Moment]:
        moments = []
        async with bot.database.begin() as session:
            who = await persons.person(session, bot.vault, user_id)
            for part in who.parts():
                rows = await session.execute(
                    select(PostRow, WhyRow)
                    .outerjoin(WhyRow, WhyRow.post_id == PostRow.id)
                    .where(
                        PostRow.author_digest.in_(part.digests("author")),
                        PostRow.kind == "rejection",
                        PostRow.state != State.DELETED,
                    )
                )
                moments += [_moment(bot, row, why) for row, why in rows]
        return moments

    return found


def _moment(bot: Onward, row: PostRow, why: WhyRow | None) -> Moment:
    content = (
        Content.load(bot.vault.open(row.content, place(PostRow.content, row.id)))
        if row.content
        else Content("")
    )
    facts = {name: value for name, value in content.facts.items() if value}
    reason = WhyStore(bot.vault).opened(why) if why else None
    return Moment("rejection", row.submitted_at, content.text, reason, tuple(facts.items()))
