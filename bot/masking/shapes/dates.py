"""Exact dates, coarsened to the month, or to the season where the month is not plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.found import Found
from bot.masking.shapes.calendar import MALAY_MONTHS, MONTHS, WEEKDAYS, foreign_months, months
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.dated import found, is_led, is_weekday_before, lead_of
from bot.masking.tokens import Token, Words

_FOREIGN_MONTHS = foreign_months()

_ONES = one_of("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth")
_TEENTHS = one_of(
    "eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_TEENS = rf"{_TEENTHS}|t(?:wen|hir)ty[\s-]{_ONES}"
_ORDINAL = f"(?:{_TEENS}|{_ONES}|tenth)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH_DAY = rf"{_DAY}(?:-?(?:st|nd|rd|th|er|e|o|a|de|ste|ve|eme|os|ad|mi|ti|hb|t'))?\.?"
_YEAR = r"(?:,?\s?(?:de\s|del\s|of\s)?(?:(?:19|20)\d\d|'\d\d)(?!\w))?"
_DAY_BEFORE = re.compile(
    rf"(?<![\w/.,-])(?=[\defnst])(?:{_NTH_DAY}|{_ORDINAL})(?:\s(?:of|de|di|do|da|d'|day of|ng))?[\s,-]{{0,2}}$",
    re.I,
)
_NTH_WEEKDAY = re.compile(
    rf"(?<!\w)(?:1st|2nd|3rd|4th|5th|first|second|third|fourth|fifth|last)\s(?:{WEEKDAYS})\s(?:of|in)\s$",
    re.I,
)
"""``the second Friday of April``."""
_DAY_AFTER = re.compile(
    rf"\.?[\s-](?:(?:the|da|de)\s)?(?:{_NTH_DAY}(?!\d|:\d|st|nd|rd|th)|{_ORDINAL})(?!\w|[.,]\d{{3}}|\s?(?:-\s?\d|%)|"
    rf"/\d|\s(?:years|months|weeks|days|hours|minutes|people|rounds|of us|times))"
    rf"{_YEAR}(?!\w)",
    re.I,
)
_YEAR_AFTER = re.compile(rf"\.?{_YEAR}", re.I)
_FIRST = re.compile(r"(?:3[01]|[012]?\d)(?!\d|(?!st|nd|rd|th|hb)[^\W\d_])", re.I)
"""A number up to 31, without letters behind it that make it another thing."""
_DIVIDED = re.compile(r"\d\d?\s?[-/.]")
"""What all dates in figures begin with, from ``_NUMERIC`` to ``_ROMAN``."""
_ISO = re.compile(r"(?:19|20)\d\d([-/.])(0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\w|[-/.]\d)")
_NUMERIC = re.compile(r"(\d\d?)\s?([-/.])\s?(\d\d?)\s?\2\s?(?:(?:19|20)?\d\d)(?!\w|[-/]\d)")
_SPACED = re.compile(r"(\d\d?)\. (\d\d?)\.(?!\d)")
_SHORT = re.compile(r"(\d\d?)([-/.])(\d\d?)(?![\w/%-]|[.,:]\d)")
_ROMAN = re.compile(
    rf"{_DAY}\s?[/.]\s?(x?i{{1,3}}|i?[vx]|vi{{1,3}}|xi{{0,2}})(?:\s?[/.]\s?(?:(?:19|20)?\d\d))?(?![\w/])"
    r"(?!(?<=[. ]I)[ '])",
    re.I,
)
_ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()
_ROMAN_APART = re.compile(
    rf"{_DAY} (?:(VIII|VII|VI|III|II|IX|XII|XI)(?:\s(?:19|20)\d\d|(?![\w-]|\s[A-Z\d]|\s(?:[a-z]+s|people)\b))"
    r"|(?<=\d )(I|IV|V|X)\s(?:19|20)\d\d(?!\w))"
)
"""A day and its month in Roman figures: ``3 XI``; the short ones only with a year behind."""
_COUNTED = re.compile(
    r"(?i:grade|level|phase|class|part|act|type|stage|band|chapter|war|room|unit|section|module|step|round|tier|volume|"
    r"vol|"
    r"book|year|rocky|schedule|article|annex|appendix|category|paragraph)\.?\s$"
)
_MALAY = re.compile(
    rf"{_DAY}(?:(\s?hb)\.?(?!\w))?(?:\s(?:bulan\s)?({'|'.join(MALAY_MONTHS)})(?!\w))?(?!\w)", re.I
)
_TANGGAL = re.compile(r"\b(?:pada|tarikh|hingga|sebelum|selepas)\s$", re.I)
_NTH = re.compile(
    rf"(?:{_DAY}(st|nd|rd|th)|({_TEENS})|{_DAY}(?![\w:/.,-]|\s?(?:am|pm|%|people|rounds?|of|and)))(?!\w)",
    re.I,
)
_NOT_A_DAY = re.compile(
    r"\s(?:floor|grade|graders?|edition|round|time|century|percentile|year|week|month|day|hour|minute|"
    r"interview|person|candidate|call|email|attempt|"
    r"anniversary|birthday|street|avenue|question|of\s(?:a|the|my|us|them)|in\s(?:line|a|my)|one|place|"
    r"job|try|application|rejection|applicant|amendment|"
    r"green|hole|lap|page|slide|customer|table|step|shift|story|most|best|stage|screen|panel|team|team|"
    r"draft|chapter|exam|test|paper|minute)(?!\w)",
    re.I,
)
_BARE_DAY = re.compile(rf"{_DAY}\.?(?!\w|[,.:/-]\d)")
_LOW_NTH = re.compile(r"(fourth|fifth|sixth|seventh|eighth|ninth|tenth)()(?=[.,;:!?)]|$)", re.I)
_ON_THE = re.compile(r"\b(?:on|by|until|till|dated|since|of)\sthe\s$", re.I)
_THIS_MONTH = re.compile(
    r"\s(?:inst|ult|prox|instant|ultimo|proximo)(?!\w)\.?|\sof\s(?:this|last|next|the|that|every|"
    r"each)\smonth(?!\w)",
    re.I,
)
_LED = re.compile(
    r"\b(?:the|on|by|until|till|til|since|dated|from|before|after|around|for|of|last|next|heard|told|"
    r"morning|evening|night|rejected|year)\s$",
    re.I,
)
_LONE = re.compile(
    r"\s?(?:[,;:]?\s(?:they|she|he|i|we|it|came|also|at|in the|the|my|hr|got|heard|email|text|call)\b)", re.I
)
_DIA = re.compile(
    r"(?<!\w)(?:(?:el|al|del|no|o|ao|do|pelo|a) dia|il giorno|dnia|den|d\.|gospodnji|tanggal|tgl\.?|ngay|mung|mong)\s$",
    re.I,
)
"""What leads to a bare day of the month in other languages."""
_DOT_BEHIND = re.compile(r"\.(?:[,;:)]|\s[a-z])")
"""A dot behind the month that ends no sentence: ``12.09., then`` and ``12.09. then``."""
_EASTERN = re.compile(
    r"(?:(?:19|20)\d\d\s?[年년]\s?)?(1[0-2]|0?[1-9])\s?[月월]\s?(?:3[01]|[12]\d|0?[1-9])\s?[日号號일]"
)
_FOREIGN = re.compile(
    rf"\d\d?(?:-\w{{1,3}})?\.?[-\s]ב?(?=[{''.join(sorted({name[0] for name in _FOREIGN_MONTHS}))}])"
    rf"({one_of('|'.join(_FOREIGN_MONTHS))})"
    r"(?!\w)(?:\s(?:19|20)\d\d)?",
    re.I,
)
_CUE = re.compile(
    r"(?:\b(?:dated|told me|heard|rejected|rejection|email(?:ed)?|mail|mailed|call(?:ed)?|interview|"
    r"letter|date|decision|result|notified|no|outcome|was|came|"
    r"final|applied|started|start|declined|onsite|screen|test|round \d|posted|update|news|text(?:ed)?|"
    r"reply|replied|closed|back|rang|phoned|sent|due|offer|"
    r"rescind(?:ed)?|deadline)\s?[:,-]?|[,;:(])\s?$",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:told|on|am|vom|by|heard|rejected|dated|absage|until|since|until|bis|seit|no|rejection|"
    r"declined)\s?(?:me|us)?[:,]?\s$",
    re.I,
)
_UNITS = re.compile(
    r"\s?(?:%|percent|points?|years?|months?|weeks?|days?|hours?|hrs?|min\w*|miles?|km|kg|k\b|an?\s|per\s|x\b|gpa|"
    r"grand|million|out of|of\s|inch\w*|feet|mm|cm|litres?|tons?|euros?|dollars?|pounds?)",
    re.I,
)
_FRACTIONS = frozenset(
    tuple(map(int, pair.split("/")))
    for pair in "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/8 3/8 5/8 7/8 24/7 9/11 1/1 2/2 6/6 5/5 8/8".split()
)


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Exact dates in the plain text, each with the month or season that replaces it."""
    for token, month in months(tokens):
        yield from _by_month(text, token, month)
    for at in tokens.figures:
        yield from _by_figures(text, tokens[at].start)
    for at in tokens.at(_TEEN_STARTS):
        yield from _by_order(text, tokens[at].start)


