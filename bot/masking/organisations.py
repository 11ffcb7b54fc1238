"""Employers, schools and institutions that nobody had to name to us: well-known ones, and those built like
one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER
from bot.masking.tokens import Token, Words
from bot.masking.typos import is_typo

_ANNOUNCES = frozenset("agency company employer firm studio startup client called named brand".split())
_BEFORE = frozenset("at for joined joining ex from with by left leaving of in to versus than like".split())


def find(tokens: Words) -> Iterator[Found]:
    """Employers and schools among the words that no earlier layer covered."""
    tables = (
        (lexicon.employers(), "COMPANY", "company"),
        (lexicon.schools(), "SCHOOL", "school"),
    )
    done: set[int] = set()
    for table, kind, label in tables:
        for at in tokens.at(table.keys()):
            if tokens[at].covered or tokens[at].case == "-" or at in done:
                continue
            size = _longest(tokens, at, table[tokens[at].low])
            if size and (size > 1 or _meant(tokens, at, kind)):
                done.add(at)
                rule = "known school" if kind == "SCHOOL" else "known employer"
                yield Found(tokens[at].start, tokens[at + size - 1].end, kind, rule, 0.9, label)
    for at in sorted({*tokens.capitals, *tokens.at(cues.SCHOOL_HEADS)}):
        if not tokens[at].covered:
            yield from _built(tokens, at)
    for at in tokens.at(lexicon.town_heads()):
        if not tokens[at].covered:
            yield from _town(tokens, at)
    for at in tokens.at(cues.COMPANY_HEADS):
        if not tokens[at].covered:
            yield from _lower(tokens, at)


def _longest(tokens: Sequence[Token], at: int, rests: frozenset[tuple[str, ...]]) -> int:
    """How many tokens from ``at`` on spell the longest of the entries; 0 for none."""
    lows = tuple(t.low for t in tokens[at + 1 : at + 5])
    return max((len(r) + 1 for r in rests if lows[: len(r)] == r), default=0)


def _lower(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``interview at copper works energy``: a lower-case employer that stands without an article; offered
    only.
    """
    head = tokens[at]
    if head.case != "l" or head.low not in cues.COMPANY_HEADS or not _ends_here(tokens, at):
        return
    start = at
    while start and at - start < 3 and tokens[start].gap == " " and tokens[start - 1].low not in _BEFORE:
        start -= 1
    words = tokens[start:at]
    before = tokens[start - 1] if start else None
    if (
        not words
        or before is None
        or before.low not in ("at", "for", "with", "w", "joined", "from")
        or tokens[start].gap not in (" ", "/ ")
    ):
        return
    if not any(
        w.low in cues.STOP
        or w.low in _ORDINARY
        or (w.kept and w.low in lexicon.tools())
        or w.covered
        or w.case not in "lT"
        for w in (*words, head)
    ):
        sure = any(w.rank == 0 and not w.kept and not is_typo(w.low) for w in words)
        yield Found(
            words[0].start,
            head.end,
            "COMPANY",
            "ends like a company",
            0.8 if sure else 0.4,
            "company",
            action="mask" if sure else "suggest",
        )


_ORDINARY = frozenset(
    "head night high primary middle secondary nursing medical law business art summer day care home "
    "customer client public private local own data social human "
    "higher further early special general main central another next last any mental health child elderly "
    "senior junior front back food fast online retail "
    "personal small large family real free full part good better software information product project "
    "cloud network information computer technical it sales".split()
)


