"""Pay, in any currency, in figures and words, coarsened to a band (``around 100k``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.shapes import spelled, spoken
from bot.masking.shapes.anchors import figures, matches, words
from bot.masking.shapes.currencies import (
    CODE,
    EASTERN,
    FACTORS,
    ONES,
    PER,
    SCALE,
    SIGN,
    SIGNS,
    TENS,
    UNIT,
    UNIT_ABROAD,
    band,
)
from bot.masking.tokens import Words

_NUM = r"[1-9]\d{0,2}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,4})?"
_HALF = r"(?:\s(?:and|n|'n'?|&|an)\sa\shalf(?!\sof\b))?"


def _range(end: str) -> str:
    """A pattern for one or two amounts; ``end`` is what has to follow their figures."""
    amount = rf"(?:{_NUM}){end}(?: ?{SCALE}(?!\w))?{_HALF}"
    return rf"{amount}(?:\s?(?:-|to|and|/|bis|a)\s?(?:{SIGN}\s?)?{amount})?"


_RANGE = _range(r"(?!\d)")
_SIGNED = re.compile(
    rf"(?<![^\W\d_])(?<![\d.,]){SIGN}\s?(?:[{SIGNS}]\s?)?(?:{_range('')})(?:\s?(?:{CODE})(?!\w))?(?:\+\w+)?(?:/-)?(?:\s?{EASTERN})?",
    re.I,
)
_SHORT = "(?-i:JD|BD|KD|QR|SR|RM|K[Ss][Hh]|ZK|D[Hh][Ss]?|BDS|R[Ss]|T[Kk]|LE|FC|B[Ss]|Br|Gs|V[Tt])"
"""Short names of currencies behind a figure."""
_CODED = re.compile(
    rf"(?<!\w)(?:{CODE}|R)\s?(?:{SIGN}\s?)?(?:{_RANGE})(?!\w)|(?<![\w.,])(?:{_RANGE})\s?"
    rf"(?:{CODE}|[{SIGNS}]|(?:de |d')?{UNIT}|e(?=/)|{_SHORT})(?!\w)",
    re.I,
)
_LETTERED = re.compile(
    r"(?<![\w.$/-])(?!(?:I|A|V|X|HR|UK|US|EU|IT|AI|QA|PR|GB|MB|TB|KB|ID|TV|PC)(?![A-Za-z])|"
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thur?|Fri|Sat|Sun)\.)"
    r"(?:(?:[A-Z]{1,3}\.?|[A-Z][a-z]{1,3}\.)\s?\d{1,3}(?:[.,']\d{3})+|[A-Z]\s?\d{1,3}(?: \d{3})+|"
    r"[a-z]\d{1,3}(?:,\d{3})+|"
    r"[RKPQNLDMBrknq]\s?\d{1,4}(?:[.,]\d)?(?:k|K)(?![\w-]))(?![\w.,-]\d|\w|-\w)"
)
"""A letter or two and grouped thousands: ``K7,500``, ``R14 500``, ``MK450,000``, ``N250k``."""
_ABROAD = re.compile(rf"(?<![\w.,])(?:{_RANGE})\s?{UNIT_ABROAD}(?!\w)", re.I)
_EASTERN = re.compile(rf"(?<![\w.,])(?:{_NUM})\s?{EASTERN}")
_ELSEWHERE = re.compile("[\u0370-\u1fff\u3000-\ud7ff]")
"""A letter of the scripts that those units are written in."""
_RATED = re.compile(rf"(?<![\w.,/:-])(?:{_RANGE})(?:{PER}){{1,2}}", re.I)
_SCALED = re.compile(
    r"(?<![\w.,/:#-])(?:\d{1,3}(?:[.,]\d{1,2})?\s?[kK]?\s?(?:-|to)\s?)?\d{1,3}(?:[.,]\d{1,2})?"
    r"(?:\s(?:and|n|'n'?|&)\s(?:a\s)?half)?\s?(?:(?i:k|grand|thou|"
    r"lakhs?|lacs?|crores?|cr|lpa)|L)(?![\w-])(?:\s?(?:\+|plus)\s?\d[\d.]*\s?(?:variable|bonus|equity)?)?"
)
_WORDS = rf"(?:{ONES}|{TENS}|hundred|thousand|a|half|and|point|million)"
_SPOKEN = re.compile(
    rf"(?<!\w)(?:(?:{ONES}|{TENS})[\s-](?:hundred|thousand|{TENS}|ten|eleven|twelve|"
    rf"fifteen)(?:[\s-](?:and\s)?(?:{_WORDS})){{0,4}}"
    rf"|(?:{TENS}|hundred|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
    rf"(?:[\s-](?:{ONES}|{TENS}))?(?=\s(?:an hour|per hour|hourly)|(?<=ty)\.))(?!\w)",
    re.I,
)
_SPEECH = re.compile(
    r"\b(?:says?|said|goes|went|ask(?:ed)?|want(?:ed)?|pay|paid|pays|paying|wages?|salary|rate|offer(?:ed|"
    r"s)?|base|money|"
    r"earn\w*|quoted|expect\w*|cash|number|budget|package|fee|advance|stipend|quote|contract)\b[^.!?\n]{0,28}$",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?:at|by|until|till|since|from|after|before|is|was|past|to|around|about|half)\s$", re.I
)
_TIMES = re.compile(r"\s?[x×*]\s?\d{1,2}(?:[.,]\d)?(?!\w|[.,]\d)", re.I)
_NEAR_PAY = re.compile(
    r"per diem|\bpa(?:y|id|ys)\b|salary|\bwages?\b|\brate\b|\bcash\b|stipend|allowance|\bmoney\b|\boffer|"
    r"\bbonus\b|"
    r"\btips\b|\bfees?\b|/hr|\bearn|[$€£₹]",
    re.I,
)
_HOURLY = re.compile(
    r"hour|hr\b|/\s?h\b|\bph\b|p/h|hora|heure|stunde|std|uur|\bora\b|\btim|tunti|godz|hod|saat|bru?t|nett?o|"
    r"lordi",
    re.I,
)
_SPELLED = re.compile(
    rf"(?<!\w)(?:{ONES}|{TENS}|a hundred|half a)(?:[\s-](?:{_WORDS})){{0,7}}[\s-](?:k|grand|lakhs?|"
    rf"lacs?|crores?|lpa|{CODE}|{UNIT}|thousand(?=\s(?:a|per|gross|net|base|salary|plus|before|"
    rf"after)))(?!\w)(?:\s(?:{UNIT})(?!\w))?",
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
_BASIS = re.compile(r"\b(?:base|basic|gross|brutto|netto|ctc|ote)$")
_SAID = re.compile(r"(?:says?|said|told me|asked for|asked|offered)\s?$")
_NOT_PAY = re.compile(
    r"\s?-?(?:steps?|run|race|users?|followers?|rows?|lines?|requests?|words?|people|km|kms|qps|rps|"
    r"records?|views?|likes|subs\w*|tickets?|calls?|emails?|pages?|units?|items?|orders?|students?|"
    r"patients?|members?|applica\w+|resolution|tps|years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|"
    r"mins?|times?|rounds?|questions?|covers?|guests?|kids|children|seats?|lb|lbs|miles?|metres?|meters?|"
    r"litres?|liters?|volts?|v|watts?|others?|of|percent|%|candidates?|interviews?|a night|slides|"
    r"commits?|files?|lesson plans?|points?|out of|and a half)(?!\w)",
    re.I,
)
_NUMBER_WORDS = frozenset(f"{ONES}|{TENS}|hundred|half|a".split("|"))
_CUES = frozenset(
    "salary pay paid pays paying base comp compensation wage wages rate offer offered offering budget "
    "package stipend earn earned earning expected expecting "
    "ask asked asking quoted range band gehalt salario sueldo ctc say says said told".split()
)
_FIGURES = re.compile(
    rf"({_NUM})\s?((?i:{'|'.join(filter(str.isalpha, FACTORS))}|lakhs?|lacs?|crores?|cr|lpa|l)(?!\w)|[만万천千])?"
)
_SIGNS = frozenset(SIGNS)
_PER = re.compile(rf"(?:{PER}){{1,2}}", re.I)
_DIGIT = re.compile(r"\d")
_UNSURE = re.compile(r"r\s?\d{1,3}(?:[.,]\d{1,2})?|\d+\s?(?:ft|won|try|pen|sar|real|leva|kr|m|all)")
_NO_UNIT = re.compile(r"\d\s?(?:won|try)$")
_LAST_SCALE = re.compile(r"(?:[\d.,]|half)\s?(k|grand|lakhs?|lpa|m|thousand|thou|crores?)(?!\w)", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")
_BRIEF = frozenset("a an h hr d p w m y ph pa pm pw pd wk mo yr in km".split())
_MOST = 1e15
"""Nobody is paid more: the figure is none of pay."""
_UNITED = re.compile(rf"[^\W\d_]|[{SIGNS}/]")
"""Behind a figure without any of these no pattern of pay can match, except a sign in front."""
_ROUND = re.compile(r"(?:around|about|roughly|approximately|approx\.?|circa|~)\s?$", re.I)


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Amounts of pay in the plain text, each with the band that replaces it."""
    for start, end in _merged(text, _amounts(text, tokens)):
        yield from _found(text, start, end)
    for start, end, sure in spoken.bare(text, figures(tokens)):
        if sure:
            yield from _found(text, start, end)
        else:
            yield Found(start, end, "MONEY", "maybe pay", 0.4, "pay", action="suggest")


