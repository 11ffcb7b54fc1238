"""Letters of inquiry: composing, checking, keeping and exporting them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import cogs.letters.tables  # noqa: F401  the schema is known before anything is set up
from bot.db import Person
from bot.feature import Feature
from cogs.letters.tool import check_line, compose_line

if TYPE_CHECKING:
    from bot.app import Onward


async def setup(bot: Onward) -> None:
    from cogs.letters.wiring import wire

    await wire(bot)


async def files(bot: Onward, who: Person) -> AsyncIterator[tuple[str, bytes]]:
    """Every letter as a document, under its number: the file's name tells nothing."""
    from cogs.letters.export import export
    from cogs.letters.service import Letters

    letters = await Letters(bot.database, bot.vault, bot.clock).all(who.user_id) if who.everywhere else []
    for number, letter in enumerate((one for one in letters if one.version), 1):
        for form in ("docx", "txt"):
            made = await asyncio.to_thread(export, letter.subject, letter.body, form)
            yield f"letters/letter-{number}.{form}", made.content


async def erase(bot: Onward, who: Person) -> None:
    """Letters, versions, answers, reminders and habits; one server alone leaves them, for letters know none."""
    from cogs.letters.service import Letters

    if who.everywhere:
        await Letters(bot.database, bot.vault, bot.clock).erase(who.user_id)


FEATURE = Feature(
    "letters",
    setup=setup,
    tables=("letters", "letter_versions", "letter_replies", "letter_habits", "letter_offers"),
    files=files,
    erase=erase,
    filters={"letter-check": check_line, "letter-compose": compose_line},
)
