"""Whether a word of a name the author told us is the name where it stands, or only the word (Target, ramp)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.forms import Name
from bot.masking.tokens import Token

_NOT_BEFORE = frozenset(
    "a an the my your his her our their this that these those to no some any every each i we".split()
)
_PREPOSITIONS = frozenset("w at for joined joining ex from with by leaving left to".split())


_STAFF = frozenset("recruiter recruiters recruiting recruitment hr careers interviewer interviewers".split())


def part(tokens: Sequence[Token], at: int, name: Name, word: str) -> bool:
    """Whether one word of a longer name stands for the whole."""
    token = tokens[at]
    if len(word) < 2 or (len(name.words) > 1 and word in cues.COMPANY_HEADS):
        return False
    if token.rank in (0, 5, 6) and not token.kept:
        return len(word) > 2 or token.case != "l"
    if name.kind == "PERSON":
        return token.case in "TU" and (
            not token.initial or bool(at + 1 == len(tokens) or _speaks(tokens, at))
        )
    return _meant(tokens, at, strict=True)


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    after = tokens[at + 1 : at + 3]
    if len(after) == 2 and after[0].low in (
        "never",
        "then",
        "just",
        "also",
        "still",
        "finally",
        "has",
        "had",
    ):
        after = after[1:]
    return bool(after) and after[0].gap == " " and after[0].low in cues.SPEAKS


def alone(tokens: Sequence[Token], at: int, name: Name) -> bool:
    """Whether a name of one word is meant by this token."""
    token = tokens[at]
    if len(token.low) == 1 and token.case == "l" and not name.everywhere:
        return False  # "solve for x"
    if name.everywhere or (token.rank in (0, 6) and not token.kept):
        return True
    if name.kind == "PERSON":
        return part(tokens, at, name, token.low)
    return _meant(tokens, at, strict=False)


def _meant(tokens: Sequence[Token], at: int, strict: bool) -> bool:
    """Whether a company that is a common word is the company here."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    speaks = following is not None and following.gap == " " and _speaks(tokens, at)
    free = following is None or following.gap.strip() != "" or following.low in cues.STOP or speaks
    if "#" in token.gap or "@" in token.gap:
        return True
    if (
        before is not None
        and not token.initial
        and token.gap in (" ", "/ ", "/")
        and before.low in _PREPOSITIONS
    ):
        near = {t.low for t in tokens[max(0, at - 6) : at]}
        introduced = (
            before.low in ("at", "for", "w", "joined", "ex", "joining") or bool(near & cues.WORK) or speaks
        )
        timed = following is not None and following.low in cues.MONTHS_AND_DAYS
        if introduced and (free or timed or token.case in "TUM"):
            return True
    if token.case in "TUM" and not token.initial:
        return not strict or free
    if token.case not in "TUM":
        doing = following is not None and following.gap == " " and (following.low in cues.WORK or speaks)
        return (
            token.initial
            and token.rank > 1
            and not strict
            and doing
            and following is not None
            and following.low not in ("is", "was")
        )
    if token.tail == "'s":
        return True
    if following is not None and following.gap == " " and following.low in _STAFF:
        return True
    sentence = token.initial and (following is None or following.gap.startswith(". "))
    if sentence and token.gap.startswith(". ") and token.low not in cues.STOP:
        return True
    ends = following is None or following.gap.strip()[:1] in (":", ".", "(", "-", ",")
    says = speaks
    return (
        (ends and token.rank != 1)
        or says
        or (following is not None and following.low in cues.COMPANY_HEADS and following.capital)
    )


def ending(tokens: Sequence[Token], at: int) -> bool:
    """Whether a later word of the company stands for it: an unusual one, or ``the Ministry``, ``at Faro``."""
    token = tokens[at]
    if token.low not in cues.COMPANY_HEADS and token.rank == 0:
        return True
    if token.case != "T" or token.initial or not at:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is not None and following.gap == " " and following.capital:
        return False
    before = tokens[at - 1].low
    return before == "the" or (
        token.low not in cues.COMPANY_HEADS and not token.kept and before in ("at", "from", "joined")
    )


def phrase(tokens: Sequence[Token], at: int) -> bool:
    """Whether two words that make the name stand there as two ordinary ones: ``a good year`` for Goodyear."""
    pair = tokens[at : at + 2]
    led = at > 0 and pair[0].gap == " " and tokens[at - 1].low in _NOT_BEFORE
    return led and pair[1].gap == " " and all(t.case == "l" and 0 < t.rank < 4 for t in pair)


def perhaps(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of the name, not clearly the company here, could still be it: no article before it."""
    before = tokens[at - 1] if at and not tokens[at].initial else None
    return before is None or tokens[at].gap != " " or before.low not in _NOT_BEFORE
