"""The board's values: what a post is, and the states it goes through."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a post stands. Drafts are no posts yet."""

    WAITING = "waiting"  # for a moderator
    HELD = "held"  # a moderator wants to think about it
    SCHEDULED = "scheduled"  # appears at its release time
    PUBLISHED = "published"
    DECLINED = "declined"  # by a moderator, with a reason
    REMOVED = "removed"  # taken down by a moderator, or gone from Discord
    DELETED = "deleted"  # by its author; the text is erased, the row goes once Discord has nothing left


IN_REVIEW = (State.WAITING, State.HELD)

PLACEHOLDER = re.compile(r"\[[a-z][a-z ]{1,24}(?: \d{1,3})?\]")

ME_TOO_STEPS = (25, 10, 5, 2)
"""How many people "me too" tells apart: one more press cannot be read from the number."""


def me_too_step(count: int) -> int:
    """The largest step that a count reaches; 0 below all of them."""
    return next((step for step in ME_TOO_STEPS if count >= step), 0)


@dataclass(frozen=True, slots=True)
class Content:
    """What a post says: its masked text, and the few facts that its kind shows beside it."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def placeholders(self) -> list[str]:
        """What masks left behind, in the order of the text."""
        return PLACEHOLDER.findall("\n".join([self.text, *self.facts.values()]))

    def renamed(self, names: Mapping[str, str]) -> Content:
        """The same with other placeholders, all at one time."""

        def other(text: str) -> str:
            return PLACEHOLDER.sub(lambda found: names.get(found[0], found[0]), text)

        return Content(other(self.text), {name: other(fact) for name, fact in self.facts.items()})

    def dump(self) -> str:
        return json.dumps({"text": self.text, "facts": dict(self.facts)})

    @classmethod
    def load(cls, dumped: str) -> Content:
        return cls(**json.loads(dumped))


@dataclass(frozen=True, slots=True)
class Briefing:
    """What moderators are told beside a post, never a word that its author did not choose to show.

    ``masked``    kinds of masks ("COMPANY") to how many different things of that kind were masked
    ``unmasked``  how many masks the author took back
    ``held_for``  why it must be read first, in words: a rule, a number of reports
    ``renames``   its placeholders that become those of the post that it answers once a moderator lets it pass; told
                  to nobody
    """

    masked: Mapping[str, int] = field(default_factory=dict)
    unmasked: int = 0
    held_for: tuple[str, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)

    def dump(self) -> str:
        return json.dumps([dict(self.masked), self.unmasked, list(self.held_for), dict(self.renames)])

    @classmethod
    def load(cls, dumped: str) -> Briefing:
        masked, unmasked, held_for, *renames = json.loads(dumped)
        return cls(masked, unmasked, tuple(held_for), *renames)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a message stands at Discord."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post as everybody but its author knows it. ``content`` is None once it was erased."""

    id: int
    guild_id: int
    handle: str
    kind: str
    state: State
    content: Content | None
    proposed: Content | None
    reason: str
    parent_id: int | None
    submitted_at: datetime
    active_at: datetime
    release_at: datetime | None
    review_at: datetime | None  # from when on moderators see it
    briefing: Briefing
    flagged: bool  # something else than the set-up wants it to be read first
    at_once: bool
    closed: bool
    edited: bool
    hidden: bool  # from its thread, by the author of the post that it answers
    placed: Placed | None
    thread_id: int | None
    card: Placed | None
    card_decided: bool  # the card says how it was decided; another review gets another card

    @property
    def in_review(self) -> bool:
        """True while a moderator's decision is due: on the post, or on a change of it."""
        return self.state in IN_REVIEW or (self.state is State.PUBLISHED and self.proposed is not None)

    @property
    def is_withheld(self) -> bool:
        """True while it stands on the board with a note in its place, until a moderator has looked at it."""
        return self.state is State.HELD and self.placed is not None

    @property
    def stands(self) -> bool:
        """True while it is on the board, as itself or as a note."""
        return self.state is State.PUBLISHED or self.is_withheld

    @property
    def version(self) -> str:
        """Changes with what a moderator decides on, so that nobody approves a text that they have not seen."""
        is_change = self.state is State.PUBLISHED and self.proposed is not None
        content = self.proposed if is_change else self.content
        return hashlib.sha256(content.dump().encode()).hexdigest()[:6] if content else ""
