"""Sends the prompts that members asked for: each once, whatever happens to the process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from discord import ui as dui

from bot.outbox import Again, Job
from bot.tell import tell
from cogs.encouragement.daily import views
from cogs.encouragement.daily.service import Daily

if TYPE_CHECKING:
    from bot.app import Onward

Words = Callable[[int, str], Awaitable[tuple[str, list[dui.Item[Any]]]]]
"""``(user_id, seed)`` to what is said now, and the controls that belong to it: the same for the same seed."""


class DailySender:
    """The sender of ``encourage.daily``; a job's subject is the id of a wish."""

    def __init__(self, bot: Onward, daily: Daily, words: Words) -> None:
        self._bot = bot
        self._daily = daily
        self._words = words

    async def send(self, job: Job) -> Again | None:
        wish = await self._daily.turn(job.subject)
        if wish is None:
            return None
        if wish.due is not None and wish.due > self._bot.clock.now():
            return Again(wish.due)
        if wish.is_ignored:
            told = await tell(self._bot, job, wish.owner_id, views.too_many())
            await self._daily.ended(wish.id, "ignored", told=told)
            return None
        key = f"{wish.id}.{wish.count}"
        text, items = await self._words(wish.owner_id, key)
        text = "\n".join(line for line in (text, views.halving(wish)) if line)
        if not await tell(self._bot, job, wish.owner_id, text, *items, *views.under(key)):
            await self._daily.ended(wish.id, "closed", told=False)
            return None
        due = await self._daily.sent(wish.id, wish.count)
        return Again(due) if due else None
