"""A plan for the next interview: three changes, two stories, one rehearsal, one if-then plan. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.errors import UserError
from bot.reasons import Source
from bot.safety.neutral import is_blank, tidy
from bot.words import t

Remind = Literal["", "day", "hours"]
"""Not at all; the day before at 18:00; two hours before."""
PARTS = ("situation", "task", "action", "result")
CHANGES, STORIES = 3, 2
MOST = {"name": 100, "text": 300, "title": 100, "situation": 400, "task": 400, "action": 400, "result": 400,
        "when": 200, "then": 200}  # fmt: skip
"""Characters of each field: all of them together fit on one page."""
NAMES = {"name": "what it is for", "text": "the text", "title": "the story's name", "situation": "the situation",
         "task": "the task", "action": "what you did", "result": "the result", "when": "the if",
         "then": "the then"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a plan. ``source``: where it came from (``task``: an employer's answer, ``helped``: a peer,
    ``step``: the usual first step for a reason; empty: the member's own), ``key``: which one, ``reason``: why, and
    ``whose`` word that is."""

    text: str = ""
    done: bool = False
    source: str = ""
    key: str = ""
    reason: str = ""
    whose: Source = "guessed"

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened, told in four parts."""

    title: str = ""
    situation: str = ""
    task: str = ""
    action: str = ""
    result: str = ""
    done: bool = False

    def __bool__(self) -> bool:
        return bool(self.title or any(text for _, text in self.parts))

    @property
    def parts(self) -> list[tuple[str, str]]:
        return [(name, getattr(self, name)) for name in PARTS]


@dataclass(frozen=True, slots=True)
class IfThen:
    """When this happens, I do that."""

    when: str = ""
    then: str = ""
    done: bool = False

    def __bool__(self) -> bool:
        return bool(self.when or self.then)


@dataclass(frozen=True, slots=True)
class Plan:
    """``at``: the interview; ``name``: what it is for, in the member's words; ``unreached``: the reminder found closed
    DMs; ``done_at``: steps to the instants, in ISO 8601, at which they were checked off."""

    id: str
    owner_id: int
    created_at: datetime
    name: str = ""
    at: datetime | None = None
    zone: str = "UTC"
    remind: Remind = ""
    unreached: bool = False
    changes: tuple[Note, ...] = (Note(), Note(), Note())
    stories: tuple[Story, ...] = (Story(), Story())
    rehearsal: Note = Note()
    if_then: IfThen = IfThen()
    done_at: tuple[tuple[str, str], ...] = ()

    def local(self) -> datetime | None:
        return self.at.astimezone(ZoneInfo(self.zone)) if self.at else None

    def steps(self) -> Iterator[tuple[str, Note | Story | IfThen]]:
        """Everything that can be checked off and holds something: its name (``change1``) and itself."""
        named: list[tuple[str, Note | Story | IfThen]] = [
            *((f"change{at}", one) for at, one in enumerate(self.changes, 1)),
            *((f"story{at}", one) for at, one in enumerate(self.stories, 1)),
            ("rehearsal", self.rehearsal),
            ("ifthen", self.if_then),
        ]
        return (pair for pair in named if pair[1])

    def checked(self, done: set[str], now: datetime) -> Plan:
        """With exactly these steps done."""
        times = dict(self.done_at)
        times = {name: times.get(name) or now.isoformat() for name, _ in self.steps() if name in done}
        changes = (replace(one, done=f"change{at}" in times) for at, one in enumerate(self.changes, 1))
        stories = (replace(one, done=f"story{at}" in times) for at, one in enumerate(self.stories, 1))
        return replace(
            self,
            changes=tuple(changes),
            stories=tuple(stories),
            rehearsal=replace(self.rehearsal, done="rehearsal" in times),
            if_then=replace(self.if_then, done="ifthen" in times),
            done_at=tuple(times.items()),
        )

    def with_changes(self, texts: list[str]) -> Plan:
        """The three changes as they were typed; a line that stayed keeps what is known of it."""
        known = {one.text: one for one in self.changes if one}
        kept = [known.get(text, Note(text)) if text else Note() for text in texts]
        return replace(self, changes=tuple((kept + [Note()] * CHANGES)[:CHANGES])).again()

    def taking_in(self, note: Note) -> Plan:
        """With one more change; UserError where there are three."""
        free = [at for at, one in enumerate(self.changes) if not one]
        if not free:
            raise UserError(
                t(
                    "There are three changes already: more than three rarely help. Empty one first; nothing was lost."
                )
            )
        changes = tuple(note if at == free[0] else one for at, one in enumerate(self.changes))
        return replace(self, changes=changes).again()

    def again(self) -> Plan:
        """Without the dates of steps that are no more, or are open again."""
        done = {name for name, one in self.steps() if one.done}
        return replace(self, done_at=tuple(pair for pair in self.done_at if pair[0] in done))

    def remind_at(self) -> datetime | None:
        """When the member wants to be reminded."""
        local = self.local()
        if local is None or not self.remind or self.at is None:
            return None
        if self.remind == "hours":
            return self.at - timedelta(hours=2)
        evening = local.replace(hour=18, minute=0) - timedelta(days=1)
        return evening.astimezone(local.tzinfo)

    def dump(self) -> str:
        kept = asdict(self)
        del kept["id"]
        kept["created_at"] = self.created_at.isoformat()
        kept["at"] = self.at.isoformat() if self.at else None
        return json.dumps(kept)

    @classmethod
    def load(cls, plan_id: str, dumped: str) -> Plan:
        kept: dict[str, Any] = json.loads(dumped)
        kept["created_at"] = datetime.fromisoformat(kept["created_at"])
        kept["at"] = datetime.fromisoformat(kept["at"]) if kept["at"] else None
        kept["changes"] = tuple(Note(**one) for one in kept["changes"])
        kept["stories"] = tuple(Story(**one) for one in kept["stories"])
        kept["rehearsal"], kept["if_then"] = Note(**kept["rehearsal"]), IfThen(**kept["if_then"])
        kept["done_at"] = tuple((name, at) for name, at in kept["done_at"])
        return cls(id=plan_id, **kept)


def fitting(typed: Mapping[str, str], kinds: Mapping[str, str] = {}) -> dict[str, str]:
    """Texts as they are kept, by their fields; UserError where one is too long. ``kinds``: a field's name in ``MOST``,
    where it is another."""
    found = {}
    for field, text in typed.items():
        kind = kinds.get(field, field)
        plain = "" if is_blank(text) else tidy(text)
        if len(plain) > MOST[kind]:
            raise UserError(
                t(
                    "For {name} there is room for {most} characters, and yours has {count}. Nothing changed.",
                    name=t(NAMES[kind]),
                    most=MOST[kind],
                    count=f"{len(plain):,}",
                )
            )
        found[field] = plain
    return found


def key_of(text: str) -> str:
    """A short name for a text; it tells nothing and is kept sealed alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
