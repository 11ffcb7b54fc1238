"""Feedback: what peers answer to a post, by name or under a handle of their own, and what its author does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.feedback.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.feedback.commands import Feedback
    from cogs.feedback.insights import measures
    from cogs.feedback.kinds import NEW, FeedbackKind
    from cogs.feedback.moments import helpful_to
    from cogs.feedback.received import Received
    from cogs.feedback.senders import FeedbackSender
    from cogs.feedback.service import DIGEST, DM, FeedbackService

    service = FeedbackService(bot.database, bot.vault, bot.clock, bot.board)
    sender = FeedbackSender(bot, service)
    bot.add_kind(FeedbackKind())
    bot.drafts.guards["feedback"] = service
    for kind, send in ((NEW, sender.new), (DM, sender.dm), (DIGEST, sender.digest)):
        bot.outbox.register(kind, send)
    bot.router.add(Received(bot, service))
    bot.moments.add(helpful_to(bot))
    for measure in measures(bot.vault):
        bot.insights.add(measure)
    await bot.add_cog(Feedback(bot, service))


FEATURE = Feature(
    "feedback",
    setup=setup,
    tables=("feedback_marks", "feedback_tallies", "feedback_wishes"),
)
