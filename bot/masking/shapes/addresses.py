"""Streets, houses, flats and post codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import figures, matches, words
from bot.masking.tokens import Token

_KIND = (
    "street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|way|terrace|square|sq|crescent|cres|close|court|ct|"
    "place|pl|boulevard|blvd|highway|hwy|"
    "parkway|pkwy|quay|row|mews|gardens|gdns|grove|walk|hill|circle|cir|loop|trail|plaza|wharf|yard|"
    "arcade|parade|pde|embankment|marg|nagar|"
    "layout|chowk|jalan|jln|strasse|weg|allee|platz|gasse"
)
_SURE = (
    "Street|Road|Avenue|Lane|Crescent|Boulevard|Terrace|Highway|Parkway|Mews|Quay|Rd|Ave|Blvd|Ln|Hwy|"
    "Pkwy|Marg|Close|Drive|Square|Gardens|Wharf"
)
_UNIT = (
    r"(?:(?:unit|flat|apt\.?|apartment|suite|ste\.?|arch|floor|fl\.?|room|rm\.?|block|blk|shop|studio|"
    r"no\.?|house|plot|door|bldg\.?|building|level|#)\s?#?\d{1,5}[a-z]?,?\s){0,3}"
)
_NUMBERED = re.compile(
    rf"(?<![\w$€£.,/-]){_UNIT}\d{{1,5}}(?:[a-z]|[-/]\d{{1,4}})?,?\s(?:(?:north|south|east|west|n|s|e|w|"
    rf"old|new|upper|lower)\.?\s)?(?:[a-z'][\w'.-]{{1,20}}\s){{1,3}}(?:{_KIND})(?!\w)\.?",
    re.I,
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?:[Uu]nit|[Ff]lat|[Aa]rch|[Ss]uite|[Ss]hop|[Aa]pt\.?|[Bb]lock)\s\d{{1,4}}[a-z]?,\s){{0,"
    rf"3}}(?:[A-Z][\w'.-]{{1,20}}\s){{1,3}}(?:{_SURE}|St)(?!\w|\.?\s[A-Z])\.?"
)
_UNIT_ONLY = re.compile(
    r"(?<!\w)(?:flat|apt\.?|apartment|unit|suite|ste\.?)\s#?\d{1,4}[a-z]?(?!\w|[.:]\d|\s?(?:st|nd|rd|th|"
    r"-?bed))",
    re.I,
)
_GERMAN = re.compile(
    r"(?<!\w)[A-Z][\w-]{2,25}(?:str\.|strasse|weg|allee|platz|gasse|ufer|damm|ring|straat|laan|gatan|vej|"
    r"gata)(?:\s\d{1,4}[a-z]?)?(?!\w)|(?<!\w)[a-z]{4,25}(?:str\.|strasse|straat|gatan)\s\d{1,"
    r"4}[a-z]?(?!\w)"
)
_ROMANCE = re.compile(
    r"(?<!\w)(?:\d{1,4},?\s(?:bis\s)?(?:rue|avenue|boulevard|place|chemin|quai|impasse)\s(?:de\s|du\s|"
    r"des\s|de la\s|la\s|d')?\w[\w'-]{1,25}(?:\s[A-Z]\w+){0,2}"
    r"|(?:calle|avenida|av\.|avda\.?|carrera|cra\.?|cl\.|rua|via|viale|corso|piazza|calzada|paseo|ulica|"
    r"ul\.|r\.)\s(?:de\s|del\s|da\s|do\s|la\s|los\s|las\s)?[\w'-]{1,25}(?:\s[A-Z][\w'-]+){0,2},?\s(?:#\s?|"
    r"n\.?[oº]?\s?)?\d{1,5}(?:[-\s]\d{1,4})?)(?!\w)",
    re.I,
)
_BRITISH = re.compile(
    r"(?<!\w)(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPS-UW]|"
    r"[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.I,
)
_CANADIAN = re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d(?!\w)", re.I)
_ZIP = re.compile(
    r"(?<=[A-Z]{2} )\d{5}(?:-\d{4})?(?!\w)"
    r"|(?i:(?<=zip )|(?<=zip code )|(?<=postcode )|(?<=post code )|(?<=pin code )|(?<=plz )|(?<=pincode )"
    r"|(?<=postal code ))\d{4,6}(?:-\d{3,4})?(?!\w)"
    r"|(?<![\w.,$€£-])\d{5}(?=\s[A-Z][a-z]{3,})|(?<!\w)\d{4}\s[A-Z]{2}(?=\s[A-Z][a-z])"
)
_OUTWARD = re.compile(
    r"(?<=\()(?:[A-Z]{1,2}\d{1,2}[A-Z]?)(?=\))|(?<=,\s)(?:SW|SE|NW|N|E|W|EC|WC)\d{1,2}(?=[.,;)\n]|$)"
)
_BOX = re.compile(r"(?<!\w)p\.?\s?o\.?\s?box\s\d{1,6}(?!\w)", re.I)
_STREETS = frozenset(
    f"{_KIND}|{_SURE.lower()}|calle|avenida|carrera|rua|via|ulica|av|avda|cra|cl|viale|corso|piazza|calzada|paseo|ul|r".split(
        "|"
    )
)
_UNITS = frozenset(
    (
        "unit flat apt apartment suite ste arch floor fl room rm block blk shop studio no house plot door "
        "bldg building level"
    ).split()
)
_STREET_ENDS = (
    "strasse",
    "str",
    "weg",
    "allee",
    "platz",
    "gasse",
    "ufer",
    "damm",
    "straat",
    "laan",
    "gatan",
    "vej",
    "gata",
)
_NOT_STREET = re.compile(
    r"^\d+\s(?:[a-z]+\s){0,2}?(?:in a|in the|on the|of the|per|to the|people|of|a|out|weeks?|days?|"
    r"months?|years?|hours?|minutes?|min|mins|mile|miles|rounds?|is|was|the|for|at|by|my|their|"
    r"interviewers?|and)\b",
    re.I,
)
_LOWER = re.compile(
    r"(?<!\w)([a-z][a-z'-]{3,20})\s(?:street|road|avenue|lane|crescent|terrace|drive|boulevard|close|"
    r"gardens)(?!\w)"
)
_WALKS = re.compile(
    r"(?:\bthe|\bmy|\ba|\bon|\bthis|\bhigh|\bmain)\s(?:street|road|way|lane|place|hill|row|close|drive|"
    r"court|walk|st|dr)\.?$",
    re.I,
)


def find(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Addresses and post codes in the plain text."""
    numbers = figures(tokens)
    streets = [at for at, t in enumerate(tokens) if t.low in _STREETS]
    before = sorted({tokens[k].start for at in streets for k in range(max(0, at - 5), at + 1)})
    units = words(tokens, _UNITS)
    for match in matches(_NUMBERED, text, sorted({*numbers, *units})):
        if not _NOT_STREET.match(match[0]) and not re.search(
            r"\b(?:a|the|in|on|my|and|to|of|this|that|their|his|her|from|it|was|they|for)\b", match[0], re.I
        ):
            yield _found(match.start(), match.end() - match[0].endswith("."))
    for match in matches(_LOWER, text, before):
        if not lexicon.rank(match[1].replace("'", "")):
            yield _found(*match.span())
    codes = [t.start for t in tokens if t.text[0].isalpha() and any(c.isdigit() for c in t.text)]
    long = [t.start for t in tokens if t.low.endswith(_STREET_ENDS)]
    for pattern, starts in (
        (_NAMED, sorted({*before, *units})),
        (_GERMAN, long),
        (_ROMANCE, sorted({*numbers, *words(tokens, _STREETS)})),
        (_BRITISH, codes),
        (_CANADIAN, codes),
        (_ZIP, [t.start for t in tokens if len(t.text) > 3 and t.text[0].isdigit()]),
        (_OUTWARD, codes),
        (_BOX, words(tokens, ("p", "po"))),
        (_UNIT_ONLY, units),
    ):
        for match in matches(pattern, text, starts):
            if pattern is _BRITISH and " " not in match[0] and match[0] != match[0].upper():
                continue
            if pattern is _NAMED and _WALKS.search(match[0]):
                continue
            yield _found(match.start(), match.end() - (match[0].endswith(".") and pattern is _NAMED))


def _found(start: int, end: int) -> Found:
    return Found(start, end, "ADDRESS", "address", 0.85, "address", fixed=True)
