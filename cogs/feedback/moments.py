"""What feedback knows of a member's way: what peers wrote to them that they marked as helpful."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from bot.board.post import Content, State
from bot.board.tables import PostRow
from bot.db import persons, place
from bot.moments import Moment
from cogs.feedback.tables import MarkRow

if TYPE_CHECKING:
    from bot.app import Onward


def helpful_to(bot: Onward) -> Callable[[int], Awaitable[Sequence[Moment]]]:
    """A source of moments: published feedback that its receiver marked as helpful and did not hide."""

    async def found(user_id: int) -> Sequence[Moment]:
        moments = []
        parent = aliased(PostRow)
        async with bot.database.begin() as session:
            who = await persons.person(session, bot.vault, user_id)
            for part in who.parts():
                rows = await session.scalars(
                    select(PostRow)
                    .join(MarkRow, MarkRow.post_id == PostRow.id)
                    .join(parent, parent.id == PostRow.parent_id)
                    .where(
                        parent.author_digest.in_(part.digests("author")),
                        PostRow.state == State.PUBLISHED,
                        PostRow.hidden.is_(False),
                        MarkRow.helped.is_(True),
                    )
                )
                for row in rows:
                    if row.content:
                        content = Content.load(bot.vault.open(row.content, place(PostRow.content, row.id)))
                        facts = tuple((name, value) for name, value in content.facts.items() if value)
                        moments.append(Moment("helped", row.submitted_at, content.text, facts=facts))
        return moments

    return found
