"""What the words around a name add to it: a person's cue first, then place, work and school, then tools."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues, lexicon
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER
from bot.masking.names.guess import Guess
from bot.masking.names.persons import after_name, before_name
from bot.masking.tokens import Token


def add_cues(tokens: Sequence[Token], at: int, guess: Guess) -> None:
    """What the words before and after add; a person's cue outweighs a place's."""
    token = tokens[at]
    fit = token.case != "l" or token.rank in (0, 6) or bool(token.flags & FIRST and token.rank > 1)
    before = tokens[at - 1] if at and not token.initial else None
    person, label = (0.0, "")
    if before is not None:
        person, label = before_name(tokens, at, before, fit)
    elif at and token.gap.strip() in (":", "(", '"', "-", "- ") and tokens[at - 1].low in cues.ROLES:
        person, label = (2.5 if fit else 0.0), cues.ROLES[tokens[at - 1].low]
    after, label_after = after_name(tokens, at)
    if (
        label_after
        and before is not None
        and before.low in cues.IN
        and token.flags & PLACE
        and not token.flags & FIRST
    ):
        after, label_after = 0.0, ""
    if person + after > 1.0 or label:
        guess.kind, guess.sure, guess.rule = "PERSON", person + after > 1.5, "introduced as a person"
        guess.label = label or label_after or "name"
    if token.case == "U" and not token.flags and person + after < 2.5:
        return
    guess.score += person + after
    if (
        token.case == "l"
        and token.initial
        and token.flags & FIRST
        and token.rank in (1, 2, 3, 4)
        and after > 0.5
    ):
        guess.score += 1.6 if after >= 2 else 1.0
    if (
        token.case == "T"
        and not token.initial
        and token.gap == ", "
        and at + 1 < len(tokens)
        and tokens[at + 1].gap.startswith(",")
    ):
        guess.score += 0.6
    if before is not None and not guess.sure:
        _place_and_work(tokens, at, before, guess)


def letter(tokens: Sequence[Token], at: int) -> Guess:
    """A single capital: a person where it acts like one (``R took notes``)."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    acts = (
        following is not None
        and following.gap == " "
        and following.low in cues.SPEAKS
        and following.low not in ("is", "was", "has", "had")
    )
    if (
        token.text.isascii()
        and token.text.isupper()
        and token.text not in "AIX"
        and acts
        and token.gap in (" ", ", ", ". ", "")
    ):
        return Guess(1.5, "PERSON", "name", "initials", True)
    return Guess(-9.0)


def _place_and_work(tokens: Sequence[Token], at: int, before: Token, guess: Guess) -> None:
    token, low = tokens[at], before.low
    plain = token.gap == " "
    near = {t.low for t in tokens[max(0, at - 5) : at]}
    placed = bool(token.flags & PLACE)
    word = token.case == "l" and token.rank in range(1, 6)
    moves = low in ("in", "near", "outside") or (low in cues.IN and bool(near & cues.MOVES))
    if (
        plain
        and word
        and moves
        and (token.low in cues.CITY_WORDS or (placed and token.flags & PROPER and token.rank > 1))
        and stands_free(tokens, at)
    ):
        guess.score, guess.kind, guess.label, guess.rule, guess.sure = (
            2.1,
            "LOCATION",
            "place",
            "after a word of place",
            not token.kept,
        )
        return
    if not plain or word:
        return
    if near & cues.STUDIED and token.case == "U" and low in ("in", "at", "from"):
        guess.score += 2.0
        guess.kind, guess.label, guess.rule, guess.sure = "SCHOOL", "school", "introduced as a school", True
        return
    place = (2.0 if placed else 0.8) if low in cues.PLACE_BEFORE or (low in cues.IN and moves) else 0.0
    employed = low in cues.AT_COMPANY and (
        bool(near & cues.WORK) or low in ("at", "joined", "joining", "ex", "left")
    )
    if token.flags & FIRST and place:
        place = min(place, 0.3) if not placed else place
    if place and (placed or not employed):
        guess.score += place
        if placed or not token.flags & (FIRST | LAST):
            guess.kind, guess.label, guess.rule, guess.sure = (
                "LOCATION",
                "place",
                "after a word of place",
                placed,
            )
    elif employed:
        guess.score += 1.6
        if not token.flags & FIRST or (token.rank == 0 and not token.flags & LAST):
            guess.kind, guess.label, guess.rule = "COMPANY", "company", "introduced as an employer"
            if near & cues.STUDIED:
                guess.kind, guess.label = "SCHOOL", "school"


def stands_free(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that the word could belong to."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.gap.strip() != "" or following.low in cues.STOP


def among_tools(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word stands in a list of tools, or before a word such as ``certificate``."""
    known = lexicon.tools()
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.gap == " " and after.low in _TECHNICAL:
        return True
    if (
        before is not None
        and before.low != "w"
        and tokens[at].gap.strip() in (",", "/", "+", "&", ";")
        and before.kept
        and before.low in known
    ):
        return True
    if (
        after is not None
        and after.gap.strip() in (",", "/", "+", "&", ";")
        and after.kept
        and after.low in known
    ):
        return True
    joined = (
        before is not None
        and before.low in ("and", "or", "plus", "vs", "versus", "over")
        and at > 1
        and tokens[at - 2]
    )
    return bool(joined and joined.kept and joined.low in known)


_TECHNICAL = frozenset(
    "cert certs certified certification certificate exam license licence stack query queries plugin "
    "syntax script scripts ticket tickets card library "
    "machine machines test tests scale method model models software tool tools algorithm theorem "
    "diagram format file files protocol module".split()
)
