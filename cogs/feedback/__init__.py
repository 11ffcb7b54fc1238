"""Feedback: what peers answer to a post, under a handle of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.feedback.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.feedback.commands import Feedback
    from cogs.feedback.kinds import FeedbackKind

    bot.add_kind(FeedbackKind())
    await bot.add_cog(Feedback(bot))


FEATURE = Feature("feedback", setup=setup)
