"""What of a rejection a community may see in numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.board.post import Post
from bot.db import Session
from bot.insights import Measure
from cogs.rejections.choices import HELPS, STAGES


async def _stage(_session: Session, post: Post, _answers: Sequence[Post]) -> Collection[str]:
    return _fact(post, "stage")


async def _help(_session: Session, post: Post, _answers: Sequence[Post]) -> Collection[str]:
    return _fact(post, "help")


def _fact(post: Post, name: str) -> Collection[str]:
    value = post.content.facts.get(name) if post.content else None
    return {value} if value else set()


MEASURES = (
    Measure("stage", "How far it went", STAGES, _stage),
    Measure("help", "What they asked for", HELPS, _help),
)