def _amounts(text: str, tokens: Words) -> Iterator[tuple[int, int]]:
    numbers = [start for start in figures(tokens) if _UNITED.search(text, start, start + 64)]
    before = [tokens[at - 1] for at in tokens.figures if at]
    ahead = {t.start for t in before if len(t.text) < 6 and not t.text[0].isdigit()}
    mixed = {tokens[at].start for at in tokens.figured if len(tokens[at].text) < 8}
    mixed |= {t.start for t in (tokens[at] for at in tokens.odd) if t.text[-1] in "kK" and len(t.text) < 8}
    coded = sorted({*numbers, *ahead, *mixed})
    signed = sorted({start - back for start in {*coded, *figures(tokens)} for back in _signs_before(text, start)})
    in_words = words(tokens, _NUMBER_WORDS)
    for pattern, starts in (
        (_SIGNED, signed),
        (_CODED, coded),
        (_LETTERED, coded),
        (_RATED, numbers),
        (_SCALED, numbers),
        (_SPELLED, in_words),
        *([(_EASTERN, numbers), (_ABROAD, numbers)] if _ELSEWHERE.search(text) else []),
    ):
        for match in matches(pattern, text, starts):
            counted = pattern in (_SCALED, _SPELLED, _LETTERED) and _NOT_PAY.match(text, match.end())
            if not counted and not _excluded(pattern, match):
                yield match.span()
    for match in matches(_SPOKEN, text, in_words):
        end = match.start() + len(re.sub(r"(?:[\s-](?:and|a))+$", "", match[0], flags=re.I))
        said = text[max(0, match.start() - 60) : match.start()]
        if _SPEECH.search(said) and not _CLOCK.search(said) and not _NOT_PAY.match(text, end):
            yield match.start(), end
    yield from spoken.find(text, tokens)
    yield from spelled.find(text, tokens)
    for match in matches(_CUED, text, words(tokens, _CUES)):
        if _plausible(match):
            yield match.start(1), match.start(2)


