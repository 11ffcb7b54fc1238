"""What of a rejection a community may see in numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.board.post import Post
from bot.db import Session
from bot.insights import Measure
from bot.reasons import CHOICES
from bot.vault import Vault
from cogs.rejections.choices import HELPS, STAGES
from cogs.rejections.why import WhyStore


async def _stage(_session: Session, post: Post, _answers: Sequence[Post]) -> Collection[str]:
    return _fact(post, "stage")


async def _help(_session: Session, post: Post, _answers: Sequence[Post]) -> Collection[str]:
    return _fact(post, "help")


def _fact(post: Post, name: str) -> Collection[str]:
    value = post.content.facts.get(name) if post.content else None
    return {value} if value else set()


def measures(vault: Vault) -> tuple[Measure, ...]:
    reasons = WhyStore(vault)

    async def reason(session: Session, post: Post, _author_id: int) -> Collection[str]:
        why = await reasons.get(session, post.id)
        return {why.reason} if why else set()

    return (
        Measure("stage", "How far it went", STAGES, _stage),
        Measure("help", "What they asked for", HELPS, _help),
        Measure("reason", "Why it was a no, as they see it", CHOICES, own=reason),
    )
