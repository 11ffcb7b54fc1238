"""Does a text speak of suicide or self-harm, threaten somebody, or insult somebody? Rules, not a diagnosis.

Pure and deterministic. It sees kinds of language, not intentions: it misses some and is wrong about others, so
whatever it answers, a person decides. tests/safety/test_screen.py holds the measured figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.safety.reading import Reading, read
from bot.safety.rules import Rule, lexicon, rules

Name = Literal["clear", "crisis_self", "crisis_other", "threat", "abuse"]
ORDER: tuple[Name, ...] = ("crisis_self", "crisis_other", "threat", "abuse")
"""A risk to the author goes before a risk to somebody else, that before a threat, a threat before abuse."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the original text (code points) and the rule that saw it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a text holds, and where; ``clear`` has no spans."""

    verdict: Name
    spans: tuple[Span, ...]


def screen(text: str) -> Verdict:
    """The gravest thing that the rules see in a text, with every stretch that speaks for it. Linear in the text."""
    reading = read(text, lexicon())
    found: dict[Name, set[Span]] = {}
    for name, rule, start, end in _hits(reading):
        found.setdefault(name, set()).add(Span(*reading.source(start, end), rule.name))
    for name in ORDER:
        if name in found:
            return Verdict(
                name, tuple(sorted(found[name], key=lambda span: (span.start, span.end, span.rule)))
            )
    return Verdict("clear", ())


def _hits(reading: Reading) -> Iterator[tuple[Name, Rule, int, int]]:
    for rule, match in rules().matches(reading.text):
        start, end = _sentence(reading.text, match)
        if rule.exception and rule.exception.search(reading.text, start, end):
            continue
        name = _name(rule, reading.text, (start, end), match)
        if name != "clear":
            yield name, rule, match.start(), match.end()


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the sentence around a match begins and ends."""
    start = max(text.rfind(" . ", 0, match.start()), text.rfind(" ? ", 0, match.start()))
    ends = [at for at in (text.find(" . ", match.end() - 1), text.find(" ? ", match.end() - 1)) if at >= 0]
    return start + 2 if start >= 0 else 0, min(ends, default=len(text) - 1) + 1


def _name(rule: Rule, text: str, sentence: tuple[int, int], match: re.Match[str]) -> Name:
    if rule.kind != "crisis":
        return rule.kind
    if rule.person != "who":
        return "crisis_self" if rule.person == "self" else "crisis_other"
    start, end = sentence
    before = text[start : match.start()]
    if _SAFE_NOW.search(before) or (
        _NOT.search(before) and not match[0].startswith(("not ", "do not", "can not"))
    ):
        return "clear"
    if rule.named and _NAMED.search(text, start, end) is None:
        return "clear"
    return _whose(before, match[0], text[:start], rule)


_NOT = re.compile(
    r" (?:not|never|no longer|stopped|nor|without) (?:actually |really |even |going to |want to |ever |trying to |mean to |about to |gonna |a |feel |feeling |thinking about |think about |have )*$"
)
_SAFE_NOW = re.compile(
    r" (?:years ago|[0-9]+ years|decades? ago|back in|in (?:19|20)[0-9][0-9]|used to|when i was|as a teenager|as a kid|long ago|in my (?:teens|twenties)) "
)
_SELF = frozenset(("i", "me", "my", "myself", "mine"))
_THIRD = frozenset(
    (
        "he",
        "she",
        "they",
        "him",
        "her",
        "his",
        "them",
        "their",
        "himself",
        "herself",
        "themselves",
        "themself",
        "themselfs",
        "hers",
    )
)
_YOU = frozenset(("yourself", "you", "your"))
_NAMED = re.compile(r" (?:i|me|my|myself|he|she|they|you|[a-z]*self|friend|brother|sister|wife|husband|@name) ")
_FICTION = frozenset(
    "novel novels screenplay pilot character villain play film films movie book podcast scene story plot script thriller song"
    " audition auditioned play-through thesis essay newspaper article documentary".split()
)
_WORK = frozenset(
    "volunteer volunteering hotline helpline charity prevention nurse counsellor counselor therapist psychiatric psychiatry"
    " paramedic scenario protocol thesis moderated moderate moderator module training workshop awareness assessments registers coroner"
    " role-play safeguarding policy statistics lecture curriculum job-ad researcher research".split()
)


def _whose(before: str, match: str, earlier: str, rule: Rule) -> Name:
    """Whose risk a sentence speaks of: the last person named in the match, else before it."""
    words_before = before.split()
    mentioned = frozenset(words_before) | frozenset(match.split())
    known = rules()
    if rule.weak and not _WORK.isdisjoint(mentioned):
        return "clear"
    within = _last_person(match.split())
    if within == "self":
        return "crisis_self" if _FICTION.isdisjoint(words_before) or "i" in words_before else "clear"
    if within == "you":
        return "crisis_other"
    at = len(words_before)
    quoted = words_before.count('"') % 2 == 1
    if quoted:
        at = len(words_before) - 1 - words_before[::-1].index('"')
    for i in range(at - 1, -1, -1):
        word = words_before[i]
        if word == "i" or (
            word == "me" and i and words_before[i - 1] in ("make", "makes", "made", "making", "has", "left")
        ):
            if within == "other":
                break
            return "crisis_self"
        if word in known.met:
            return "clear"
        if word in known.close:
            return "crisis_other"
        if word in _THIRD and word not in ("his", "her", "their", "him", "them"):
            within = within or "other"
    if not _FICTION.isdisjoint(mentioned):
        return "clear"
    if within == "other":
        return "crisis_other" if not _met_last(earlier) else "clear"
    return "crisis_self"


def _last_person(words: list[str]) -> str:
    """``self``, ``other``, ``you`` or nothing: the last person named among a match's words."""
    for word in reversed(words):
        if word in _SELF:
            return "self"
        if word in _THIRD:
            return "other"
        if word in _YOU:
            return "you"
    return ""


def _met_last(earlier: str) -> bool:
    """Whether the last person that the sentences before speak of was met at work."""
    known = rules()
    for word in reversed(earlier.split()):
        if word in known.met:
            return True
        if word in known.close or word in ("i", "my"):
            return False
    return False
