"""What waits for moderators: the queue as a list without texts, and its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, or_, select

from bot.board.post import IN_REVIEW, State
from bot.board.tables import PostRow
from bot.db import Session


class Show(StrEnum):
    """A part of the queue."""

    ALL = "all"
    NEW = "new"
    ANSWERS = "answers"
    CHANGES = "changes"
    HELD = "held"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of the queue."""

    handle: str
    kind: str
    state: State
    is_answer: bool
    is_flagged: bool
    since: datetime

    def belongs(self, show: Show) -> bool:
        match show:
            case Show.ALL:
                return True
            case Show.NEW:
                return self.state is State.WAITING and not self.is_answer
            case Show.ANSWERS:
                return self.state is State.WAITING and self.is_answer
            case Show.CHANGES:
                return self.state is State.PUBLISHED
            case Show.HELD:
                return self.state is State.HELD
            case Show.RULES:
                return self.is_flagged


async def waiting(session: Session, guild_id: int, now: datetime) -> Sequence[Waiting]:
    """Everything that waits and that moderators may see by now: the oldest first, what they held at the end. Of one
    minute, the order is that of random numbers."""
    is_change = and_(PostRow.state == State.PUBLISHED, PostRow.proposed.is_not(None))
    rows = await session.execute(
        select(
            PostRow.handle,
            PostRow.kind,
            PostRow.state,
            PostRow.parent_id.is_not(None),
            PostRow.flagged,
            PostRow.review_at,
        )
        .where(PostRow.guild_id == guild_id, PostRow.review_at <= now)
        .where(or_(PostRow.state.in_(IN_REVIEW), is_change))
        .order_by(PostRow.state == State.HELD, PostRow.review_at, PostRow.id)
    )
    return [
        Waiting(handle, kind, State(state), bool(is_answer), flagged, since)
        for handle, kind, state, is_answer, flagged, since in rows
        if since is not None
    ]


async def known_posts(
    session: Session, guild_id: int, begin: str, now: datetime, *, limit: int
) -> Sequence[tuple[str, str, State]]:
    """Posts that moderators may know of by now, whose handle begins like that, the newest first: handle, kind, state.

    What waits is not among them before moderators see it, and what appears without review not before it has appeared:
    their times would tell who is online.
    """
    is_known = or_(
        PostRow.state.in_((State.PUBLISHED, State.DECLINED, State.REMOVED)),
        and_(PostRow.state.in_(IN_REVIEW), PostRow.review_at <= now),
        and_(PostRow.state == State.SCHEDULED, PostRow.card_message_id.is_not(None)),
    )
    rows = await session.execute(
        select(PostRow.handle, PostRow.kind, PostRow.state)
        .where(PostRow.guild_id == guild_id, PostRow.handle.startswith(begin, autoescape=True), is_known)
        .order_by(PostRow.review_at.desc(), PostRow.id)
        .limit(limit)
    )
    return [(handle, kind, State(state)) for handle, kind, state in rows]
