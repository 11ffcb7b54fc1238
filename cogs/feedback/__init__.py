"""Feedback: what peers answer to a post, by name or under a handle of their own, and what its author does with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import TYPE_CHECKING, Any

from bot.db import Person, persons
from bot.feature import Feature
from cogs.feedback.tables import MarkRow, TallyRow, WishRow

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


async def export(bot: Onward, who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """What is theirs; when the author of a post has looked at their feedback is not."""
    for row in (MarkRow, TallyRow, WishRow):
        async for record in persons.rows_of(bot.database, row, who):
            yield row.__tablename__, {name: value for name, value in record.items() if name != "seen"}


FEATURE = Feature(
    "feedback",
    setup=setup,
    export=export,
    tables=("feedback_marks", "feedback_tallies", "feedback_wishes"),
)
