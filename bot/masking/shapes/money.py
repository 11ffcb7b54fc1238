"""Pay, in any currency, in figures and words, coarsened to a band (``around 100k``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import floor, log10

from bot.masking.found import Found
from bot.masking.shapes.anchors import back, figures, matches, words
from bot.masking.tokens import Token

_SIGN = (
    r"(?:(?:US|CA|C|A|AU|NZ|S|HK|NT|R|MX|CLP|COP)?\$|[€£₪¥₹₦₩₫฿₱₴₽₺₵₡₲₸₼₾৳]|(?<!\w)(?:Rs|RM|Rp|zl|kr|KSh|"
    r"Ksh|GHS|Fr)\.?)"
)
_CODE = (
    "usd|eur|gbp|chf|cad|aud|nzd|sgd|hkd|jpy|cny|rmb|krw|ngn|zar|kes|ksh|ghs|tzs|ugx|xaf|xof|brl|mxn|ars|"
    "cop|clp|pen|uyu|"
    "pln|czk|huf|ron|bgn|sek|nok|dkk|isk|try|aed|sar|qar|kwd|bhd|omr|ils|nis|thb|vnd|idr|php|myr|twd|ntd|"
    "inr|pkr|bdt|lkr|"
    "npr|egp|mad|tnd|dzd|uah|rub|gel|amd|kzt|uzs"
)
_UNIT = (
    "euros?|dollars?|bucks?|pounds?|quid|rupees?|rs|rupiah|naira|cedis?|shillings?|bob|rand|birr|pesos?|"
    "soles|reais|real|"
    "bolivianos?|kronor|kroner|krone|kr|zloty|zlotys|zl|francs?|yen|won|yuan|kuai|baht|ringgit|dong|"
    "dirhams?|riyals?|dinars?|"
    "forint|ft|lei|leva|koruna|kc|lira|tl|hryvnia|hrn|rubles?|roubles?|shekels?|taka|pence|cents|fcfa|cfa"
)
_SCALE = (
    r"(?:k|K|m|M|mn|mio|mil|grand|thousand|lakhs?|lacs?|lac|crores?|cr|LPA|lpa|L(?![\w-])|million|"
    r"man(?!\w)|tys)"
)
_NUM = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,3})?"
_AMOUNT = rf"(?:{_NUM})(?: ?{_SCALE}(?!\w))?"
_RANGE = rf"{_AMOUNT}(?:\s?(?:-|to|and|/|bis|a)\s?(?:{_SIGN}\s?)?{_AMOUNT})?"
_PER = (
    r"(?:\s?(?:/|per|an?|each|pro|por|par|al)\s?(?:hour|hr|h|hora|heure|stunde|day|shift|week|wk|month|mo|"
    r"mth|mes|mois|monat|"
    r"year|yr|annum|ano|anno|an|jahr|visit|session|night|class|lesson|km|mile|head|unit|word|article|"
    r"piece|delivery|drop)(?!\w)"
    r"|\s?(?:p\.?a\.?|pcm|ph|p/h|pm|p/m|pw|p/w|pd|annually|yearly|monthly|hourly|weekly|daily|net|gross|"
    r"brutto|netto|ctc|CTC|base|ote|OTE|plus tips)(?!\w))"
)
_SIGNED = re.compile(rf"(?<![\w.,]){_SIGN}\s?(?:{_RANGE})(?:\s?(?:{_CODE})(?!\w))?(?:\+\w+)?", re.I)
_CODED = re.compile(
    rf"(?<!\w)(?:{_CODE}|Rs\.?|RM|KSh|R)\s?(?:{_RANGE})(?!\w)|(?<![\w.,])(?:{_RANGE})\s?(?:(?:{_CODE})|"
    rf"[€£$₪¥₹₦₩₫฿₱₴₽₺]|(?:{_UNIT}))(?!\w)",
    re.I,
)
_RATED = re.compile(rf"(?<![\w.,/:-])(?:{_RANGE}){_PER}", re.I)
_SCALED = re.compile(
    r"(?<![\w.,/:#-])(?:\d{1,3}(?:[.,]\d{1,2})?\s?(?:-|to)\s?)?\d{1,3}(?:[.,]\d{1,2})?\s?(?:(?i:k|grand|"
    r"lakhs?|lacs?|crores?|cr|lpa)|L)(?![\w-])(?:\s?(?:\+|plus)\s?\d[\d.]*\s?(?:variable|bonus|equity)?)?"
)
_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
_WORDS = rf"(?:{_ONES}|{_TENS}|hundred|thousand|a|half|and|point|million)"
_SPELLED = re.compile(
    rf"(?<!\w)(?:{_ONES}|{_TENS}|a hundred|half a)(?:[\s-](?:{_WORDS})){{0,7}}[\s-](?:k|grand|lakhs?|"
    rf"lacs?|crores?|lpa|{_CODE}|{_UNIT}|thousand(?=\s(?:a|per|gross|net|base|salary|plus|before|"
    rf"after)))(?!\w)(?:\s(?:{_UNIT})(?!\w))?",
    re.I,
)
_CUED = re.compile(
    r"(?i:(?<!\w)(?:salary|pay|paid|pays|paying|base|comp|compensation|wage|wages|rate|offer|offered|"
    r"offering|budget|package|"
    r"stipend|earn|earned|earning|expected|expecting|ask|asked for|asking|quoted|range|band|gehalt|"
    r"salario|sueldo|ctc|says?|said|told me)"
    r"(?:\s(?:was|is|were|of|at|for|me|him|them|around|about|up|to|only|just|just|like|the|a|would|be|"
    r"range|maybe|they|it)){0,3}\s?[:=]?\s?)"
    rf"({_NUM})(?:\s?(?:-|to)\s?(?:{_NUM}))?(?!\w|[.,:/-]\d|\s?%)(?=(.{{0,14}}))"
)
_NOT_PAY = re.compile(
    r"\s?-?(?:steps?|run|race|users?|followers?|rows?|lines?|requests?|words?|people|km|kms|qps|rps|"
    r"records?|views?|likes|"
    r"subs\w*|tickets?|calls?|emails?|pages?|units?|items?|orders?|students?|patients?|members?|"
    r"applica\w+|resolution|tps|"
    r"years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|times?|rounds?|questions?|covers?|"
    r"guests?|kids|children|"
    r"seats?|lb|lbs|miles?|metres?|meters?|litres?|liters?|volts?|v|watts?|others?|of|percent|%|"
    r"candidates?|interviews?|a night|slides|commits?|files?|lesson plans?|points?|out of|and a "
    r"half)(?!\w)",
    re.I,
)
_NUMBER_WORDS = frozenset(f"{_ONES}|{_TENS}|hundred|half|a".split("|"))
_BARE = re.compile(
    r"(?<![\w.,/:-])\d{1,2}[.,]\d\d(?![\w.:/-]|\s?(?:%|km|kg|g|m|s|h|am|pm|uhr|miles|percent|gpa|cgpa|"
    r"litres|points|version))",
    re.I,
)
_CUES = frozenset(
    "salary pay paid pays paying base comp compensation wage wages rate offer offered offering budget "
    "package stipend earn earned earning expected expecting "
    "ask asked asking quoted range band gehalt salario sueldo ctc say says said told".split()
)
_ROUND = re.compile(r"(?:around|about|roughly|approximately|approx\.?|circa|~)\s?$", re.I)


def find(text: str, tokens: Sequence[Token]) -> Iterator[Found]:
    """Amounts of pay in the plain text, each with the band that replaces it."""
    numbers = figures(tokens)
    coded = sorted(
        {*numbers, *(t.start for t, n in pairwise(tokens) if n.text[0].isdigit() and t.end - t.start < 5)}
    )
    signed = [s for s in back(text, coded, "$€£₪¥₹₦₩₫฿₱₴₽₺₵₡₲₸₼₾৳ ", 2) if not text[s].isdigit()]
    spelled = words(tokens, _NUMBER_WORDS)
    for pattern, starts in (
        (_SIGNED, signed),
        (_CODED, coded),
        (_RATED, numbers),
        (_SCALED, numbers),
        (_SPELLED, spelled),
    ):
        for match in matches(pattern, text, starts):
            counted = pattern in (_SCALED, _SPELLED) and _NOT_PAY.match(text, match.end())
            if not counted and not _excluded(pattern, match):
                yield from _found(text, match.start(), match.end())
    for match in matches(
        _BARE, text, [n for n in numbers if text[n + 1 : n + 2] in ".," or text[n + 2 : n + 3] in ".,"]
    ):
        yield Found(*match.span(), "MONEY", "maybe pay", 0.4, "pay", action="suggest")
    for match in matches(_CUED, text, words(tokens, _CUES)):
        if _plausible(match):
            yield from _found(text, match.start(1), match.start(2))


def band(amount: float) -> str:
    """The band an amount lies in: 1, 1.5, 2, 3 … 9 times a power of ten, ``k`` for thousands.

    Stable: a band is its own.
    """
    if amount <= 0:
        return "0"
    power = 10.0 ** floor(log10(amount) + 1e-9)
    lead = amount / power
    step = 1.0 if lead < 1.25 else 1.5 if lead < 1.75 else float(floor(lead + 0.5))
    rounded = step * power
    if rounded >= 1_000_000:
        return f"{rounded / 1_000_000:g}M"
    return f"{rounded / 1000:g}k" if rounded >= 1000 else f"{rounded:g}"


def _excluded(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    low = match[0].lower().strip()
    if pattern is _SCALED:
        return low in ("401k", "10k", "5k", "4k", "8k") or low.endswith("man")
    if pattern is _RATED:
        return (
            bool(
                re.fullmatch(r"\d{1,2}\s?(?:a|pm|p\.m\.?|am|an?)\s?\w*", low)
                and not re.search(r"hour|hr|day|month|week|year|shift", low)
            )
            or bool(
                re.fullmatch(
                    r"(?:[1-9]|[1-9]\d?)\s?(?:/|a|an|per)\s?(?:day|week|wk|month|year|night|class|session|"
                    r"yr|shift)",
                    low,
                )
            )
            or bool(re.fullmatch(r"\d{1,2}\s?pm", low))
        )
    if pattern is _CODED:
        return bool(
            re.fullmatch(r"r\s?\d{1,3}|\d+\s?(?:ft|won|try|pen|sar|real|leva|kr|m|all)", low)
        ) or bool(re.search(r"\d\s?(?:won|try)$", low))
    return False


def _plausible(match: re.Match[str]) -> bool:
    number, after, cue = match[1], match[2], match[0].lower()
    if _NOT_PAY.match(after) or re.match(r"\s?(?:st|nd|rd|th|am|pm|o'clock)", after, re.I):
        return False
    value = _value(number)
    verb = re.match(r"(?:says?|said|told|ask|range|band|offer\w*)", cue)
    if re.fullmatch(r"(?:19|20)\d\d", number) and (verb or " in " in cue):
        return False
    decimals = bool(re.search(r"[.,]\d\d$", number))
    if re.search(r"-|\bto\b", match[0][match.start(1) - match.start() :]) and value >= 15:
        return True
    return (
        value >= 1000
        or (decimals and 5 <= value <= 200)
        or (not verb and value >= 12)
        or ("says" in cue and 10 <= value <= 99 and bool(re.match(r"\s?[.,;]|$", after)))
    )


def _value(number: str) -> float:
    grouped = re.sub(r"(?<=\d)[.,' ](?=\d{3}(?!\d))", "", number)
    try:
        return float(grouped.replace(",", "."))
    except ValueError:
        return 0.0


def _found(text: str, start: int, end: int) -> Iterator[Found]:
    while end > start and text[end - 1] in " .,":
        end -= 1
    if start and text[start - 1] in "$€£₪¥₹₦₩":
        start -= 1
    covered = text[start:end]
    figures = re.search(
        rf"({_NUM})\s?((?i:k|m|grand|thousand|lakhs?|lacs?|crores?|cr|lpa|l|million)(?!\w))?", covered
    )
    coarse = "[pay]"
    before = _ROUND.search(text, max(0, start - 16), start)
    if figures:
        scale = (figures[2] or "").lower()
        tail = re.search(r"[\d.,]\s?(k|grand|lakhs?|lpa|m)(?!\w)", covered, re.I)
        if not scale and tail and "-" in covered:
            scale = tail[1].lower()
        factor = {
            "": 1,
            "k": 1000,
            "grand": 1000,
            "thousand": 1000,
            "m": 1_000_000,
            "million": 1_000_000,
        }.get(scale)
        sign = re.match(r"[$€£₪¥₹₦₩]", covered)
        if factor is None:
            coarse = f"around {band(_value(figures[1]))} {'crore' if scale.startswith('c') else 'lakh'}"
        else:
            coarse = f"around {sign[0] if sign else ''}{band(_value(figures[1]) * factor)}"
        rest = re.search(_PER, covered[figures.end(2 if figures[2] else 1) :], re.I)
        if rest:
            coarse += rest[0]
        if before and coarse.removeprefix("around ") == covered:
            return
    if before:
        start = before.start()
    yield Found(start, end, "MONEY", "pay", 0.9, "pay", coarse=coarse)
