"""Pay in words, and pay that only its unit gives away: ``seventeen fifty an hour``, ``11 quid 80``, ``155ish``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking.shapes.anchors import figures, matches, words
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.currencies import ONES, TENS
from bot.masking.tokens import Words

_ITEM = rf"(?:{ONES}|{TENS}|hundred|thousand)"
_NUMBER = rf"{_ITEM}(?:(?:\s|-|\sand\s(?:a\s)?){_ITEM}|\sand\sa\s(?:half|quarter)|\sgrand){{0,6}}"
_THINGS = (
    "piece|pop|pan|head|visit|session|class|game|gig|show|set|trip|run|load|go|throw|page|song|track|house|room|job|"
    "call|"
    "delivery|drop|wedding|booking|plate|tray|box|crate|garment|dress|dog|horse|kid|table|cut|sitting|round|fight|race|"
    "lesson|"
    "slot|episode|video|reel|edit|mix|beat|ride|flight|haul|catch|sheep|cow|tooth|grave|reading|portrait|tattoo|loaf|"
    "cake|"
    "person|client|student|patient|pupil|seat|match|article|translation|unit|door|acre|bag|sack|bin|ton|tonne|mile|km|"
    "lap"
)
_RATE = (
    r"\s?(?:/|\ban?\s|\bper\s|\beach\s)\s?(hour|hr|h|day|shift|night|week|wk|fortnight|month|mo|year|yr|annum)"
    r"(?!\w)|\s(hourly|weekly|monthly|yearly|p/h|ph|p\.?h\.?|cpm|cents a mile|pa|p\.a\.|apiece)(?!\w)"
    rf"|\s(?:an?|per|each)\s({one_of(_THINGS)})(?!\w)"
)
_BASED = re.compile(
    rf"(?<![\w-])(?:{_NUMBER})\s(?:basic|base|gross|net|ctc|take[ -]home|in hand|clear|brutto|netto|all in)"
    r"(?=\s?[.,;!?)\n]|$|\s(?:and|not|but|plus|or|with|pay|salary|before|after|a|per|an)\b)",
    re.I,
)
_PAID = re.compile(rf"(?<![\w-]){_NUMBER}(?:{_RATE})", re.I)
_COINS = "quid|pounds?|dollars?|bucks?|euros?|rand|rupees?|pesos?|francs?|kronor|kroner"
_COIN_WORDS = frozenset(_COINS.replace("?", "").split("|")) | frozenset(
    re.sub(r"\w\?", "", _COINS).split("|")
)
_CHANGE = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER}|\d{{1,3}})\s(?:{_COINS})\s(?:and\s)?(?:{_NUMBER}|\d\d)(?![\w%])(?!\s[a-z]+s\b)",
    re.I,
)
_CLOSE = (
    r"(?=\s?[.,;!?)\n]|$|\s(?:and|not|but|to|which|with|plus|or|instead|cash|then|before|after|gross|net)\b)"
)
_HINTED = re.compile(
    rf"(?<![\w-])(?:(?:{TENS})[\s-])?(?:{ONES}|{TENS})[\s-](?:{TENS}|ten|eleven|twelve|thirteen|fourteen|"
    rf"fifteen|sixteen|seventeen|eighteen|nineteen|hundred)(?:[\s-](?:{ONES}))?(?![\w-]){_CLOSE}",
    re.I,
)
_VERBED = re.compile(
    rf"\b(?:pays?|paid|paying|earn(?:ed|ing)?|making)\s(?:me\s|us\s|them\s|only\s|"
    rf"just\s)?((?:{TENS})(?:[\s-](?:{ONES}))?|"
    rf"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen){_CLOSE}",
    re.I,
)
_THOUSANDS = re.compile(
    rf"(?:is|was|be|pays?|paid|offer(?:ed)?|salary|base|for|on|about|around|of)\s((?:{TENS})(?:[\s-](?:{ONES}))?"
    rf"(?:\sand\sa\s(?:half|quarter))?\sthousand){_CLOSE}",
    re.I,
)
_ISH = re.compile(
    r"(?<![\w.,:/-])[$£€]?(\d{2,3})(k?)[- ]?ish"
    r"(?=\s?[.,;!?)\n]|$|\s(?:base|total|all in|already|now|right now|but|and|so)\b)",
    re.I,
)
_TIMED = re.compile(r"\b(?:at|by|until|till|around|about|aged?|was|is|am|turning|before|after)\s$", re.I)
_PAYING = re.compile(
    r"\b(?:pay|pays|paid|paying|wage|rate|salary|offer|offered|offering|base|starts?|starting|on|at|for|its|it's|"
    r"it is|was|money)\s(?:me\s|them\s|us\s|at\s|on\s|only\s|just\s)?$",
    re.I,
)
_SURELY = re.compile(r"pa(?:y|id)|wage|rate|salar|offer|base|money", re.I)
_HOURS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_MINUTES = frozenset("ten fifteen twenty thirty forty fifty".split())
_BARE = re.compile(
    r"(?<![\w.,/:-])\d{1,2}[.,]\d\d(?![\w:/-]|\.\d|\s?(?:%|km|kg|g|m|s|h|am|pm|uhr|miles|percent|gpa|cgpa|"
    r"litres|points|version))",
    re.I,
)
_AT_NIGHT = re.compile(r"\s(?:nights?|days?|cash|flat|start|starting|to start|weekends|plus)(?!\w)")
_ON_PAY = re.compile(r"(?:\bi'?m (?:at|on)|\b(?:was|am|is|are) on|\bpay(?:s|ing)?|\bpaid)\s$", re.I)
_AT = re.compile(r"\bat\s$", re.I)
_VERBS = frozenset("pay pays paid paying earn earned earning making".split())
_TENS = frozenset(TENS.split("|"))
_BASES = frozenset("basic base gross net ctc take in clear brutto netto all".split())
_START = frozenset(f"{ONES}|{TENS}".split("|"))
_SECOND = _START - frozenset("one two three four five six seven eight nine".split()) | {"hundred"}
_LONE = frozenset("seven eight nine".split()) | _START - frozenset("one two three four five six".split())


def find(text: str, tokens: Words) -> Iterator[tuple[int, int]]:
    """Stretches of the plain text that are pay."""
    spelled = words(tokens, _START)
    based = spelled if tokens.lows & _BASES else []
    for match in matches(_PAID, text, spelled):
        if _is_rate(match[0].lower(), (match[1] or match[2] or match[3] or "").lower()):
            yield match.span()
    for match in matches(_BASED, text, based):
        number = re.split(r"[\s-]+", match[0].lower())
        if number[0] in _TENS or "half" in number or "hundred" in number or "thousand" in number:
            yield match.span()
    if tokens.lows & _COIN_WORDS:
        for match in matches(_CHANGE, text, sorted({*spelled, *figures(tokens)})):
            yield match.span()
    for match in matches(_HINTED, text, spelled):
        cue = _PAYING.search(text, max(0, match.start() - 24), match.start())
        if cue and _is_split(match[0].lower()) and (_SURELY.match(cue[0]) or not _is_time(match[0].lower())):
            yield match.span()
    for match in matches(_VERBED, text, words(tokens, _VERBS)):
        yield match.span(1)
    if "thousand" in tokens.lows:
        for match in _THOUSANDS.finditer(text):
            yield match.span(1)
    for match in matches(_ISH, text, figures(tokens)):
        before = _TIMED.search(text, max(0, match.start() - 10), match.start())
        if int(match[1]) > 13 and not (before and not match[2] and int(match[1]) < 100):
            yield match.span()


def bare(text: str, numbers: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Amounts with neither sign nor unit, ``51.20``, and whether the words before or behind make them pay."""
    marked = [n for n in numbers if text[n + 1 : n + 2] in ".," or text[n + 2 : n + 3] in ".,"]
    for match in matches(_BARE, text, marked):
        whole = float(match[0].replace(",", "."))
        timed = whole < 24.5 and _AT.search(text, max(0, match.start() - 5), match.start())
        paid = 5 < whole < 100 and _ON_PAY.search(text, max(0, match.start() - 16), match.start())
        yield *match.span(), bool(_AT_NIGHT.match(text, match.end()) or (paid and not timed))


def _is_rate(covered: str, unit: str) -> bool:
    """A rate of pay, and no number of things (``three interviews``) or times (``ten a day``)."""
    number = re.split(r"[\s/-]+", covered)
    said = [w for w in number if w in _START or w in ("hundred", "thousand", "grand")]
    if unit in ("hour", "hr", "h", "hourly", "p/h", "ph", "p.h.", "p.h", "cpm", "cents a mile"):
        return len(said) > 1 or said[0] in _LONE
    return any(w in ("hundred", "thousand", "grand") for w in said) or _is_split(" ".join(said))


def _is_time(number: str) -> bool:
    """``twelve thirty``, which is rather a time of day."""
    return number.split()[0] in _HOURS and re.split(r"[\s-]+", number)[1] in _MINUTES


def _is_split(number: str) -> bool:
    """Whether it is said as an amount, ``two ten``, ``twelve sixty``, and not as a number, ``forty two``."""
    return any(word in _SECOND for word in re.split(r"[\s-]+", number)[1:])
