"""The 25 checks of a draft: what a reader would stumble over, where it stands, and what to write instead.

Pure: no Discord, no database, no clock. Words and patterns are in ``content/<locale>/checks``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import content
from .folding import Folded
from .frame import greeted_and_signed, other_company, role_named
from .letter import Letter, Span, read
from .marks import capitals, leftovers
from .names import special_words
from .presence import measures, missing
from .rules import hits

__all__ = ["Finding", "check"]

MOST_FINDINGS = 30
"""Of one check; who has so many to look at does not need the rest."""

Kind = tuple[int, Span, dict[str, str], str]
"""Check, span in the folded text, what its advice mentions, and the key of its advice."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing found in a draft.

    ``check`` is 1 to 25; ``level`` is "E" (stop, with override), "W" (warning) or "I" (hint); ``start`` and ``end`` are
    code points of the draft, both 0 when something is missing or the letter as a whole is meant.
    """

    start: int
    end: int
    check: int
    level: str
    advice: str


def check(text: str, *, role: str = "", company: str = "", tone: str = "warm") -> list[Finding]:
    """All findings of a draft, in the order of the text; those without a place come first."""
    letter = read(text, role=role, company=company)
    found = list(_found(letter.folded, _all(letter, role, company, tone)))
    return sorted(_without_overlap(found))


def _all(letter: Letter, role: str, company: str, tone: str) -> Iterator[Kind]:
    for finder in (
        leftovers(letter),
        role_named(letter, role),
        missing(letter),
        measures(letter, tone),
        capitals(letter),
    ):
        for number, span, details in finder:
            yield number, span, details, str(number)
    field = frozenset(word.removesuffix("s") for word in special_words(f"{role} {company}"))
    for hit in hits(letter, field):
        yield hit.check, hit.span, {}, str(hit.check)
    for what, span in greeted_and_signed(letter):
        yield 25, span, {}, f"25_{what}"
    for span in other_company(letter, role, company):
        yield 25, span, {"company": company.strip()}, "25_company"


def _found(folded: Folded, found: Iterator[Kind]) -> Iterator[Finding]:
    for number, span, details, kind in found:
        advice = advices()[kind]["advice"]
        for name, value in details.items():
            advice = advice.replace("{" + name + "}", value)
        yield Finding(*folded.span(*span), number, advices()[str(number)]["level"], advice)


def _without_overlap(found: list[Finding]) -> list[Finding]:
    """Of findings of one check that overlap, the longest, the first if equal; at most MOST_FINDINGS."""
    kept: dict[int, list[Finding]] = {}
    for finding in sorted(found, key=lambda f: (f.check, f.start - f.end, f.start)):
        others = kept.setdefault(finding.check, [])
        overlaps = any(o.start < finding.end and finding.start < o.end for o in others)
        if len(others) < MOST_FINDINGS and not overlaps:
            others.append(finding)
    return [finding for findings in kept.values() for finding in findings]


def advices() -> dict[str, dict[str, str]]:
    """Level, name and advice of each check, from ``advice.toml``."""
    return content.read("advice")
