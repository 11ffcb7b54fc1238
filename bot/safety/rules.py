"""The screen's rules, read once from data files: patterns over the words of ``reading.py``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from bot.safety.reading import Lexicon

Kind = Literal["crisis", "threat", "abuse"]
KINDS: tuple[Kind, ...] = ("crisis", "threat", "abuse")
_MACRO = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of language: where it may stand, what it looks like, and what in the same sentence rules it out."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    person: Literal["who", "self", "other"]
    """Whose risk a crisis rule speaks of; ``who``: whoever is named last."""
    weak: bool
    """The words alone say little: said at work or told of somebody met there, they do not count."""
    named: bool
    """A crisis rule that needs somebody named: without one, the words are about a thing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, and the people by whom a sentence is understood."""

    rules: tuple[Rule, ...]
    close: frozenset[str]
    met: frozenset[str]


@cache
def rules() -> Rules:
    """The rules of all data files; ValueError for a file that does not hold together."""
    tables = {kind: _table(kind) for kind in KINDS}
    people = tables["crisis"]["people"]
    every = tuple(_rule(kind, entry, tables[kind]["macros"]) for kind in KINDS for entry in tables[kind]["rule"])
    return Rules(every, frozenset(people["close"]), frozenset(people["met"]))


@cache
def lexicon() -> Lexicon:
    """The words the rules look for, and how they are misspelled and disguised."""
    table = _table("spelling")
    known = rules()
    words = set(re.findall(r"[a-z]{2,}", " ".join(rule.pattern.pattern for rule in known.rules)))
    words |= known.close | known.met
    ambiguous = {word: dict.fromkeys(entry["before"], entry["reading"]) for word, entry in table["ambiguous"].items()}
    slips = table["misspelled"]
    return Lexicon.build(words, table["spelling"], ambiguous, table["pieces"]["words"], slips["words"], slips["ordinary"])


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("bot.safety") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _rule(kind: Kind, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    unknown = set(entry) - {"name", "person", "weak", "named", "patterns", "unless"}
    if unknown:
        raise ValueError(f"rule {entry.get('name')!r} has unknown keys {sorted(unknown)}")
    unless = entry.get("unless")
    return Rule(
        name=entry["name"],
        kind=kind,
        pattern=_compiled(entry["patterns"], macros, starts=r"(?<= )", ends=r"(?= )"),
        unless=_compiled(unless, macros, starts=r"(?<![^ ])", ends=r"(?![^ ])") if unless else None,
        person=entry.get("person", "who"),
        weak=entry.get("weak", False),
        named=entry.get("named", False),
    )


def _compiled(patterns: list[str], macros: Mapping[str, str], starts: str, ends: str) -> re.Pattern[str]:
    """One pattern of several, with their macros written out, that matches whole words only."""
    joined = "|".join(pattern.rstrip(" ") for pattern in patterns)
    while _MACRO.search(joined):
        joined = _MACRO.sub(lambda m: macros[m[1]], joined)
    return re.compile(f"{starts}(?:{joined}){ends}")
