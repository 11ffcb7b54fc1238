"""Rules that are phrases: patterns of ``content/<locale>/checks/rules``, looked for sentence by sentence.

In a pattern a blank stands for any blanks (" ?" for any or none), ``|$`` for the end of the sentence, ``<name>`` for a
list of ``lists.toml``, ``<3>`` for up to three words of the same clause (as few as fit; at the end of a pattern, as
many), and ``<not>`` for " not", "n't" and the like. Every pattern matches whole words only.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from .content import FOLDER, read
from .letter import Letter, Span
from .sentences import SEPARATOR, Sentences

_END = re.compile(r"\|\$(?=[|)])")
_MACRO = re.compile(r"<([a-z_]+|\d)>")
_CLAUSE_ENDS = (
    r"but|because|yet|however|although|though|so|when|while|if"
    r"|not|never|nor|neither|cannot|nothing|nobody|hardly|without|\w+n't"
)
_GAP = rf"(?:(?!(?:{_CLAUSE_ENDS})(?!\w))[\w'.-]++,?\s++)"
_OWN = re.compile(r"(?<!\w)(?:my|our|under|i|as an?)(?!\w)", re.IGNORECASE)
_FIELD_CHECKS = (13, 21)
_LOOK_BACK = 110
"""How far before a hit a denial of it is looked for, in characters."""


@dataclass(frozen=True)
class Rule:
    """One group of phrases of one check.

    A hit is dropped when a ``spare`` pattern overlaps it, when the sentence lacks ``needs`` or has ``bars``, or, where
    ``deniable``, when the words before it deny it ("I do not ask you to …").
    """

    check: int
    find: tuple[str, ...]
    spare: tuple[str, ...]
    needs: tuple[str, ...]
    bars: tuple[str, ...]
    deniable: bool
    advice: str
    everywhere: bool
    """Also in the greeting and the signature."""


@dataclass(frozen=True)
class Hit:
    """Where a rule matched, in the folded text, and the advice that belongs to it."""

    check: int
    span: Span
    advice: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of the English content, by check."""
    found = []
    for path in sorted((FOLDER / "rules").glob("*.toml")):
        check = int(path.stem.split("_")[0])
        found += [_rule(check, entry) for entry in tomllib.loads(path.read_text("utf-8"))["rule"]]
    return tuple(found)


def hits(letter: Letter, field: frozenset[str]) -> Iterator[Hit]:
    """Every phrase found, sentence by sentence.

    ``field`` holds the words of the role and the company: a law word or a private one among them is the field of work,
    unless "my", "I" or the like stands in the hit or before it.
    """
    apart = [span for span in (letter.greeting, letter.signature) if span]
    body = Sentences(letter.folded.text, letter.sentences)
    everything = Sentences(letter.folded.text, [*letter.sentences, *apart])
    for rule in rules():
        sentences = everything if rule.everywhere else body
        for span in _found(rule, sentences):
            if rule.check not in _FIELD_CHECKS or not _is_field(sentences.text, span, field):
                yield Hit(rule.check, sentences.back(span), rule.advice)


def _is_field(text: str, span: Span, field: frozenset[str]) -> bool:
    words = {word.removesuffix("s") for word in re.findall(r"\w{3,}", text[slice(*span)].casefold())}
    return not _OWN.search(text, max(0, span[0] - 12), span[1]) and not words.isdisjoint(field)


@cache
def whole(*patterns: str) -> re.Pattern[str]:
    """Any of some patterns of the rule language, as a regular expression over folded text."""
    either = "|".join(map(_expand, patterns))
    return re.compile(rf"(?<!\w)(?=[\w'])(?:{either})(?:(?!\w)|(?<=\s))", re.IGNORECASE)


def denied(text: str, start: int, end: int) -> bool:
    """Whether the words from ``start`` to ``end`` deny what follows them."""
    return any(p.search(text, max(start, end - _LOOK_BACK), end) for p in _denials())


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{_expand(p)})\s*\Z", re.IGNORECASE) for p in read("lists")["denials"]
    )


def _found(rule: Rule, sentences: Sentences) -> Iterator[Span]:
    if not whole(*rule.find).search(sentences.text):
        return  # a quick no for most letters
    matches = {m.span() for p in rule.find for m in whole(p).finditer(sentences.text) if m.start() < m.end()}
    by_sentence: dict[Span, list[Span]] = {}
    for match in sorted(matches):
        by_sentence.setdefault(sentences.around(match[0]), []).append(match)
    for sentence, found in by_sentence.items():
        yield from _kept(rule, sentences.text, sentence, found)


def _kept(rule: Rule, text: str, sentence: Span, found: list[Span]) -> Iterator[Span]:
    """Those matches of a sentence that nothing in it speaks against."""
    if rule.needs and not whole(*rule.needs).search(text, *sentence):
        return
    if rule.bars and whole(*rule.bars).search(text, *sentence):
        return
    spared = [m.span() for p in rule.spare for m in whole(p).finditer(text, *sentence)]
    for start, end in found:
        if any(a < end and start < b for a, b in spared):
            continue
        if not (rule.deniable and denied(text, sentence[0], start)):
            yield start, end


def _rule(check: int, entry: dict[str, Any]) -> Rule:
    unknown = set(entry) - {"find", "spare", "needs", "bars", "deniable", "advice", "everywhere"}
    if unknown:
        raise ValueError(f"check {check}: unknown keys {sorted(unknown)}")
    return Rule(
        check=check,
        find=tuple(entry["find"]),
        spare=tuple(entry.get("spare", ())),
        needs=tuple(entry.get("needs", ())),
        bars=tuple(entry.get("bars", ())),
        deniable=entry.get("deniable", False),
        advice=entry.get("advice", ""),
        everywhere=entry.get("everywhere", False),
    )


def _expand(pattern: str) -> str:
    """Replace names by their lists, numbers by gaps, and blanks by any blanks."""

    def put(match: re.Match[str]) -> str:
        name = match[1]
        if name.isdigit():
            at_end = match.end() == len(pattern)
            return f"(?:{_GAP}){{0,{name}}}" + ("" if at_end else "?")
        return f"(?:{'|'.join(map(_expand, read('lists')[name]))})"

    pattern = pattern.replace(r"\w+ ", r"[\w'-]++ ").replace(" ?", r"\s*+").replace(" ", r"\s++")
    pattern = _END.sub(lambda _: rf"|(?={SEPARATOR}|\Z)", pattern)
    return _MACRO.sub(put, pattern)