_SIGNS = frozenset("$£€")
_TEEN_STARTS = frozenset(
    (
        "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth thirtieth twenty thirty fourth fifth sixth seventh eighth ninth tenth"
    ).split()
)


def _by_month(text: str, token: Token, month: str) -> Iterator[Found]:
    """``June 3rd`` and ``the 3rd of June``, with a year behind if there is one."""
    before = _DAY_BEFORE.search(text, max(0, token.start - 25), token.start)
    before = before or _NTH_WEEKDAY.search(text, max(0, token.start - 25), token.start)
    after = None if before else _DAY_AFTER.match(text, token.end)
    if after and not (len(token.text) > 4 and after[0][0] == "."):
        yield found(text, token.start, after.end(), month)
    if before and not _is_band(text, before):
        year = _YEAR_AFTER.match(text, token.end)
        yield found(text, before.start(), year.end() if year else token.end, month)


def _is_band(text: str, day: re.Match[str]) -> bool:
    """Whether the number is pay at the end of a sentence: ``around £10. May I``."""
    start = day.start()
    return "." in day[0] and (text.startswith("around ", start - 7) or text[start - 1 : start] in _SIGNS)


def _by_figures(text: str, start: int) -> Iterator[Found]:
    before = text[start - 1] if start else " "
    if before.isalnum() or before in _SIGNS or (before in "_/.-,:" and text[start - 2 : start - 1].strip()):
        return
    if match := _ISO.match(text, start):
        yield found(text, start, match.end(), MONTHS[int(match[2]) - 1])
    elif _FIRST.match(text, start):
        yield from _by_day(text, start)
    if not text.isascii():
        for pattern, months in ((_EASTERN, None), (_FOREIGN, _FOREIGN_MONTHS)):
            if match := pattern.match(text, start):
                month = int(match[1]) if months is None else months.get(match[1].casefold(), 0)
                coarse = f"in {MONTHS[month - 1]}" if month else "[date]"
                yield Found(start, match.end(), "DATE", "date", 0.95, "date", coarse=coarse)


