"""Names that are not written out: ``D.H.``, ``H**rry``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.tokens import Words

_INITIALS = re.compile(r"[A-Z]\.(?<![\w.]..)(?: ?[A-Z]\.){1,3}(?![\w])(?! ?[A-Z][a-z])")
"""What stands before is asked behind the first letter: a pattern that begins with one is found far faster."""
_STARRED = re.compile(r"(?<![\w*])[^\W\d_]\w{0,20}\*{1,8}(?:\w{1,20}\*{1,8}){0,4}\w{0,20}[^\W\d_](?![\w*])")
_SWEARING = re.compile(
    r"(?:mother)?f\w?\*+(?:c?k(?:s|ed|ers?|ing?)?|ing?|ed|er|g)|(?:bul+)?s\w?\*+\w?t(?:s|ty|e)?|"
    r"b\w{0,2}\*+(?:t?ch|h|stard|dy|llocks)(?:es|s)?|[cd]\w?\*+\w?(?:ck|mn|[tpn])s?|a\w{0,2}\*+(?:s|le|hole)s?|"
    r"p\w?\*+ss?(?:ed)?|w\w?\*+(?:n?k(?:ers?)?|res?)|h\*ll",
    re.I,
)
_GRADES = re.compile(r"[A-E*]+")
_KNOWN = frozenset(
    (
        "US USA UK EU PS NB BA MA BE ME BS MS AI QA ID PM AM DC LA NY UN RN TV PC VP HR IT OK AD BC PHD "
        "MD JD CV AKA FAQ DOB NI SA SW SE NW NE"
    ).split()
)


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Initials in the plain text, and the same letters without their stops."""
    for match in _STARRED.finditer(text) if "*" in text else ():
        if _hides(match[0]):
            yield Found(*match.span(), "PERSON", "hidden letters", 0.8, "name")
    seen: set[str] = set()
    if "." not in text:
        return
    for match in _INITIALS.finditer(text):
        letters = re.sub(r"[. ]", "", match[0])
        if letters not in _KNOWN:
            seen.add(letters)
            yield Found(*match.span(), "PERSON", "initials", 0.8, "name", key=letters.lower())
    for letters in sorted(seen):
        for token in (tokens[at] for at in tokens.places.get(letters.lower(), ())):
            if token.text == letters:
                yield Found(token.start, token.end, "PERSON", "initials", 0.8, "name", key=letters.lower())


def _hides(word: str) -> bool:
    """Whether stars stand for letters of a name: no anger, no grades (``A*AA``), no product of two things."""
    parts = [part for part in word.split("*") if part]
    if not word[0].isupper() or not all(part.islower() for part in parts[1:]) or _SWEARING.fullmatch(word):
        return False
    telling = [part.lower() for part in parts if len(part) > 1]
    least = 3 if telling == [part.lower() for part in parts] else 4  # A*search
    known = all(len(part) >= least and 0 < lexicon.rank(part) < 5 for part in telling)
    return bool(telling) and not known and not _GRADES.fullmatch(word)
