"""Marks of people and things with a shape: licences with dots or blanks, visitors' badges, locals of unions, ships,
projects with a number, houses without a word for street, days counted from yesterday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.lexicon import LAST, PLACE, PROPER
from bot.masking.shapes.anchors import Chains, chained, matches, words
from bot.masking.shapes.calendar import month_of
from bot.masking.shapes.dated import found as dated
from bot.masking.tokens import Words

_DOTTED = re.compile(r"(?<![\w.@/-])[A-Z]{2,6}(?:[.-][A-Z0-9]{1,10}){1,5}(?![\w@-])")
_NUMBERED = (
    "ref reference vac vacancy job req requisition application app licence license lic registration reg number no id "
    "file case code pin rn worker employee staff candidate membership member card permit cert certificate ticket"
).split()
_NUMBERED_WORDS = frozenset(_NUMBERED)
_BLANKS = re.compile(
    rf"(?:{'|'.join(_NUMBERED)})(?:\s(?:no|number|nr|id|code|is|was))?\.?[:,#]?\s?[#(\"]?"
    r"([A-Za-z]{1,6}(?:\s?/\s[A-Za-z0-9]{1,8}|\s/\s?[A-Za-z0-9]{1,8}){1,4}|"
    r"(?:(?-i:[A-Z]{1,5})[ .-])?\d{1,6}(?:[ .]\d{1,6}){1,5})"
    r"(?![\w%]|[.,]\d|\s?(?:hours|days|weeks|years|people))",
    re.I,
)
_BADGE = re.compile(
    r"(?:visitor|badge|locker|pass|desk|ending|ends|extension|ext|case|clock|payroll|collar)\.?(?:\s(?:in|with|no|number|id|"
    r"was|is|said))?\.?:?\s#?(0\d{2,5}|\d{4,6})(?![\w%]|[.,:/-]\d|\s(?:hours|people|steps))",
    re.I,
)
_UNION = re.compile(
    r"(?:[A-Za-z][\w&]{1,7}\s)?(?:local|lodge|branch)\s(?:no\.?\s|#\s?)?\d{1,4}(?![\w.:-]\w)", re.I
)
_SHIP = re.compile(
    r"(?<![\w/])(?:(?:M[/.]?V|M/T|M/Y|M/S|F/?V|S/V|R/V|HMS|USS|RMS|USNS|HMAS|RFA)\.?\s[\"']?[A-Z][\w'-]+"
    r"(?:\s(?:of\s|the\s)?[A-Z][\w'-]+){0,3}|(?<!, )(?:MT|SS|RV|SV|MS)\s[\"']?[A-Z][a-z'-]+(?:\s[A-Z][a-z'-]+){1,3})"
)
_SHIPS = frozenset("m f s r mv mt ms fv ss rv sv hms uss rms usns hmas rfa".split())
_SOFTWARE = re.compile(
    r"MS\s(?:Word|Excel|Office|Teams|Project|SQL|Access|Outlook|Dynamics|Visio|Power|in|of)"
)
_HOUSE = re.compile(r"\b(?:on|at|to|from|near|by|is)\s$", re.I)
_COUNTED_DAY = re.compile(
    r"(?:(?:yesterday|yday|yest|today|tonight|tomorrow|tmrw|tmr|last|this|next|on)\s?,?\s?)"
    r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|thu|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?(?:the\s)?\d{1,2}(?:st|nd|rd|th)"
    r"(?!\w|\s(?:floor|grade|year|street|avenue|round|time|place|attempt|interview|job|month|week|birthday|percentile))",
    re.I,
)
_DAY_WORDS = frozenset("yesterday yday yest today tonight tomorrow tmrw tmr last this next on".split())
_NO_PROJECT = frozenset(
    "level phase year grade band stage tier round part class type covid catch route zone formula unit form section "
    "step week day group team line plan key version chapter module question area sector sub pre post top mid non mach "
    "category cat size rule item code table figure page act ps pm vitamin omega tri iso room floor shift bay dock "
    "apollo track series model mark".split()
)


def find(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    """Marks in the plain text."""
    for match in matches(_DOTTED, text, chained(chains, ".-")):
        if "." in match[0] and sum(map(str.isdigit, match[0])) >= 4 and not lexicon.is_kept(match[0]):
            yield _number(*match.span())
    for match in matches(_BLANKS, text, words(tokens, _NUMBERED_WORDS)):
        if sum(map(str.isdigit, match[1])) >= (2 if "/" in match[1] else 4):
            yield _number(*match.span(1))
    for match in matches(_BADGE, text, words(tokens, _BADGES)):
        yield _number(*match.span(1))
    unions = [
        tokens[at].start for at in sorted({k for at in tokens.at(_LOCALS) for k in (max(0, at - 1), at)})
    ]
    for match in matches(_UNION, text, unions):
        if len(match[0].split()) > 2 or match[0][:5].lower() == "local":
            start = match.start() + _led(match[0])
            yield Found(start, match.end(), "COMPANY", "local of a union", 0.85, "union")
    for match in matches(_SHIP, text, words(tokens, _SHIPS)):
        if not _SOFTWARE.match(match[0]):
            yield Found(*match.span(), "PRODUCT", "ship", 0.85, "ship")
    for match in matches(_COUNTED_DAY, text, words(tokens, _DAY_WORDS)):
        if not match[0].lower().startswith("on") and match[0].lower()[:4] != "this":
            yield dated(text, *match.span(), "")
    yield from _projects(tokens)
    yield from _houses(text, tokens)


_BADGES = frozenset(
    "visitor badge locker pass desk ending ends extension ext case clock payroll collar".split()
)
_LOCALS = frozenset("local lodge branch".split())


def _led(union: str) -> int:
    """How much stands before the union's name: an article or any common word."""
    first, _, _ = union.partition(" ")
    known = lexicon.rank(first.lower()) and first != first.upper() and first.lower() not in _LOCALS
    return len(first) + 1 if known else 0