def _town(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """Places of two words (``Garden Grove``): with capitals, or in lower case after a word of place."""
    if at + 1 == len(tokens) or tokens[at + 1].gap not in (" ", "-"):
        return
    left, right = tokens[at], tokens[at + 1]
    if (
        not lexicon.flags(f"{left.low} {right.low}") & PLACE
        or left.tail
        or left.low in cues.TITLES - {"st"}
        or right.covered
    ):
        return
    lower = left.case == "l" or right.case == "l"
    before = tokens[at - 1] if at and not left.initial else None
    near = {t.low for t in tokens[max(0, at - 5) : at]}
    placed = before is not None and (
        before.low in cues.PLACE_BEFORE or (before.low in cues.IN and bool(near & cues.MOVES))
    )
    odd = left.rank in (0, 5, 6) or right.rank in (0, 5, 6)
    if not lower or placed or (odd and left.low not in cues.STOP and right.low not in cues.STOP):
        yield Found(left.start, right.end, "LOCATION", "known place", 0.85, "place")


_GOOD_AT = frozenset("look looks looked looking good great better best bad worse fast fluent new".split())


def _meant(tokens: Sequence[Token], at: int, kind: str) -> bool:
    """Whether a single word means the employer or school: always, if it is no other word."""
    token = tokens[at]
    before = tokens[at - 1] if at and not token.initial else None
    near = {t.low for t in tokens[max(0, at - 6) : at]}
    rare = token.rank in (0, 6) or (token.rank > 2 and bool(token.flags & PROPER))
    plain = rare and not token.kept and not token.flags & FIRST
    if kind == "SCHOOL":
        if token.case not in "UM" and not (plain and len(token.low) > 3):
            return (
                bool(before and before.low in ("at", "from", "in") and near & cues.STUDIED) and not token.kept
            )
        return (
            plain
            or bool(near & cues.STUDIED)
            or bool(before and before.low in ("at", "from") and not token.kept)
        )
    if plain and len(token.low) > 3:
        return True
    says = at + 1 < len(tokens) and tokens[at + 1].gap == " " and tokens[at + 1].low in cues.SPEAKS
    if before is None:
        return token.capital and not token.kept and token.rank > 2 and (says or token.tail == "'s")
    if token.gap != " " and token.gap != "-":
        return False
    if plain:
        return before.low in _BEFORE and token.case in "UM"
    if token.kept and before.low == "at" and at > 1 and tokens[at - 2].low in _GOOD_AT:
        return False  # "look at Figma again", "good at Slack": the tool
    introduced = before.low in ("at", "joined", "ex") or (before.low in _BEFORE and bool(near & cues.WORK))
    if token.kept:
        return (
            introduced
            and before.low in ("at", "joined", "ex", "for")
            and (token.case != "l" or (before.low != "for" and _ends_here(tokens, at)))
        )
    if token.case == "l":
        return introduced and (
            _ends_here(tokens, at) or says or (token.rank > 2 and before.low in ("at", "joined"))
        )
    return token.case in "TUM" and (introduced or token.rank > 1 or before.low in _BEFORE)


def _ends_here(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that a common word could belong to (``at target``, but not ``at target
    level``).
    """
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        following is None
        or following.gap.strip() != ""
        or following.low in cues.STOP
        or following.low in cues.SPEAKS
    )


def _built(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``University of X``, ``St Y's``, and capitals that end in a word such as Hospital or Logistics."""
    token = tokens[at]
    if (
        token.low in cues.SCHOOL_HEADS
        and token.case == "l"
        and at + 2 < len(tokens)
        and tokens[at + 1].low == "of"
    ):
        name = tokens[at + 2]
        if name.flags & PLACE and (name.rank in (0, 5, 6) or name.low in cues.CITY_WORDS):
            yield Found(token.start, name.end, "SCHOOL", "built like a name", 0.85, "school")
    if token.case not in "TUM":
        return
    if (
        token.low in cues.HEAD_OF
        and at + 2 < len(tokens)
        and tokens[at + 1].low in ("of", "for", "de", "del", "do", "da", "della", "di")
    ):
        yield from _head_of(tokens, at)
    if token.low in ("st", "saint", "sainte", "santa") and at + 1 < len(tokens) and tokens[at + 1].capital:
        end = at + 1
        while (
            end + 1 < len(tokens)
            and tokens[end + 1].gap == " "
            and (tokens[end + 1].capital and not tokens[end + 1].kept)
        ):
            end += 1
        yield Found(token.start, tokens[end].end, "COMPANY", "built like a name", 0.85, "company")
    if token.low in cues.COMPANY_HEADS and not token.initial:
        yield from _headed(tokens, at)


def _head_of(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    end = at + 2
    if tokens[end].low in ("the", "la", "las", "los") and end + 1 < len(tokens):
        end += 1
    if not tokens[end].capital or tokens[end].covered or tokens[end].kept:
        return
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].gap == " "
        and tokens[end + 1].capital
        and not tokens[end + 1].kept
    ):
        end += 1
    school = (
        tokens[at].low in cues.SCHOOL_HEADS and {t.low for t in tokens[max(0, at - 8) : at]} & cues.STUDIED
    )
    kind, label = ("SCHOOL", "school") if school else ("COMPANY", "company")
    yield Found(tokens[at].start, tokens[end].end, kind, "built like a name", 0.9, label)


_LONGEST = 12
"""Words before the last one of an employer's name at most, so that a long row stays linear."""


def _headed(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    start = at
    least = max(0, at - _LONGEST)
    while start > least and tokens[start].gap in (" ", "-", " & ", "'s ") and _belongs(tokens, start - 1):
        start -= 1
        if tokens[start].initial:
            break
    words = tokens[start:at]
    if not words:
        return
    odd = any(w.rank in (0, 6) or w.flags & (PLACE | LAST | FIRST | PROPER) for w in words)
    before = tokens[start - 1] if start and not tokens[start].initial else None
    odd = odd or any(w.case == "U" and len(w.low) > 4 for w in words)
    introduced = before is not None and before.low in _BEFORE | _ANNOUNCES
    if any(w.kept for w in words) and not introduced:
        return
    end = at
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].gap in (" ", ", ")
        and tokens[end + 1].low in cues.COMPANY_HEADS
        and tokens[end + 1].case in "TUM"
    ):
        end += 1
    near = {t.low for t in tokens[max(0, start - 8) : start]} | {t.low for t in tokens[end + 1 : end + 3]}
    school = tokens[at].low in cues.SCHOOL_HEADS and near & cues.STUDIED
    kind, label = ("SCHOOL", "school") if school else ("COMPANY", "company")
    if odd or introduced:
        yield Found(tokens[start].start, tokens[end].end, kind, f"ends like a {label}", 0.85, label)
    elif not tokens[start].initial:
        yield Found(
            tokens[start].start, tokens[end].end, kind, f"ends like a {label}", 0.4, label, action="suggest"
        )


def _belongs(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.case == "U" and len(token.low) > 4 and not token.covered and not token.kept:
        return True
    if token.covered or token.case not in "TUM" or token.low in cues.TITLES or token.low in cues.STOP:
        return False
    return not (token.initial and token.rank in (1, 2) and not token.flags) and not (
        token.kept and not token.flags
    )