def _signs_before(text: str, start: int) -> Iterator[int]:
    """How far in front of a place the signs of currencies stand, a blank between at most; 0 for a letter there."""
    if not text[start].isdigit():
        yield 0
    lead = text[max(0, start - 2) : start]
    if lead[-1:] in _SIGNS:
        yield 1
    if lead[:-1] in _SIGNS and (lead[-1:] in _SIGNS or lead[-1:] == " "):
        yield 2


def _merged(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches joined where they overlap, each with a number of monthly pays (``x 13``) behind it."""
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    for start, end in joined:
        times = _TIMES.match(text, end) or _foreign_rate(text, end)
        yield start, times.end() if times else end


def _foreign_rate(text: str, end: int) -> re.Match[str] | None:
    """A rate behind an amount that English has no word for: what it leaves would look like pay again."""
    rate = _PER.match(text, end)
    return rate if rate and not _is_english(rate[0]) else None


def _is_english(rate: str) -> bool:
    return all(
        lexicon.rank(word) if len(word) > 2 else word in _BRIEF for word in _LETTERS.findall(rate.lower())
    )


def _excluded(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    low = match[0].lower().strip()
    if pattern is _SCALED:
        return low in ("401k", "10k", "5k", "4k", "8k") or low.endswith("man")
    if pattern is _RATED:
        if re.fullmatch(r"\d{1,2}(?:[.:]\d\d)?\s?(?:a|p\.?m\.?|a\.?m\.?|an?)", low):
            return True
        number = re.match(_NUM, low)
        value = _value(number[0]) if number else 0.0
        small = 5 if _HOURLY.search(low) else 100
        piece = value < 2 and bool(re.match(r"0?[.,]\d\d", low))
        scaled = piece or re.match(rf"\d[\d.,]*\s?{SCALE}(?!\w)", low)
        basis = value >= 10 and _BASIS.search(low)
        return value < small and not scaled and not basis and not _pay_near(match)
    if pattern is _CODED:
        crowns = low.endswith("kr") and (len(low) > 5 or _PER.match(match.string, match.end()))
        return not crowns and bool(_UNSURE.fullmatch(low) or _NO_UNIT.search(low))
    return False


def _pay_near(match: re.Match[str]) -> bool:
    start, end = match.span()
    return (
        bool(_NEAR_PAY.search(match.string, max(0, start - 45), end + 25))
        and _value(match[0].split()[0]) >= 10
    )


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
        or (
            bool(_SAID.match(cue[: match.start(1) - match.start()]))
            and 10 <= value <= 99
            and bool(re.match(r"\s?[.;]|$", after))
        )
    )


def _value(number: str) -> float:
    grouped = number if number[0] == "0" else re.sub(r"(?<=\d)[.,' ](?=\d{3}(?!\d))", "", number)
    try:
        value = float(grouped.replace(",", "."))
    except ValueError:
        return 0.0
    return value if value < _MOST else 0.0


def _found(text: str, start: int, end: int) -> Iterator[Found]:
    while end > start and text[end - 1] in " .,":
        end -= 1
    if start and text[start - 1] in "$€£₪¥₹₦₩":
        start -= 1
    covered = text[start:end]
    figures = _FIGURES.search(covered)
    coarse = "[pay]"
    before = _ROUND.search(text, max(0, start - 16), start)
    if figures and not _value(figures[1]):
        return
    if figures and (_value(figures[1]) >= 1 or figures[2]):
        scale = (figures[2] or "").lower()
        tail = _LAST_SCALE.search(covered)
        if not scale and tail and ("-" in covered or "half" in covered):
            scale = tail[1].lower()
        factor = FACTORS.get(scale)
        sign = re.match(r"[$€£₪¥₹₦₩]", covered)
        if factor is None:
            coarse = f"around {band(_value(figures[1]))} {'crore' if scale.startswith('c') else 'lakh'}"
        else:
            coarse = f"around {sign[0] if sign else ''}{band(_value(figures[1]) * factor)}"
        shown = coarse.removeprefix("around ")
        rest = _PER.search(covered, figures.end(2 if figures[2] else 1))
        if rest and _is_english(rest[0]):
            coarse += rest[0]
        if before and covered.startswith(shown) and not _DIGIT.search(covered, len(shown)):
            return  # a band that was put here: what stands behind it is a unit
    if before:
        start = before.start()
    yield Found(start, end, "MONEY", "pay", 0.9, "pay", coarse=coarse)
