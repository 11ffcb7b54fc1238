"""Feedback: what peers answer to a post, by name or under a handle of their own, and what its author does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cogs.feedback.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.feedback.commands import Feedback
    from cogs.feedback.kinds import NEW, FeedbackKind
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
    await bot.add_cog(Feedback(bot, service))


async def export(bot: Onward, user_id: int) -> dict[str, Any]:
    """How a member wants to hear of feedback, by server, and how many counters are kept about what they gave."""
    from cogs.feedback.store import FeedbackStore

    store = FeedbackStore(bot.vault)
    async with bot.database.begin() as session:
        wishes = await store.wishes_of(session, user_id)
        tallies = await store.tallies_of(session, user_id)
    return {
        "told of feedback": {str(guild_id): wish.how for guild_id, wish in wishes.items()},
        "counters": tallies,
    }


async def erase(bot: Onward, user_id: int) -> None:
    """Wishes and counters go; marks go with the posts that they belong to."""
    from cogs.feedback.store import FeedbackStore

    async with bot.database.begin() as session:
        await FeedbackStore(bot.vault).erase(session, user_id)


FEATURE = Feature(
    "feedback",
    setup=setup,
    tables=("feedback_marks", "feedback_tallies", "feedback_wishes"),
    export=export,
    erase=erase,
)