def _by_day(text: str, start: int) -> Iterator[Found]:
    """A date that begins with the number of a day, or of a month."""
    divided = _DIVIDED.match(text, start)
    if divided and (match := _NUMERIC.match(text, start)):
        first, second = int(match[1]), int(match[3])
        if 0 < min(first, second) <= 12 and max(first, second) <= 31:
            yield found(text, start, match.end(), _from_numbers(first, second))
    elif (
        divided and (match := _SPACED.match(text, start)) and int(match[1]) <= 31 and 0 < int(match[2]) <= 12
    ):
        yield found(text, start, match.end(), MONTHS[int(match[2]) - 1])
    elif divided and (match := _SHORT.match(text, start)):
        yield from _short(text, match)
    elif divided and (match := _ROMAN.match(text, start)):
        month = match[1].upper()
        yield found(text, start, match.end(), MONTHS[_ROMANS.index(month)] if month in _ROMANS else "")
    elif (match := _ROMAN_APART.match(text, start)) and not _COUNTED.search(text, max(0, start - 12), start):
        yield found(text, start, match.end(), MONTHS[_ROMANS.index(match[1] or match[2])])
    elif (match := _MALAY.match(text, start)) and (
        match[1] or (is_led(text, start) and _TANGGAL.search(text, max(0, start - 12), start))
    ):
        named = MALAY_MONTHS.get((match[2] or "").lower(), "")
        yield found(text, start, match.end(), named)
    else:
        yield from _by_order(text, start)


