"""What a sender is given, and how it answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Job:
    """A claimed row. ``tried_since`` is None the first time, else when the first attempt began: it may have
    taken effect at Discord without our hearing of it."""

    id: int
    kind: str
    subject: str
    guild_id: int | None
    wanted: int
    attempt: int
    tried_since: datetime | None


Sender = Callable[[Job], Awaitable["Again | None"]]
"""Does the job. Returns None when done, ``Again`` to be called once more; raises ``CannotSend`` or Discord's errors."""


@dataclass(frozen=True, slots=True)
class Again:
    """Not an error: the same job is wanted again at this instant."""

    at: datetime


class CannotSend(Exception):
    """Something outside must be mended first; ``failure`` names it in a few words, without anybody's text."""

    def __init__(self, failure: str) -> None:
        super().__init__(failure)
        self.failure = failure
