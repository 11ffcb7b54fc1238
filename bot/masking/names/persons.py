"""What the words around a name say about a person: titles, roles, greetings, and what people do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST
from bot.masking.tokens import Token


def before_name(tokens: Sequence[Token], at: int, before: Token, fit: bool) -> tuple[float, str]:
    token, low = tokens[at], before.low
    gap = token.gap.strip()
    if low in cues.TITLES and gap in ("", "."):
        strong = low not in cues.WEAK_TITLES or (before.capital and token.capital)
        return (
            6.0
            if strong and token.low not in cues.STOP
            else 3.0
            if fit and token.rank in (0, 6)
            else 1.5
            if fit
            else 0.0
        ), _title_label(low)
    if low in cues.NAMERS and gap in ("", '"', "'"):
        return (3.0 if fit else 1.0), _role_near(tokens, at - 1)
    if low in cues.GREETINGS and gap in ("", ","):
        return (2.5 if fit else 0.5), ""
    if low in cues.ROLES and gap in ("", ",", "(", ":", "'s", '"', "-"):
        return ((2.5 if gap in ("", "(", ":") else 1.6) if fit else 0.8), cues.ROLES[low]
    if low in ("and", "&", "or") and at > 1 and _is_name(tokens[at - 2]):
        return (1.5 if fit else 0.5), ""
    if gap == "" and (low in cues.PEOPLE or (low == "to" and at > 1 and tokens[at - 2].low in cues.TOWARDS)):
        return (1.2 if fit else 0.2), ""
    return 0.0, ""


def _title_label(low: str) -> str:
    return "manager" if low in ("chef", "coach", "captain", "capt", "principal", "dean", "chief") else "name"


def _role_near(tokens: Sequence[Token], at: int) -> str:
    return next((cues.ROLES[t.low] for t in reversed(tokens[max(0, at - 4) : at]) if t.low in cues.ROLES), "")


def _is_name(token: Token) -> bool:
    return (
        token.case == "P"
        or (token.flags & FIRST and token.rank in (0, 6))
        or (token.capital and token.rank == 0)
        or token.covered
    )


def after_name(tokens: Sequence[Token], at: int) -> tuple[float, str]:
    """What the words behind the name, behind its surname if it has one, add."""
    token, end = tokens[at], at
    while (
        end + 1 < len(tokens)
        and tokens[end + 1].gap in (" ", "-")
        and (tokens[end + 1].capital or (tokens[end + 1].gap == "-" and tokens[end + 1].rank == 0))
        and not tokens[end].tail
        and end - at < 3
    ):
        end += 1
    last = tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    fit = token.capital or token.rank in (0, 6)
    if following is None:
        return 0.0, ""
    gap, low = following.gap.strip(), following.low
    named = fit or bool(token.flags & FIRST and (token.rank > 1 or token.initial))
    if last.tail:
        return (0.8 if last.tail == "'s" and fit else 0.5 if fit and last.tail in ("'d", "'ll") else 0.0), ""
    if gap == "" and not following.initial:
        if low in cues.SAYS:
            return (
                3.0 if token.flags & FIRST and token.rank == 1 else 2.5 if fit or token.rank > 1 else 2.0
            ), ""
        if low in ("is", "was", "has", "had"):
            if low == "is" and token.initial and token.rank in (2, 3, 4):
                return 0.0, ""  # "Patience is a virtue"
            return (1.0 if fit or token.flags & FIRST else 0.0), ""
        if low in cues.SPEAKS or (low.endswith("ed") and following.rank):
            if token.low in cues.MONTHS_AND_DAYS:
                return 0.8, ""
            return (
                2.0 if token.flags & FIRST and token.capital else 1.3 if fit or token.flags & FIRST else 0.0
            ), ""
        if low in cues.SUFFIX_TITLES:
            return 2.5, ""
        if low == "who":
            return (1.7 if named else 0.0), ""
        if low in ("in", "at", "on", "the", "my") and named:
            for later in tokens[end + 2 : end + 5]:
                if later.low in cues.ROLES or later.low in _TEAMS:
                    return (2.0 if low in ("the", "my") else 1.0), cues.ROLES.get(later.low, "")
        if low == "from" and end + 2 < len(tokens) and tokens[end + 2].low in cues.ROLES | _TEAMS:
            return 2.0, cues.ROLES.get(tokens[end + 2].low, "")
        if low in ("and", "&") and end + 2 < len(tokens) and _is_name(tokens[end + 2]):
            return (1.2 if token.flags & FIRST or fit else 0.0), ""
    if gap == "," and low in ("you", "i", "if") and token.initial and token.flags & FIRST and end == at:
        return 1.6, ""
    if gap in (",", "(", "-", '"') or gap.startswith(","):
        if low == "who":
            return (1.7 if named else 0.0), ""
        for later in tokens[end + 1 : end + 4]:
            if later.low in cues.ROLES and later.case != "P":
                return (2.0 if named else 0.0), cues.ROLES[later.low]
            if later is not following and later.gap != " ":
                break
    return 0.0, ""


_TEAMS = dict.fromkeys(
    (
        "training finance sales legal accounts marketing product design engineering ops operations "
        "accounting payroll admin support crewing recruitment reception dispatch rostering catering "
        "housekeeping maintenance logistics procurement security hr desk reception front counter till gate phone"
    ).split(),
    "name",
)
