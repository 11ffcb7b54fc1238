"""An entry of the audit, and what can be wrong with a chain of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """``moderator_id`` is None where the bot acted by itself; ``handle`` and ``reason`` may be empty."""

    guild_id: int
    number: int
    at: datetime
    moderator_id: int | None
    action: str
    handle: str
    reason: str

    def dump(self) -> str:
        """The entry in one way only: what its link is made of."""
        return json.dumps(
            [
                self.guild_id,
                self.number,
                self.at.isoformat(),
                self.moderator_id,
                self.action,
                self.handle,
                self.reason,
            ]
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """Somebody changed the audit behind the bot's back. ``number`` is the entry where it shows."""

    guild_id: int
    number: int
    what: str

    def __str__(self) -> str:
        return f"The audit of server {self.guild_id} was tampered with: {self.what} (entry {self.number})."