def _by_order(text: str, start: int) -> Iterator[Found]:
    """``the 14th``, ``Friday 14``: a day without its month."""
    led = is_led(text, start)
    bare = _BARE_DAY.match(text, start) if led else None
    if bare and _DIA.search(text, max(0, start - 12), start):
        yield found(text, start, bare.end(), "")
        return
    match = _NTH.match(text, start) or _LOW_NTH.match(text, start)
    if match is None or (match.re is _LOW_NTH and not _ON_THE.search(text, max(0, start - 12), start)):
        return
    end = match.end()
    this = _THIS_MONTH.match(text, end) if match[1] or match[2] else None
    if this:
        end = this.end()
    elif _NOT_A_DAY.match(text, end):
        return
    if (
        (match[1] or match[2])
        and (this or _LED.search(text, max(0, start - 12), start) or _LONE.match(text, end))
    ) or (led and is_weekday_before(text, start)):
        yield found(text, start, end, "")


def _short(text: str, match: re.Match[str]) -> Iterator[Found]:
    """``27/9``, ``8-14``, ``3.22``: a date with a weekday or cue, a day above twelve, or a sentence of its
    own.
    """
    first, second, mark = int(match[1]), int(match[3]), match[2]
    if not (0 < min(first, second) <= 12 and max(first, second) <= 31):
        return
    start, end = match.span()
    before = text[max(0, start - 28) : start]
    lead = lead_of(text, start)
    weekday = is_weekday_before(text, start)
    cued = weekday or bool(lead and lead[0] and lead[0].split()[0].lower() not in ("of", "the"))
    alone = not before.strip() or before.rstrip(" ")[-1:] in ".!?\n"
    ends = text[end : end + 4].lstrip(" ")[:1] in ("", *".,;:!?)\n")
    odd = mark == "/" and max(first, second) > 12 and (first, second) not in _FRACTIONS
    if mark == "/" and ((first, second) in _FRACTIONS or (second == 10 and first <= 10)) and not cued:
        return
    padded = len(match[1]) == len(match[3]) == 2 and "0" in (match[1][0], match[3][0])
    stands = before.rstrip(" ")[-1:] in (":", "(", ",", ";") and ends
    if mark == "." and padded and second <= 12 and (_DOT_BEHIND.match(text, end) or alone or stands):
        yield found(text, start, end + (text[end : end + 1] == "."), _from_numbers(first, second))
        return
    uneven = max(first, second) > 12 and len(match[0]) > 3 and mark != "/"
    if uneven and not _UNITS.match(text, end) and (alone or _TOLD.search(before)):
        yield found(text, start, end, _from_numbers(first, second))
        return
    if mark == "." and len(match[3]) == 2 and second <= 12 and _TOLD.search(before):
        yield found(text, start, end, _from_numbers(first, second))
        return
    if (
        mark != "/"
        and not (cued and mark == "-")
        and not (alone and (ends or (mark == "-" and _LONE.match(text, end))))
        and not weekday
    ):
        return
    if cued or odd or alone or (mark == "/" and _CUE.search(before)):
        yield found(text, start, end, _from_numbers(first, second))
    elif mark == "/":
        yield Found(start, end, "DATE", "maybe date", 0.4, "date", action="suggest")


def _from_numbers(first: int, second: int) -> str:
    """The month, where only one of the two numbers can be one; else the season, if both readings agree."""
    months = {n for n in (first, second) if n <= 12}
    if first > 12 or second > 12 or len(months) == 1:
        return MONTHS[min(months) - 1]
    seasons = {("winter", "spring", "summer", "autumn")[n % 12 // 3] for n in months}
    return seasons.pop() if len(seasons) == 1 else ""
