"""Plain messages in a DM with the bot: read as answers while something waits for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.errors import UserError, report
from bot.words import t

Hearer = Callable[[discord.Message], Awaitable[bool]]
"""Takes a message; True when it was an answer to something of the hearer's own."""


class DirectMessages:
    """Whoever waits for an answer in a DM; the first that takes a message has it."""

    def __init__(self) -> None:
        self._hearers: list[Hearer] = []

    def add(self, hearer: Hearer) -> None:
        self._hearers.append(hearer)

    async def hear(self, message: discord.Message) -> None:
        """Hand a member's message to whoever waits for it; say so kindly when nobody does."""
        try:
            for hearer in self._hearers:
                if await hearer(message):
                    return
            text = t(
                "I read messages here only while I have asked you something. Type `/` to see what I can do."
            )
        except UserError as problem:
            text = str(problem)
        except Exception as error:
            code = report(error, "a direct message")
            text = t(
                "Something went wrong on my side. Your message is still above. Reference: `{code}`.",
                code=code,
            )
        try:
            await message.channel.send(text, allowed_mentions=discord.AllowedMentions.none())
        except discord.HTTPException as problem:
            report(problem, "answering a direct message")
