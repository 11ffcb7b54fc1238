"""Letters of inquiry: composing, checking, keeping and exporting them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cogs.letters.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature
from cogs.letters.tool import check_line, compose_line

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.letters.wiring import wire

    await wire(bot)


async def export(bot: Onward, user_id: int) -> dict[str, Any]:
    """Every letter, version and answer of a member, and how they want to be reminded."""
    from cogs.letters.service import Letters

    return await Letters(bot.database, bot.vault, bot.clock).export(user_id)


async def erase(bot: Onward, user_id: int) -> None:
    """Afterwards nothing of all that is left."""
    from cogs.letters.service import Letters

    await Letters(bot.database, bot.vault, bot.clock).erase(user_id)


FEATURE = Feature(
    "letters",
    setup=setup,
    tables=("letters", "letter_versions", "letter_replies", "letter_habits"),
    export=export,
    erase=erase,
    filters={"letter-check": check_line, "letter-compose": compose_line},
)
