"""Which words a pattern can begin with, so that it is tried only where one of them stands.

Understands the part of regular expressions that the rules are written in: literals, groups, alternatives, look-arounds
and simple repeats. Whatever else leads a pattern makes the answer ``None``: any word.
"""

from __future__ import annotations

import re

_MOST = 4000
_TOKEN = re.compile(
    r"(?P<look>\(\?(?:<?[=!]))|(?P<open>\(\?:)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[?*+]|\{\d*,?\d*\})(?P<lazy>\??)|(?P<literal>[A-Za-z0-9 ,'\"@])|(?P<other>\\.|\[\^?\]?[^\]]*\]|.)"
)


def leading_words(pattern: str) -> frozenset[str] | None:
    """Every word a match of ``pattern`` can begin with; ``None`` where that cannot be told or is too many."""
    tokens = [
        (m.lastgroup if m.lastgroup != "lazy" else "repeat", m.group()) for m in _TOKEN.finditer(pattern)
    ]
    try:
        starts, _ = _either(tokens, 0)
    except _AnyWord:
        return None
    return frozenset(start.split(" ")[0] for start in starts)


class _AnyWord(Exception):
    """The pattern can begin with any word."""


Tokens = list[tuple[str | None, str]]


def _either(tokens: Tokens, at: int) -> tuple[set[str], int]:
    """The beginnings of alternatives from ``at``, and where their group ends."""
    starts: set[str] = set()
    while True:
        some, at = _sequence(tokens, at)
        starts |= some
        if at >= len(tokens) or tokens[at][0] == "close":
            return starts, at
        at += 1


def _sequence(tokens: Tokens, at: int) -> tuple[set[str], int]:
    """The beginnings of one alternative; a beginning that holds a blank is complete."""
    starts = {""}
    while at < len(tokens) and tokens[at][0] not in ("bar", "close"):
        kind, sign = tokens[at]
        if kind == "look":
            at = _end(tokens, at) + 1
            continue
        if kind == "open":
            if all(" " in start for start in starts):
                part, at = {" "}, _end(tokens, at)
            else:
                part, at = _either(tokens, at + 1)
        elif kind == "literal":
            part = {sign}
        else:
            part = {"\0"}
        at += 1
        if at < len(tokens) and tokens[at][0] == "repeat":
            if not tokens[at][1].startswith(("?", "{0,1}")) and any(" " not in p for p in part):
                part = {"\0"}
            if tokens[at][1][0] in "?*" or tokens[at][1].startswith("{0"):
                part = part | {""}
            at += 1
        starts = {start if " " in start else start + more for start in starts for more in part}
        if len(starts) > _MOST or any("\0" in start.split(" ")[0] for start in starts):
            raise _AnyWord
    return starts, at


def _end(tokens: Tokens, at: int) -> int:
    """Where the group that opens at ``at`` closes."""
    depth = 0
    while True:
        depth += {"look": 1, "open": 1, "close": -1}.get(tokens[at][0] or "", 0)
        if depth == 0:
            return at
        at += 1
