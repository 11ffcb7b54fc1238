"""Does a text speak of suicide or self-harm, threaten somebody, or insult somebody? Rules, not a diagnosis.

Pure and deterministic. What the words add up to is weighed, by weights in a data file, and rules see what they know: a
text counts where the words are sure by themselves, or where a rule sees it and the words are nearly sure. It sees kinds
of language, not intentions: it misses some and is wrong about others, so whatever it answers, a person decides.
docs/screening.md holds the measured figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.safety.hints import amount, hint, is_long, telling
from bot.safety.people import Who, whose
from bot.safety.reading import Reading, read
from bot.safety.rules import Rule, lexicon, rules

Name = Literal["clear", "crisis_self", "crisis_other", "threat", "abuse"]
ORDER: tuple[Name, ...] = ("crisis_self", "crisis_other", "threat", "abuse")
"""A risk to the author goes before a risk to somebody else, that before a threat, a threat before abuse."""

_BY_WHO: dict[Who, Name] = {"self": "crisis_self", "other": "crisis_other", "nobody": "clear"}
_REACH = 600
"""How many characters on each side of a match count as its sentence, where it has no end: keeps the work linear."""

SURE, BACKED = 1.3, 1.1
"""From these log-odds on, words count by themselves, and those that a rule saw as well."""
FEW, AGAINST = 5, -3.0
"""A sentence of so few words says little: where a rule sees a risk in it, words must speak against it so much to
outweigh that."""
SURE_IN_PART = 3.0
"""The same for two sentences of a long text, which has many of them, with or without a rule."""

_NAMED = re.compile(r" (?:i|me|my|[a-z]*self|he|she|they|you|friend|brother|sister|wife|husband|@name) ")
_NOT = re.compile(
    r" (?:not|never|no longer|stopped|nor|without) (?:actually |really |even |going to |want to |ever |trying to "
    r"|mean to |about to |a |feel |feeling |thinking about |think about |have )*$"
)
_SAYS_NOT = ("not ", "do not", "can not")
_LONG_AGO = re.compile(
    r" (?:years ago|[0-9]+ years|decades? ago|back in|in (?:19|20)[0-9][0-9]|used to|when i was|as a teenager|as a kid"
    r"|long ago|in my (?:teens|twenties)) "
)


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


def screen(text: str, known: Callable[[str], bool] | None = None) -> Verdict:
    """The gravest thing that the rules see in a text, with every stretch that speaks for it. Linear in the text.

    ``known`` says of a stretch whether its writer has said already that they meant something else by it.
    """
    reading = read(text, lexicon())
    hinted = hint(reading.text)
    in_parts = is_long(reading.text)
    found: dict[Name, set[Span]] = {}
    for name, rule, start, end in _hits(reading):
        span = Span(*reading.source(start, end), rule.name)
        first, last = _sentence(reading.text, start, end)
        said = reading.text[first : last + 2]
        needed = SURE_IN_PART if in_parts else BACKED if said.count(" ") > FEW + 1 else AGAINST
        backed = hinted.amount >= needed or amount(said) >= needed
        if backed and (known is None or not known(text[span.start : span.end])):
            found.setdefault(name, set()).add(span)
    for name in ORDER:
        if name in found:
            return Verdict(
                name, tuple(sorted(found[name], key=lambda span: (span.start, span.end, span.rule)))
            )
    if hinted.amount >= (SURE_IN_PART if in_parts else SURE):
        start, end = reading.source(*telling(reading.text, hinted))
        met = hinted.name == "crisis_other" and _met_at_work(reading.text)
        if not met and (known is None or not known(text[start:end])):
            return Verdict(hinted.name, (Span(start, end, "hints"),))
    return Verdict("clear", ())


def _met_at_work(text: str) -> bool:
    """Whether a text speaks of people met at work or in a story, and of nobody whom one worries about."""
    words, people = frozenset(text.split()), rules()
    return not words.isdisjoint(people.met) and words.isdisjoint(people.close)


def _hits(reading: Reading) -> Iterator[tuple[Name, Rule, int, int]]:
    for rule, match in rules().matches(reading.text):
        start, end = _sentence(reading.text, match.start(), match.end())
        if rule.exception and rule.exception.search(reading.text, start, end):
            continue
        name = _name(rule, reading.text, (start, end), match)
        if name != "clear":
            yield name, rule, match.start(), match.end()


def _sentence(text: str, begin: int, end: int) -> tuple[int, int]:
    """Where the sentence around a match begins and ends."""
    first, last = max(0, begin - _REACH), min(len(text), end + _REACH)
    start = max(text.rfind(" . ", first, begin), text.rfind(" ? ", first, begin))
    ends = [at for at in (text.find(f" {stop} ", end - 1, last) for stop in ".?") if at >= 0]
    return start + 2 if start >= 0 else first, min(ends, default=last - 1) + 1


def _name(rule: Rule, text: str, sentence: tuple[int, int], match: re.Match[str]) -> Name:
    if rule.kind != "crisis":
        return rule.kind
    if rule.person != "who":
        return _BY_WHO[rule.person]
    start, end = sentence
    before = text[start : match.start()]
    if _LONG_AGO.search(before) or (_NOT.search(before) and not match[0].startswith(_SAYS_NOT)):
        return "clear"
    if rule.named and _NAMED.search(text, start, end) is None:
        return "clear"
    earlier = text[max(0, start - _REACH) : start]
    people = rules()
    return _BY_WHO[whose(before, match[0], earlier, people.close, people.met, weak=rule.weak)]
