"""A letter and what belongs to it, as its owner knows it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from bot.reasons import Source, Why
from cogs.letters.checks import Finding, check
from cogs.letters.composer import Fields

LONGEST_TEXT = 4000
"""Characters of a letter's text: what one of Discord's forms holds."""
LONGEST_SUBJECT = 100
NOT_ASKED: Mapping[str, frozenset[int]] = {
    "thanks_for_reply": frozenset({5, 7, 23}),
    "keep_in_touch": frozenset({7}),
}
"""Checks that a kind of letter is not measured by: a thank-you is short and asks nothing."""


class State(StrEnum):
    """Where a letter stands. Nothing is sent by the bot: what is known is what the member recorded."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Letter:
    """``step`` is the question that is asked next, or ``letter`` once the text stands."""

    id: str
    owner_id: int
    created_at: datetime
    updated_at: datetime
    variant: str = ""
    tone: str = "warm"
    step: str = "variant"
    answers: Mapping[str, str] = field(default_factory=dict)
    phrasing: int = 0
    left_out: int = 0
    subject: str = ""
    body: str = ""
    version: int = 0
    dismissed: tuple[str, ...] = ()
    state: State = State.DRAFT
    sent_at: tuple[datetime, ...] = ()
    """When the letter and, after it, a second message went out."""

    @property
    def company(self) -> str:
        return self.answers.get("company", "")

    @property
    def role(self) -> str:
        return self.answers.get("role", "")

    @property
    def name(self) -> str:
        """How its owner finds it in a list; at most 80 characters."""
        parts = [part for part in (self.role, self.company) if part]
        return " · ".join(parts)[:80] or "…"

    @property
    def unanswered(self) -> int:
        """How many messages to this employer have no answer."""
        return len(self.sent_at) if self.state in (State.SENT, State.CLOSED) else 0

    def fields(self) -> Fields:
        """The member's answers as the composer reads them; a question stands on a line of its own."""
        known = {f.name for f in fields(Fields)}
        given = {name: value for name, value in self.answers.items() if name in known}
        questions = [line.strip() for line in self.answers.get("question", "").splitlines() if line.strip()]
        return Fields(**given, questions=tuple(questions[:2]))

    def findings(self) -> list[Finding]:
        """What the checks find in the text and the owner has not dismissed; E first, then in the order of the text.

        The same fault in the same words stands there once; what does not belong in this kind of letter is not missed.
        """
        if not self.body:
            return []
        found = _checked(self.body, self.role, self.company, self.tone)
        left = {finding_key(finding, self.body): finding for finding in reversed(found)}
        unasked = NOT_ASKED.get(self.variant, frozenset())
        wanted = [one for key, one in left.items() if key not in self.dismissed and one.check not in unasked]
        return sorted(wanted, key=lambda finding: ("EWI".index(finding.level), finding.start))

    def dump(self) -> str:
        kept = {name: value for name, value in asdict(self).items() if name != "id"}
        kept["created_at"] = self.created_at.isoformat()
        kept["updated_at"] = self.updated_at.isoformat()
        kept["sent_at"] = [at.isoformat() for at in self.sent_at]
        return json.dumps(kept)

    @classmethod
    def load(cls, letter_id: str, dumped: str) -> Letter:
        kept: dict[str, Any] = json.loads(dumped)
        kept["updated_at"] = datetime.fromisoformat(kept.get("updated_at", kept["created_at"]))
        kept["created_at"] = datetime.fromisoformat(kept["created_at"])
        kept["sent_at"] = tuple(datetime.fromisoformat(at) for at in kept["sent_at"])
        kept["dismissed"] = tuple(kept["dismissed"])
        kept["state"] = State(kept["state"])
        return cls(id=letter_id, **kept)


async def looked_over(letter: Letter) -> Letter:
    """The same letter, once its text was checked off the event loop: a long one takes a few tenths of a second."""
    await asyncio.to_thread(letter.findings)
    return letter


@lru_cache(maxsize=64)
def _checked(body: str, role: str, company: str, tone: str) -> tuple[Finding, ...]:
    return tuple(check(body, role=role, company=company, tone=tone))


def finding_key(finding: Finding, body: str) -> str:
    """The same for the same fault in the same words, so that a dismissal outlives an edit elsewhere."""
    words = " ".join(body[finding.start : finding.end].casefold().split())
    return f"{finding.check}:{words or finding.advice}"


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it once stood; ``how`` says in a few words how it came about."""

    number: int
    subject: str
    body: str
    how: str
    made_at: datetime

    def dump(self) -> str:
        kept = {name: value for name, value in asdict(self).items() if name != "number"}
        return json.dumps(kept | {"made_at": self.made_at.isoformat()})

    @classmethod
    def load(cls, number: int, dumped: str) -> Version:
        kept: dict[str, Any] = json.loads(dumped)
        kept["made_at"] = datetime.fromisoformat(kept["made_at"])
        return cls(number=number, **kept)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. ``kinds`` sorts its sentences; ``kept`` is the one thing to work on, if any."""

    id: str
    letter_id: str
    text: str
    came_at: datetime
    why: Why
    channel: str = ""
    paraphrase: str = ""
    hidden_until: datetime | None = None
    kinds: tuple[str, ...] = ()
    kept: str = ""

    @property
    def reason(self) -> str:
        return self.why.reason

    def dump(self) -> str:
        kept = {name: value for name, value in asdict(self).items() if name not in ("id", "letter_id")}
        kept["came_at"] = self.came_at.isoformat()
        kept["why"] = self.why.dump()
        kept["hidden_until"] = self.hidden_until.isoformat() if self.hidden_until else None
        return json.dumps(kept)

    @classmethod
    def load(cls, reply_id: str, letter_id: str, dumped: str) -> Reply:
        kept: dict[str, Any] = json.loads(dumped)
        kept["came_at"] = datetime.fromisoformat(kept["came_at"])
        until = kept["hidden_until"]
        kept["hidden_until"] = datetime.fromisoformat(until) if until else None
        kept["kinds"] = tuple(kept["kinds"])
        kept["why"] = Why.load(kept["why"]) if "why" in kept else _earlier_why(kept)
        return cls(id=reply_id, letter_id=letter_id, **kept)


def _earlier_why(kept: dict[str, Any]) -> Why:
    """The reason as answers kept it before there was one form for all; takes its parts out of ``kept``."""
    source: Source = "inferred" if kept.pop("reason_is_guess", True) else "stated"
    why = Why.of(kept.pop("reason", ""), source, kept.pop("control", ""))
    return why or Why("unknown", "inferred")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a member wants the bot to behave about letters. ``talk`` is the letter that DMs are answers to."""

    owner_id: int
    talk: str = ""
    reminders: bool = False
    hour: int = 9
    zone: str = "UTC"
    offers: bool = True

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, dumped: str) -> Habits:
        kept: dict[str, Any] = json.loads(dumped)
        kept.pop("quiet_until", None)  # what was kept before the whole bot shared one table of silence
        return cls(**kept)
