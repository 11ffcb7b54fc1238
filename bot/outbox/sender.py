"""What Discord's refusals mean to the outbox."""

from __future__ import annotations

import aiohttp
import discord

from bot.outbox.job import CannotSend

UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
MISSING_ACCESS = 50001
CANNOT_DM = {50007, 50278, 50033, 10013}
"""Their DMs are closed, they share no server with the bot any more, or there is no such account: the same to us, for a
failure would stand before moderators, next to the handle of what was written by an account that is gone."""
MISSING_PERMISSIONS = 50013
THREAD_ARCHIVED = 50083
THREAD_EXISTS = 160004
THREADS_FULL = 160006  # as many threads are open on the server as Discord allows
THREAD_FULL = 30033  # as many members are in the thread as Discord allows


def failure_of(error: Exception) -> str | None:
    """A few words for an expected failure of a send; None when it is a fault of ours."""
    if isinstance(error, CannotSend):
        return error.failure
    if isinstance(error, discord.HTTPException):
        if error.status >= 500 or error.status == 429:
            return f"Discord answered {error.status}"
        return None
    if isinstance(error, (aiohttp.ClientError, TimeoutError, OSError)):
        return "Discord could not be reached"
    return None
