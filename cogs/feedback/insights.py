"""What of feedback a community may see in numbers: who got some, how soon, and whether it helped."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from bot.board.post import Post
from bot.db import Session
from bot.insights import Measure
from bot.vault import Vault
from cogs.feedback.store import FeedbackStore

KIND = "feedback"
SOON = {
    "hour": (timedelta(hours=1), "within an hour"),
    "day": (timedelta(days=1), "within a day"),
    "days": (timedelta(days=3), "within three days"),
    "week": (timedelta(days=7), "within a week"),
    "later": (timedelta.max, "later"),
}


def measures(vault: Vault) -> tuple[Measure, ...]:
    store = FeedbackStore(vault)

    async def got(session: Session, _post: Post, answers: Sequence[Post]) -> Collection[str]:
        given = [one for one in answers if one.kind == KIND]
        marks = await store.marks(session, [one.id for one in given])
        helped = any(mark.helped for mark in marks.values())
        return {"any", *({"helped"} if helped else ())} if given else set()

    async def soon(_session: Session, post: Post, answers: Sequence[Post]) -> Collection[str]:
        times = [one.release_at or one.submitted_at for one in answers if one.kind == KIND]
        if not times:
            return set()
        waited = min(times) - (post.release_at or post.submitted_at)
        return {next(name for name, (within, _) in SOON.items() if waited <= within)}

    return (
        Measure("feedback", "Feedback", {"any": "Got feedback", "helped": "Marked some as helpful"}, got),
        Measure("soon", "First feedback", {name: words for name, (_, words) in SOON.items()}, soon),
    )
