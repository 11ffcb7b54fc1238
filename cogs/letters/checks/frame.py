"""Checks 2 and 25: the role named, a greeting, a sign-off, and no other company in the place of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .content import frame
from .folding import HIDDEN, hide, phrase_pattern, words_of
from .letter import Letter, Span
from .names import core_of, is_same
from .presence import Found

_NAME = r"(?:[A-Z][\w&'-]*(?:\.\w+)*(?:[^\S\n]+(?:(?:of|and|the|for|de|der|für|&)[^\S\n]+){0,2}(?=[A-Z0-9]))?){1,6}"
_POST = "(?:" + "|".join(frame("posts")) + ")"
_TIE = "(?:" + "|".join(frame("ties")) + ")"
_IN_PLACE = [
    re.compile(
        rf"(?i:(?<!\w){_POST}\s+(?:\w+\s+){{0,2}}?(?:at|with|within|for|by|from)\s+(?:the\s+|your\s+)?)({_NAME})"
    ),
    re.compile(rf"(?i:(?<!\w){_TIE}\s+(?:\w+\s+){{0,2}}?(?:at|for|to)\s+(?:the\s+)?)({_NAME})"),
    re.compile(
        rf"(?i:(?<!\w)(?:join|joining|considered\s+by|rejected\s+by|interest\s+in)\s+(?:the\s+)?)({_NAME})"
    ),
    re.compile(
        rf"(?i:(?<!\w)(?:letter|email|e-mail|reply|message|news|decision|note)\s+from\s+(?:the\s+)?)({_NAME})"
    ),
]


def role_named(letter: Letter, role: str) -> Iterator[Found]:
    """Check 2: fires when a role is given and the letter does not name it."""
    pattern = phrase_pattern(core_of(role)) if role.strip() else None
    if pattern and not pattern.search(letter.folded.open):
        yield 2, (0, 0), {"role": role.strip()}


def greeted_and_signed(letter: Letter) -> Iterator[tuple[str, Span]]:
    """Check 25, in part: "greeting" or "signoff" when there is none."""
    if letter.greeting is None:
        yield "greeting", (0, 0)
    if letter.signature is None:
        yield "signoff", (0, 0)


def other_company(letter: Letter, role: str, company: str) -> Iterator[Span]:
    """Check 25, in part: another organisation in the place of the company, which is named nowhere."""
    text, hidden = letter.folded.open, letter.folded.text
    pattern = phrase_pattern(core_of(company)) if company.strip() else None
    if not pattern or pattern.search(text):
        return
    posts = phrase_pattern(core_of(role))
    shown = hide(text, [match.span() for match in posts.finditer(text)] if posts else [])
    for place in _IN_PLACE:
        for match in place.finditer(shown):
            name = match[1].rstrip(" .'")
            if not _is_person_or_time(name, hidden[slice(*match.span(1))]) and not is_same(name, company):
                yield match.start(1), match.start(1) + len(name)


def _is_person_or_time(name: str, hidden: str) -> bool:
    words = words_of(name)
    return (
        HIDDEN in hidden
        or not words
        or words[0] in frame("honorifics")
        or all(word in frame("no_companies") for word in words)
    )
