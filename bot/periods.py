"""The periods for which things are kept, in days; an operator may change them with ONWARD_KEEP."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta

EVERY = timedelta(hours=1)
"""How often what is too old is removed; what the next time would be too late for goes this time."""
MOST = 3650
LONGEST_LINK = 90
"""Days after the last activity on a post; no server can keep the link to its author longer."""


@dataclass(frozen=True, slots=True)
class Periods:
    """In days.

    ``drafts``   what was typed and not posted, after it was last touched
    ``declined`` a post that was declined, removed or never approved, after it was last sent
    ``reports``  a report that no moderator answers
    ``failed``   a job that Discord refuses again and again, after its first attempt
    ``audit``    what moderators did
    """

    drafts: int = 30
    declined: int = 30
    reports: int = 90
    failed: int = 90
    audit: int = 365

    @classmethod
    def parse(cls, text: str) -> Periods:
        """Read ``drafts=14, audit=180``; what is not named keeps its default. ValueError where it makes no sense."""
        known = {field.name for field in fields(cls)}
        given: dict[str, int] = {}
        for part in filter(None, (part.strip() for part in text.split(","))):
            name, _, days = (piece.strip() for piece in part.partition("="))
            if name not in known or not days.isdecimal() or not 1 <= int(days) <= MOST:
                raise ValueError(
                    f"ONWARD_KEEP looks like drafts=14,audit=180: days from 1 to {MOST} for {', '.join(sorted(known))}"
                )
            given[name] = int(days)
        return replace(cls(), **given)