def _projects(tokens: Words) -> Iterator[Found]:
    """``Mantis-3`` and ``ProjectVega``: a capital with a small number, a project in one word."""
    for at in tokens.figures:
        number, name = tokens[at], tokens[at - 1]
        if (
            not at
            or number.gap != "-"
            or not number.text.isdigit()
            or len(number.text) > 2
            or name.case != "T"
        ):
            continue
        if (
            name.kept
            or number.kept
            or len(name.text) < 4
            or name.low in _NO_PROJECT
            or name.low in cues.MONTHS_AND_DAYS
        ):
            continue
        if name.low not in cues.STOP and (at + 1 == len(tokens) or tokens[at + 1].gap != "-"):
            yield Found(name.start, number.end, "PRODUCT", "project with a number", 0.75, "project")
    for at in tokens.odd:
        token = tokens[at]
        if token.case == "M" and _PROJECT.fullmatch(token.text) and not token.kept:
            yield Found(token.start, token.end, "PRODUCT", "project in one word", 0.85, "project")


_PROJECT = re.compile(r"(?:Project|Operation|Codename)[A-Z][a-z]{2,}\w*")


def _houses(text: str, tokens: Words) -> Iterator[Found]:
    """``on 400 Delancey``: a number and a name where an address stands."""
    for at in tokens.figures:
        if at + 1 == len(tokens) or not tokens[at].text.isdigit() or tokens[at + 1].gap != " ":
            continue
        name = tokens[at + 1]
        unusual = name.rank in (0, 6) or (name.rank == 5 and name.flags & (LAST | PLACE | PROPER))
        if (
            name.case != "T"
            or not unusual
            or name.kept
            or name.low in cues.MONTHS_AND_DAYS
            or len(name.text) < 4
            or month_of(name) is not None
        ):
            continue
        after = tokens[at + 2] if at + 2 < len(tokens) else None
        closes = after is None or after.gap.strip() or after.low in cues.STOP
        if closes and not name.tail and _HOUSE.search(text, max(0, tokens[at].start - 6), tokens[at].start):
            yield Found(tokens[at].start, name.end, "ADDRESS", "address", 0.8, "address", fixed=True)


def _number(start: int, end: int) -> Found:
    return Found(start, end, "ID", "number", 0.85, "number")
