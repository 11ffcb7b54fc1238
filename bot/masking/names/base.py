"""What a word alone says, before the words around it are looked at."""

from __future__ import annotations

from bot.masking import cues
from bot.masking.lexicon import FIRST, LAST, PLACE, PROPER
from bot.masking.names.guess import Guess, Style
from bot.masking.tokens import Token
from bot.masking.typos import is_made_of_words, is_typo


def base(token: Token, style: Style) -> float:
    """What the word alone says, before any cue."""
    rank, flags, case = token.rank, token.flags, token.case
    if len(token.low) == 1:
        return -6.0 if token.low.isascii() else -9.0
    if not token.low.isascii():
        return 2.5 if style.latin and len(token.low) > 1 else -9.0
    if style.upper and case == "U":
        case = "l"
    if case == "U":
        return _base_capitals(token)
    if case == "M":
        return (
            (3.5 if flags & (FIRST | LAST) else 2.2 if token.text[0].isupper() else 0.8)
            if rank in (0, 6)
            else -1.0
        )
    if case == "l":
        return _base_lower(token) - _unlikely(token, style)
    if token.initial and not style.lower:
        return _base_initial(token)
    if token.low in cues.STOP or token.low in cues.TITLES:
        return 1.0 if flags & FIRST and token.low in _NAMES_TOO else -9.0
    if rank in (0, 6):
        return 3.5 if rank == 0 else 3.0
    if rank == 5:
        return 2.2 if flags & (FIRST | LAST | PLACE) else 1.2
    if flags & FIRST:
        return 2.1
    if style.lower and rank > 1 and not token.kept:
        return 1.8
    return 1.0 if flags & (LAST | PLACE) else 0.5 if rank > 1 else 0.0


_NAMES_TOO = frozenset(("will", "may", "long", "art"))


def _base_capitals(token: Token) -> float:
    if token.rank in range(1, 6) or (len(token.low) < 5 and token.text[-1].isdigit()):
        return -9.0
    if len(token.low) <= 5:
        return 1.5 if token.flags & FIRST and len(token.low) > 3 else 0.4
    return 1.8 if token.flags & (FIRST | LAST | PLACE) else 1.2


def _base_initial(token: Token) -> float:
    rank, flags = token.rank, token.flags
    if rank == 0:
        if flags & (FIRST | LAST | PLACE | PROPER):
            return 2.6
        return 0.0 if is_typo(token.low) else 2.1
    if rank >= 5:
        return (1.6 if rank == 6 else 0.0) + (0.8 if flags & (FIRST | PLACE) else 0.0)
    if flags & FIRST:
        if token.low in cues.STOP and token.low not in _NAMES_TOO:
            return -9.0
        return 0.4 if rank > 1 else -1.0
    return -9.0 if token.low in cues.STOP else -2.0 if flags & LAST else -4.0


def _unlikely(token: Token, style: Style) -> float:
    """Who writes capitals writes names with them: an unknown word in lower case is then of a trade or a tongue."""
    if style.lower or token.rank not in (0, 6):
        return 0.0
    return 1.6 if token.flags & FIRST else 1.2


def _base_lower(token: Token) -> float:
    rank, flags = token.rank, token.flags
    if (
        token.low in cues.STOP
        or token.low in cues.ROLES
        or token.low in cues.TITLES
        or token.low in cues.MONTHS_AND_DAYS
    ):
        return -9.0
    short = 1.0 if len(token.low) < 4 else 0.0
    if rank == 0:
        if flags & FIRST:
            return 2.1 - short
        if flags & (LAST | PLACE | PROPER):
            return (1.2 if flags & PLACE else 0.9) - short
        if is_typo(token.low) or len(token.low) < 3:
            return -2.4
        return -0.6 if is_made_of_words(token.low) else 0.85 - short / 2
    if rank == 6:
        return 0.8 - short if flags & FIRST else 0.0 if flags & (LAST | PLACE) else -2.0
    if flags & FIRST:
        return -2.0 if token.initial else -2.3 if rank > 1 else -3.5
    if flags & LAST and rank > 1:
        return -4.9
    return -4.9 if token.low in cues.CITY_WORDS or flags & (PLACE | PROPER) else -6.0


def describe(token: Token, guess: Guess) -> None:
    """Kind and reason from the lists alone."""
    flags = token.flags
    if not token.low.isascii():
        guess.rule = "other script"
    elif flags & FIRST:
        guess.kind, guess.rule = "PERSON", "known name"
    elif flags & PLACE and not flags & LAST:
        guess.kind, guess.label, guess.rule = "LOCATION", "place", "known place"
    elif flags & LAST:
        guess.kind, guess.rule = "PERSON", "known name"
    elif token.case == "U":
        guess.rule = "acronym"
