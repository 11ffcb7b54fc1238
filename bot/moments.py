"""What happened on a member's way, asked of the features that know it at the moment it is needed.

A feature adds a source in its setup: ``bot.moments.add(source)``. Nothing is copied: what its owner deletes or erases
is gone from here with it. Moments go to their owner alone.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.errors import report
from bot.reasons import Why

Kind = Literal["rejection", "letter", "sent", "answered", "task", "helped", "note", "step"]
"""A story shared; a letter begun, sent, answered; one thing kept from an answer; a peer's feedback marked as helpful;
a note of the member's own; a step of a plan that was checked off."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``text`` is the member's own, or what a peer or an employer wrote to them; ``facts`` are a few short words beside
    it, such as the stage or the company."""

    kind: Kind
    at: datetime
    text: str = ""
    why: Why | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        return dict(self.facts).get(name, "")


Source = Callable[[int], Awaitable[Sequence[Moment]]]
"""``(user_id)`` to everything that a feature knows of this member, in any order."""


class Moments:
    """All sources."""

    def __init__(self) -> None:
        self._sources: list[Source] = []

    def add(self, source: Source) -> None:
        self._sources.append(source)

    async def of(self, user_id: int, *kinds: Kind) -> list[Moment]:
        """A member's moments, of these kinds or of all, the oldest first; a source that fails is left out."""
        found: list[Moment] = []
        for source in self._sources:
            try:
                found += await source(user_id)
            except Exception as error:  # one feature's trouble must not silence the others
                report(error, "moments")
        return sorted((one for one in found if not kinds or one.kind in kinds), key=lambda one: one.at)
