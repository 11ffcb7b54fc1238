"""The screen's rules, read once from data files: patterns over the words of ``reading.py``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

from bot.safety.leads import leading_words
from bot.safety.reading import Lexicon

Kind = Literal["crisis", "threat", "abuse"]
FILES: dict[Kind, tuple[str, ...]] = {
    "crisis": ("crisis", "crisis_signs"),
    "threat": ("threat", "threat_signs"),
    "abuse": ("abuse", "abuse_signs"),
}
"""The data files of a kind of rules; the macros of the first hold in the others."""
_KEYS = {"name", "person", "weak", "named", "patterns", "unless"}
_MACRO = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True, eq=False)
class Rule:
    """One kind of language: what it looks like, and what in the same sentence rules it out."""

    name: str
    kind: Kind
    patterns: tuple[str, ...]
    unless: str
    person: Literal["who", "self", "other"]
    """Whose risk a crisis rule speaks of; ``who``: whoever is named last."""
    weak: bool
    """The words alone say little: said at work or told of somebody met there, they do not count."""
    named: bool
    """A crisis rule that needs somebody named: without one, the words are about a thing."""

    @cached_property
    def exception(self) -> re.Pattern[str] | None:
        """What in the same sentence rules the rule out; matches whole words."""
        return re.compile(rf"(?<![^ ])(?:{self.unless})(?![^ ])") if self.unless else None


@dataclass(frozen=True, eq=False)
class Pattern:
    """One way to say what a rule is about."""

    rule: Rule
    source: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Made when it is first needed: most patterns never are in the life of a process."""
        return re.compile(rf"(?:{self.source})(?= )")


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, by the words they can begin with, and the people by whom a sentence is understood."""

    rules: tuple[Rule, ...]
    by_word: Mapping[str, tuple[Pattern, ...]]
    anywhere: tuple[Pattern, ...]
    close: frozenset[str]
    met: frozenset[str]

    def matches(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every match of every pattern in the words of a reading."""
        for word in re.finditer(r"[^ ]+", text):
            for pattern in (*self.by_word.get(word[0], ()), *self.anywhere):
                match = pattern.compiled.match(text, word.start())
                if match is not None:
                    yield pattern.rule, match


@cache
def rules() -> Rules:
    """The rules of all data files; ValueError for a file that does not hold together."""
    tables = {name: _table(name) for names in FILES.values() for name in names}
    every = tuple(
        _rule(kind, entry, tables[names[0]]["macros"] | tables[name].get("macros", {}))
        for kind, names in FILES.items()
        for name in names
        for entry in tables[name]["rule"]
    )
    by_word: dict[str, list[Pattern]] = {}
    anywhere: list[Pattern] = []
    for rule in every:
        for source in rule.patterns:
            pattern, words = Pattern(rule, source), leading_words(source)
            if words is None:
                anywhere.append(pattern)
            for word in words or ():
                by_word.setdefault(word, []).append(pattern)
    index = {word: tuple(patterns) for word, patterns in by_word.items()}
    people = tables["crisis"]["people"]
    return Rules(every, index, tuple(anywhere), frozenset(people["close"]), frozenset(people["met"]))


@cache
def lexicon() -> Lexicon:
    """The words the rules look for, and how they are misspelled and disguised."""
    table, known = _table("spelling"), rules()
    words = {
        word for rule in known.rules for source in rule.patterns for word in re.findall(r"[a-z]{2,}", source)
    }
    slips = table["misspelled"]
    return Lexicon.build(
        words=words | known.by_word.keys() | known.close | known.met,
        spelling=table["spelling"],
        ambiguous={
            w: dict.fromkeys(entry["before"], entry["reading"]) for w, entry in table["ambiguous"].items()
        },
        pieces=table["pieces"]["words"],
        misspelled=slips["words"],
        ordinary=slips["ordinary"],
        masked=table["masked"]["words"],
        insults=table["names"]["insults"],
        sneers=table["names"]["sneers"],
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("bot.safety") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _rule(kind: Kind, entry: Mapping[str, Any], macros: Mapping[str, str]) -> Rule:
    if unknown := set(entry) - _KEYS:
        raise ValueError(f"rule {entry.get('name')!r} has unknown keys {sorted(unknown)}")
    return Rule(
        name=entry["name"],
        kind=kind,
        patterns=tuple(_written_out(pattern, macros) for pattern in entry["patterns"]),
        unless="|".join(_written_out(pattern, macros) for pattern in entry.get("unless", ())),
        person=entry.get("person", "who"),
        weak=entry.get("weak", False),
        named=entry.get("named", False),
    )


def _written_out(pattern: str, macros: Mapping[str, str]) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda m: macros[m[1]], pattern)
    return pattern.strip(" ")
