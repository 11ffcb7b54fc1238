"""A server's own patterns, by RE2: whatever a moderator types, the time is linear in the text and the memory bounded.

Patterns read the plain form of a text, as word rules do: case, accents, look-alike and spaced-out letters undone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.masking.normalise import normalise
from bot.safety.words import WordMatch, matches, parse

LONGEST = 200
"""Characters of a pattern."""
MEMORY = 1 << 20
"""Bytes that a compiled pattern may take; also bounds what RE2 keeps while it searches."""
MOST = 100
"""Matches that are told of one pattern in one text."""


def is_pattern(rule: str) -> bool:
    """Whether a rule is a regular expression: it stands between slashes."""
    return len(rule) > 2 and rule.startswith("/") and rule.endswith("/")


def check(rule: str) -> None:
    """ValueError with a sentence that says what is wrong with a rule of either kind."""
    if not is_pattern(rule):
        parse(rule)
    elif _compiled(rule).search("") is not None:
        raise ValueError("This pattern matches where nothing stands, so it would hold every post.")


def found(rules: list[str], text: str) -> list[WordMatch]:
    """Every place where a rule of either kind matches; words first. ValueError for a rule that cannot be used."""
    hits = matches([rule for rule in rules if not is_pattern(rule)], text)
    plain = normalise(text)
    for rule in filter(is_pattern, rules):
        for number, match in enumerate(_compiled(rule).finditer(plain.text)):
            if number == MOST:
                break
            if match.end() > match.start():
                hits.append(WordMatch(rule, *plain.source(match.start(), match.end())))
    return hits


@lru_cache(maxsize=1024)
def _compiled(rule: str) -> Any:
    import re2  # some 4 MiB, for the few servers that have patterns

    pattern = rule[1:-1]
    if len(pattern) > LONGEST:
        raise ValueError(f"A pattern can have up to {LONGEST} characters; this one has {len(pattern)}.")
    options = re2.Options()
    options.max_mem, options.case_sensitive, options.log_errors = MEMORY, False, False
    try:
        return re2.compile(pattern, options)
    except re2.error as problem:
        told = problem.args[0] if problem.args else ""
        reason = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
        raise ValueError(f"RE2 cannot read this pattern: {reason}.") from None
