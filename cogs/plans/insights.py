"""What of plans a community may see in numbers: how soon after a no somebody took a step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.board.post import Post
from bot.db import Session
from bot.insights import Measure
from cogs.plans.store import PlanStore

SOON = {
    "day": (timedelta(days=1), "within a day"),
    "days": (timedelta(days=3), "within three days"),
    "week": (timedelta(days=7), "within a week"),
    "later": (timedelta.max, "later"),
}


def measure(store: PlanStore) -> Measure:
    async def step(session: Session, post: Post, author_id: int) -> Collection[str]:
        """The first step that was checked off after the story was shared."""
        plans = await store.all(session, author_id)
        times = [datetime.fromisoformat(at) for plan in plans for _, at in plan.done_at]
        waited = [at - post.submitted_at for at in times if at >= post.submitted_at]
        return (
            {next(name for name, (within, _) in SOON.items() if min(waited) <= within)} if waited else set()
        )

    return Measure("step", "Next step", {name: words for name, (_, words) in SOON.items()}, own=step)
