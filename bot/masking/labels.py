"""What a name is called when it is gone, and the words that say why: by what introduced it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.masking import cues
from bot.masking.lexicon import FIRST, LAST, PLACE
from bot.masking.tokens import Token

DOUBTFUL = "perhaps a name"
_MANAGERS = frozenset("chef coach captain capt principal dean chief".split())
_CLOSE = frozenset(("", ",", "(", ":", "'s", '"', "-", "."))
_SURE = {"MONEY": ("maybe pay", "pay"), "DATE": ("maybe date", "date"), "ID": ("maybe number", "number")}


def named(tokens: Sequence[Token], start: int, end: int, kind: str) -> tuple[str, str, str]:
    """Rule, label and type of the words from ``start`` to ``end``."""
    words = tokens[start : end + 1]
    if kind in _SURE:
        return (*_SURE[kind], kind)
    last = words[-1].low
    if len(words) > 1 and last in cues.COMPANY_HEADS and words[-1].case != "l":
        school = last in cues.SCHOOL_HEADS and kind in ("SCHOOL", "PERSON", "LOCATION", "OTHER")
        kind = "SCHOOL" if school else "COMPANY"
        return (
            "ends like a school" if school else "ends like an employer",
            "school" if school else "company",
            kind,
        )
    before = tokens[start - 1].low if start else ""
    flags = words[0].flags
    if kind == "PERSON":
        label = _introduced(tokens, start) or _described(tokens, end)
        if label or before in cues.TITLES or before in cues.NAMERS or before in cues.GREETINGS:
            return "introduced as a person", label or "name", kind
        return "known name" if flags & (FIRST | LAST) else DOUBTFUL, "name", kind
    if kind == "LOCATION":
        return "known place" if flags & PLACE else "after a word of place", "place", kind
    if kind == "COMPANY":
        led = before in cues.AT_COMPANY or before == "the"
        return "introduced as an employer" if led else "perhaps an employer", "company", kind
    if kind == "SCHOOL":
        return "introduced as a school", "school", kind
    if kind == "PRODUCT" or words[0].low == "the":
        return "introduced as a title", "product" if kind == "PRODUCT" else "title", kind
    if words[0].case == "U":
        return "acronym", "name", kind
    return "unusual word" if words[0].rank in (0, 6) else DOUBTFUL, "name", kind


def _introduced(tokens: Sequence[Token], start: int) -> str:
    """The placeholder of the role in front: ``my interviewer Ewa``, ``the recruiter, Tunde``."""
    for at in range(start - 1, max(-1, start - 4), -1):
        low = tokens[at].low
        gap = tokens[at + 1].gap.strip()
        if low in cues.TITLES and low in _MANAGERS:
            return "manager"
        if low in cues.ROLES and gap in _CLOSE:
            return cues.ROLES[low]
        if not (low in cues.NAMERS or low in cues.TITLES or low in ("is", "was", "from")) or gap not in (
            "",
            ".",
        ):
            return ""
    return ""


def _described(tokens: Sequence[Token], end: int) -> str:
    """That of the role behind: ``Hopper, the head brewer``, ``Ines (recruiter)``."""
    if end + 1 >= len(tokens) or tokens[end + 1].gap.strip() not in (",", "(", "-"):
        return ""
    for at in range(end + 1, min(end + 4, len(tokens))):
        if at > end + 1 and tokens[at].gap != " ":
            return ""
        if tokens[at].low in cues.ROLES and tokens[at].case != "P":
            return cues.ROLES[tokens[at].low]
    return ""
