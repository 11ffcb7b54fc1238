"""Plain messages in a DM with the bot: read as answers while something waits for one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.errors import UserError, report
from bot.words import t

Hearer = Callable[[discord.Message], Awaitable[bool]]
"""Takes a message; True when it was an answer to something of the hearer's own."""

STOP = "stop"
"""The word that ends whatever writes to a member by itself, whoever else may also take it as an answer."""

Waits = Callable[[int], Awaitable[bool]]
"""``(user_id)``: whether something waits for what this member types."""


class DirectMessages:
    """Whoever waits for an answer in a DM; the first that takes a message has it."""

    def __init__(self) -> None:
        self._hearers: list[Hearer] = []
        self._stoppers: list[Hearer] = []
        self._private: list[Waits] = []

    def on_stop(self, stopper: Hearer) -> None:
        """Let somebody hear the word ``stop``: True when that ended something of theirs, and they have said so."""
        self._stoppers.append(stopper)

    def add(self, hearer: Hearer, *, private: Waits | None = None) -> None:
        """``private``: when what the hearer takes is for the member's own eyes, and so may be angry."""
        self._hearers.append(hearer)
        if private is not None:
            self._private.append(private)

    async def is_private(self, user_id: int) -> bool:
        """Whether what this member types next goes to nobody but themselves."""
        return any([await waits(user_id) for waits in self._private])

    async def hear(self, message: discord.Message) -> None:
        """Hand a member's message to whoever waits for it; say so kindly when nobody does."""
        try:
            stops = message.content.strip().casefold().rstrip(".!") == STOP
            ended = [await stopper(message) for stopper in self._stoppers] if stops else []
            for hearer in self._hearers:
                if await hearer(message):
                    return
            if any(ended):
                return
            text = t(
                "I read messages here only while I have asked you something. Type `/` to see what I can do."
            )
            if stops:
                text = t("There is nothing to stop: I write to you only where you asked for it.")
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
