"""What moderators set themselves: words that hold a post, and the community's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cogs.moderation.words_store  # noqa: F401  the schema is known before anything is set up

if TYPE_CHECKING:
    from bot.app import Onward


async def add_words(bot: Onward) -> None:
    """Add their commands and controls, and answer the board's question."""
    from cogs.moderation.words import Words
    from cogs.moderation.words_service import WordRules

    rules = WordRules(bot.database, bot.vault, bot.audit)
    bot.drafts.holds.append(rules.hold)
    await bot.add_cog(Words(bot, rules))
