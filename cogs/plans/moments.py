"""What plans know of a member's way: the steps that they checked off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from bot.moments import Moment
from bot.reasons import Why
from cogs.plans.plan import IfThen, Note, Story
from cogs.plans.service import Plans


def steps_of(plans: Plans) -> Callable[[int], Awaitable[Sequence[Moment]]]:
    """A source of moments: each step that is done, at the time at which it was checked off."""

    async def found(user_id: int) -> Sequence[Moment]:
        moments = []
        for plan in await plans.all(user_id):
            steps = dict(plan.steps())
            for name, at in plan.done_at:
                if name in steps:
                    text, why = _words(steps[name])
                    moments.append(Moment("step", datetime.fromisoformat(at), text, why))
        return moments

    return found


def _words(one: Note | Story | IfThen) -> tuple[str, Why | None]:
    if isinstance(one, Note):
        return one.text, Why.of(one.reason, one.whose)
    return (one.title, None) if isinstance(one, Story) else (one.then or one.when, None)
