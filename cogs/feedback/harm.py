"""What in a piece of feedback may do harm, and what to ask its giver. Pure; the rules are data in ``content/``.

Where it was learned: feedback that comes near to the self lowered performance in over a third of cases (Kluger &
DeNisi 1996, doi 10.1037/0033-2909.119.2.254). The rules see kinds of words, not intentions: whatever they find, the
giver may say it in other words first, and a moderator decides about the rest.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.masking import Known, mask
from bot.masking.normalise import normalise

_MACRO = re.compile(r"<([a-z]+)>")
_KEYS = {"name", "title", "advice", "patterns", "unless", "types", "heard"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of harm: its name for people, the question to the giver, and what it looks like."""

    name: str
    title: str
    advice: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    types: frozenset[str]
    heard: bool


@dataclass(frozen=True, slots=True)
class Harm:
    """A stretch of the text (code points), and the rule that saw it."""

    rule: Rule
    start: int
    end: int


def harms(text: str, *, heard: bool) -> list[Harm]:
    """Every stretch that a rule sees, in the order of the text; ``heard``: its reader asked to be heard only."""
    plain = normalise(text)
    spans = mask(text, Known()).spans
    found: list[Harm] = []
    for rule in rules():
        if rule.heard and not heard:
            continue
        found += [Harm(rule, *plain.source(*span)) for span in _matches(rule, plain.text)]
        found += [
            Harm(rule, span.start, span.end)
            for span in spans
            if span.type in rule.types and span.action == "mask"
        ]
    return sorted(found, key=lambda harm: (harm.start, harm.end))


def _matches(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        begin = max(text.rfind(stop, 0, match.start()) for stop in ".!?\n") + 1
        if rule.unless is None or not rule.unless.search(text, begin, match.start()):
            yield match.span()


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the data file; ValueError for one with a key that nothing reads."""
    data = files("cogs.feedback") / "content" / "en" / "harm.toml"
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return tuple(_rule(entry, table["macros"]) for entry in table["rule"])


def _rule(entry: dict[str, Any], macros: dict[str, str]) -> Rule:
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"rule {entry.get('name')!r} has unknown keys {sorted(unknown)}")
    either = "|".join(_MACRO.sub(lambda m: macros[m[1]], pattern) for pattern in entry["patterns"])
    return Rule(
        name=entry["name"],
        title=entry["title"],
        advice=entry["advice"],
        pattern=re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE),
        unless=re.compile(entry["unless"], re.IGNORECASE) if "unless" in entry else None,
        types=frozenset(entry.get("types", ())),
        heard=entry.get("heard", False),
    )
