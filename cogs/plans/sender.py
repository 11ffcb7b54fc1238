"""Reminds of an interview, where somebody asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.outbox import Again, Job
from bot.tell import tell
from cogs.plans.service import Plans
from cogs.plans.views import reminder

if TYPE_CHECKING:
    from bot.app import Onward


class PlanSender:
    """The sender of ``plan.remind``; a job's subject is the id of a plan."""

    def __init__(self, bot: Onward, plans: Plans) -> None:
        self._bot = bot
        self._plans = plans

    async def send(self, job: Job) -> Again | None:
        turn = await self._plans.turn(job.subject)
        if turn is None:
            return None
        plan, wait = turn
        if wait is not None:
            return Again(wait)
        text, items = reminder(plan, self._bot.clock.now())
        reached = await tell(self._bot, job, plan.owner_id, text, *items)
        await self._plans.reminded(plan.id, reached=reached)
        return None
