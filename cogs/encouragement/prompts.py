"""The prompts: what each is for and what it says, read from ``content/<locale>/prompts/*.toml``. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot.errors import StartupError
from bot.reasons import CONTROLS, REASONS, Why
from cogs.encouragement.entries import mistake, read

CONTENT = Path(__file__).parent / "content"

PHASES: Mapping[str, str] = {
    "day": "today or yesterday",
    "week": "this week",
    "month": "this month",
    "later": "longer ago",
}
"""How long the no is ago: up to 24 hours, 7 days, 30 days, and later."""
FEELINGS: Mapping[str, str] = {
    "sad": "Sad",
    "angry": "Angry",
    "ashamed": "Ashamed",
    "anxious": "Anxious",
    "numb": "Numb",
    "tired": "Worn out",
    "jealous": "Envious",
    "hopeless": "Hopeless",
}
STAGES: Mapping[str, str] = {
    "application": "Application",
    "screen": "First call",
    "task": "Test or task",
    "interview": "Interview",
    "final": "Final round",
    "offer": "Offer withdrawn",
    "silence": "No answer at all",
}
SITUATIONS: Mapping[str, str] = {
    "again": "It happened again",
    "ghosted": "They stopped answering",
    "internal": "It was my own company",
    "career_change": "I am changing careers",
    "first_job": "It would be my first job",
    "long_search": "I have been looking for long",
    "harsh_reply": "Their answer was harsh",
}
TECHNIQUES = (
    "rest", "reappraisal", "perspective", "self_compassion", "writing", "values", "if_then", "skill", "people",
    "boundary",
)  # fmt: skip

_TAGS: Mapping[str, Sequence[str]] = {
    "reason": tuple(REASONS),
    "phase": tuple(PHASES),
    "feeling": tuple(FEELINGS),
    "stage": tuple(STAGES),
    "situation": tuple(SITUATIONS),
}
_TEXTS = ("validate", "reframe", "step", "rest")
_KNOWN = {"id", *_TAGS, *_TEXTS, "control", "technique", "minutes"}
MOST_WORDS = {"validate": 15, "reframe": 25, "step": 30, "rest": 30}
MOST_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Prompt:
    """A few words for somebody who was turned down. An empty tag fits whatever is asked for.

    For the first day there is ``rest`` alone after ``validate``: no reframe, no step.
    """

    id: str
    validate: str
    reframe: str
    step: str
    rest: str
    reason: frozenset[str]
    phase: frozenset[str]
    feeling: frozenset[str]
    stage: frozenset[str]
    situation: frozenset[str]
    control: str
    technique: str
    minutes: int
    locale: str

    @property
    def is_rest(self) -> bool:
        return bool(self.rest)

    @property
    def said(self) -> tuple[str, ...]:
        """What it says, part by part; no part is empty."""
        return tuple(part for part in (self.validate, self.reframe, self.step, self.rest) if part)

    @property
    def text(self) -> str:
        """All of it in one paragraph."""
        return " ".join(self.said)


@cache
def load(locale: str = "en", content: Path = CONTENT) -> Mapping[str, Prompt]:
    """Every prompt by its id; StartupError that names the file and the line where something is wrong."""
    prompts: dict[str, Prompt] = {}
    files = sorted((content / locale / "prompts").glob("*.toml"))
    for file in files:
        for prompt, line in read(file, "prompt", partial(_prompt, locale)):
            if prompt.id in prompts:
                raise mistake(file, line, f"a second prompt is called {prompt.id}")
            prompts[prompt.id] = prompt
    if not prompts:
        raise StartupError(f"{content / locale / 'prompts'} holds no prompts: put the files back.")
    return prompts


def _prompt(locale: str, entry: Mapping[str, Any]) -> Prompt:
    """The prompt of one entry; ValueError with a few words for a wrong one."""
    unknown = sorted(set(entry) - _KNOWN)
    if unknown:
        raise ValueError(f"{unknown[0]} is nothing that a prompt has")
    texts = {name: str(entry.get(name, "")).strip() for name in _TEXTS}
    for name, text in texts.items():
        count = len(text.split())
        if count > MOST_WORDS[name]:
            raise ValueError(f"{name} has {count} words; {MOST_WORDS[name]} is the most")
    wanted = {"validate", "rest"} if texts["rest"] else {"validate", "reframe", "step"}
    given = {name for name, text in texts.items() if text}
    if given != wanted:
        raise ValueError("a prompt has validate, reframe and step, or validate and rest")
    if not re.fullmatch(r"[a-z0-9-]{3,40}", str(entry.get("id", ""))):
        raise ValueError("a prompt needs an id of small letters, digits and hyphens")
    tags = {name: _tag(name, entry.get(name, ())) for name in _TAGS}
    is_day = tags["phase"] == {"day"}
    if is_day != bool(texts["rest"]) or ("day" in tags["phase"] and not is_day):
        raise ValueError("rest belongs to the phase day, and nothing else does")
    minutes = entry.get("minutes", 0)
    if not isinstance(minutes, int) or not (0 <= minutes <= MOST_MINUTES):
        raise ValueError(f"minutes is a number up to {MOST_MINUTES}")
    control, technique = entry.get("control", ""), entry.get("technique", "rest" if is_day else "")
    if control not in ("", *CONTROLS):
        raise ValueError("control is none that is known")
    if technique not in TECHNIQUES:
        raise ValueError("technique is none that is known")
    if not control and len(tags["reason"]) == 1:
        why = Why.of(next(iter(tags["reason"])))
        control = why.control if why else ""
    rest: dict[str, Any] = {**texts, **tags, "control": control, "technique": technique, "minutes": minutes}
    return Prompt(id=entry["id"], locale=locale, **rest)


def _tag(name: str, given: Any) -> frozenset[str]:
    values = frozenset([given] if isinstance(given, str) else given)
    for value in sorted(values - set(_TAGS[name])):
        raise ValueError(f"{value} is no {name}")
    return values
