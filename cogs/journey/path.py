"""A member's moments as a path of three lanes: what was tried, what was answered, what was learned. Pure.

There is no score in it: nothing is divided by anything, nothing is counted up, no gap means anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.moments import Kind, Moment
from bot.safety.neutral import harmless
from bot.words import t

Lane = Literal["tried", "answered", "learned"]
LANES: Mapping[Lane, str] = {
    "tried": "What you tried",
    "answered": "What was answered",
    "learned": "What you learned",
}
LANE_OF: Mapping[Kind, Lane] = {
    "rejection": "tried", "letter": "tried", "sent": "tried", "answered": "answered", "helped": "answered",
    "task": "learned", "note": "learned", "step": "learned",
}  # fmt: skip
STAGES = {
    "applied": "an application", "application": "an application", "screen": "a first conversation",
    "task": "a test or a task", "interview": "an interview", "final": "a final round", "offer": "an offer",
    "silence": "an application", "ghosted": "an application",
}  # fmt: skip
SHOWN = 6
"""Lines of a lane in words, the newest; the picture has all of them."""
EXCERPT, LONGEST = 90, 2000
"""Characters of what somebody wrote, and of a message."""


NAMES: Mapping[Kind, str] = {
    "letter": "a letter begun", "sent": "a letter sent", "answered": "an answer", "helped": "kind words",
    "task": "something to try", "note": "a note", "step": "a step done",
}  # fmt: skip
"""What a mark of the picture is called; a rejection by how far it went. Nobody's own words are in a picture."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One point of the path, in a few words, and in two or three."""

    lane: Lane
    at: datetime
    words: str
    name: str


def path_of(moments: Sequence[Moment]) -> list[Stop]:
    """The path, the oldest stop first. A letter that went out is one stop: its beginning is not told as well."""
    sent = {_which(one) for one in moments if one.kind == "sent"}
    stops = [
        Stop(LANE_OF[one.kind], one.at, _words(one), _name(one))
        for one in moments
        if not (one.kind == "letter" and _which(one) in sent)
    ]
    return sorted(stops, key=lambda stop: stop.at)


def in_words(path: Sequence[Stop]) -> str:
    """The path, as much of it as a message holds: at most 2000 characters, the newest of each row."""
    return next(text for shown in range(SHOWN, 0, -1) if len(text := _told(path, shown)) <= LONGEST)


def _told(path: Sequence[Stop], shown: int) -> str:
    lines = [t("**Your path so far.** Only you see this.")]
    for lane, title in LANES.items():
        stops = [stop for stop in path if stop.lane == lane]
        if not stops:
            continue
        lines.append(f"\n**{t(title)}**")
        lines += [f"<t:{int(stop.at.timestamp())}:D> · {stop.words}" for stop in reversed(stops[-shown:])]
        if len(stops) > shown:
            lines.append(t("-# and what came before; the picture has all of it"))
    lines.append(t("\n-# There is no score here, and a quiet stretch means nothing: it may have been rest."))
    return "\n".join(lines)


def described(path: Sequence[Stop]) -> str:
    """The picture in a sentence or two, for whoever cannot see it; at most 1024 characters."""
    first, last = path[0].at, path[-1].at
    lanes = [t(title) for lane, title in LANES.items() if any(stop.lane == lane for stop in path)]
    when = (
        t("on {day}", day=f"{first:%-d %B %Y}")
        if first.date() == last.date()
        else t("from {first} to {last}", first=f"{first:%-d %B %Y}", last=f"{last:%-d %B %Y}")
    )
    return t(
        "A path {when}, with a mark for each thing, in rows: {lanes}. The words beside it say the same.",
        when=when,
        lanes=", ".join(lanes),
    )


def nothing_yet() -> str:
    return t(
        "Nothing stands here yet. It fills by itself when you share, write a letter, keep a note or plan. It is for "
        "you alone. None of that has to happen today."
    )


def _which(one: Moment) -> tuple[tuple[str, str], ...]:
    """What tells a letter from others; whether its no was fresh is no part of that."""
    return tuple(fact for fact in one.facts if fact[0] != "fresh")


def _name(one: Moment) -> str:
    if one.kind == "rejection":
        return t(STAGES.get(one.fact("stage"), "an application"))
    return t(NAMES[one.kind])


def _words(one: Moment) -> str:
    company = _excerpt(one.fact("company"))
    match one.kind:
        case "rejection":
            return _name(one)
        case "letter" | "sent":
            words = _name(one)
        case "answered":
            words = t("an employer's answer")
        case "helped":
            return t("a peer's words that helped: “{text}”", text=_excerpt(one.text))
        case "task":
            return t("something to work on: “{text}”", text=_excerpt(one.text))
        case "note":
            return t("a note of yours: “{text}”", text=_excerpt(one.text))
        case "step":
            return t("a step done: “{text}”", text=_excerpt(one.text))
    return t("{words} ({company})", words=words, company=company) if company else words


def _excerpt(text: str) -> str:
    plain = " ".join(text.split())
    return harmless(plain if len(plain) <= EXCERPT else plain[:EXCERPT].rsplit(" ", 1)[0] + " …")
