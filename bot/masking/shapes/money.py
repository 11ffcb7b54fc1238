"""Pay, in any currency, in figures and words, coarsened to a band (``around 100k``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from bot.masking.found import Found
from bot.masking.shapes import spelled, spoken
from bot.masking.shapes.anchors import figures, matches
from bot.masking.shapes.currencies import (
    AHEAD,
    BEHIND,
    CODE,
    EASTERN,
    ONES,
    PER,
    SCALE,
    SHORT,
    SIGN,
    SIGNS,
    TENS,
    UNIT,
    UNIT_ABROAD,
)
from bot.masking.shapes.pay import NUM, RATE, found, merged, value_of
from bot.masking.tokens import Token, Words

_HALF = r"(?:\s(?:and|n|'n'?|&|an)\sa\shalf(?!\sof\b))?"


def _range(end: str) -> str:
    """A pattern for one or two amounts; ``end`` is what has to follow their figures."""
    amount = rf"(?:{NUM}){end}(?: ?{SCALE}(?!\w))?{_HALF}"
    return rf"{amount}(?:\s?(?:-|to|and|/|bis|a)\s?(?:{SIGN}\s?)?{amount})?"


_RANGE = _range(r"(?!\d)")
_SIGNED = re.compile(
    rf"(?<![^\W\d_])(?<![\d.,]){SIGN}\s?(?:[{SIGNS}]\s?)?(?:{_range('')})(?:\s?(?:{CODE})(?!\w))?(?:\+\w+)?(?:/-)?(?:\s?{EASTERN})?",
    re.I,
)
_CODED = re.compile(
    rf"(?<!\w)(?:{CODE}|R)\s?(?:{SIGN}\s?)?(?:{_RANGE})(?!\w)|(?<![\w.,])(?:{_RANGE})\s?"
    rf"(?:{CODE}|[{SIGNS}]|(?:de |d')?{UNIT}|e(?=/)|{SHORT})(?!\w)",
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
_EASTERN = re.compile(rf"(?<![\w.,])(?:{NUM})\s?{EASTERN}")
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
    rf"({NUM})(?:\s?(?:-|to)\s?(?:{NUM}))?(?!\w|[.,:/-]\d|\s?%)(?=(.{{0,14}}))"
)
_CLOCKED = re.compile(r"\d{1,2}(?:[.:]\d\d)?\s?(?:a|p\.?m\.?|a\.?m\.?|an?)")
_NUMBER = re.compile(NUM)
_SCALED_FIGURE = re.compile(rf"\d[\d.,]*\s?{SCALE}(?!\w)")
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
_NUMBER_WORDS = frozenset(f"{ONES}|{TENS}|hundred".split("|"))
_CUES = frozenset(
    "salary pay paid pays paying base comp compensation wage wages rate offer offered offering budget "
    "package stipend earn earned earning expected expecting "
    "ask asked asking quoted range band gehalt salario sueldo ctc say says said told".split()
)
_SIGN = re.compile(f"[{SIGNS}]")
_UNSURE = re.compile(r"r\s?\d{1,3}(?:[.,]\d{1,2})?|\d+\s?(?:ft|won|try|pen|sar|real|leva|kr|m|all)")
_NO_UNIT = re.compile(r"\d\s?(?:won|try)$")
_MOST_BESIDE = 8
"""Nobody tells more amounts in a row: they are no pay, and stand for it as one."""
_CLOSING = " \n.,;:?!)"
"""What can stand between a figure and the next word without making it pay."""


def find(text: str, tokens: Words, numbers: Sequence[int]) -> Iterator[Found]:
    """Amounts of pay in the plain text, each with the band that replaces it."""
    for row in _rows(text, merged(text, _amounts(text, tokens, numbers))):
        if len(row) > _MOST_BESIDE:
            yield Found(row[0][0], row[-1][1], "MONEY", "pay", 0.9, "pay")
        else:
            for start, end in row:
                yield from found(text, start, end)
    for start, end, sure in spoken.bare(text, figures(tokens)):
        if sure:
            yield from found(text, start, end)
        else:
            yield Found(start, end, "MONEY", "maybe pay", 0.4, "pay", action="suggest")


def _rows(text: str, amounts: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The amounts, those together between which nothing is said."""
    row: list[tuple[int, int]] = []
    for start, end in amounts:
        if row and text[row[-1][1] : start].strip(" ,"):
            yield row
            row = []
        row.append((start, end))
    yield row


def _amounts(text: str, tokens: Words, abroad: Sequence[int]) -> Iterator[tuple[int, int]]:
    numbers = _united(text, tokens)
    before = [(tokens[at - 1], tokens[at].gap) for at in tokens.figures if at]
    ahead = {t.start for t, gap in before if _can_lead(t, gap)}
    mixed = {tokens[at].start for at in tokens.figured if len(tokens[at].text) < 8}
    odd = [tokens[at] for at in tokens.odd]
    mixed |= {t.start for t in odd if t.text[-1] in "kK" and len(t.text) < 8 and not t.text[0].isdigit()}
    lettered = sorted(ahead | mixed)
    coded = sorted({*numbers, *lettered})
    signed = sorted({*lettered, *_signs(text, {*lettered, *figures(tokens)})})
    in_words = tokens.at(_NUMBER_WORDS)
    spelled_out = {*in_words, *tokens.places.get("half", ())}
    spelled_out.update(at - 1 for at in tokens.places.get("hundred", ()) if at)
    spelled_out = {at for at in spelled_out if at + 1 < len(tokens) and _can_follow(tokens[at + 1])}
    for pattern, starts in (
        (_SIGNED, signed),
        (_CODED, coded),
        (_LETTERED, lettered),
        (_RATED, numbers),
        (_SCALED, numbers),
        (_SPELLED, [tokens[at].start for at in sorted(spelled_out)]),
        *(
            [(_EASTERN, numbers), (_ABROAD, numbers)]
            if not text.isascii() and _ELSEWHERE.search(text)
            else []
        ),
    ):
        for match in matches(pattern, text, starts):
            counted = pattern in (_SCALED, _SPELLED, _LETTERED) and _NOT_PAY.match(text, match.end())
            if not counted and not _excluded(pattern, match):
                yield match.span()
    for match in matches(_SPOKEN, text, [tokens[at].start for at in in_words]):
        end = match.start() + len(re.sub(r"(?:[\s-](?:and|a))+$", "", match[0], flags=re.I))
        said = text[max(0, match.start() - 60) : match.start()]
        if _SPEECH.search(said) and not _CLOCK.search(said) and not _NOT_PAY.match(text, end):
            yield match.start(), end
    yield from spoken.find(text, tokens)
    yield from spelled.find(text, tokens, abroad)
    numbered = set(tokens.figures)
    cues = [at for at in tokens.at(_CUES) if not numbered.isdisjoint(range(at + 1, at + 6))]
    for match in matches(_CUED, text, [tokens[at].start for at in cues]):
        if _plausible(match):
            yield match.start(1), match.start(2)


def _can_lead(token: Token, gap: str) -> bool:
    """Whether the word in front of a figure can be a currency."""
    if len(token.text) > 5 or token.text[0].isdigit():
        return False
    return token.low in AHEAD or token.case != "l" or len(token.low) == 1 or gap != " "


def _can_follow(token: Token) -> bool:
    """Whether the word behind a number can make it pay; one that is more than plain letters always can."""
    return token.low in BEHIND or not (token.text.isascii() and token.text.isalpha())


def _united(text: str, tokens: Words) -> list[int]:
    """Beginnings of the figures behind which there is something that can make them pay, after more figures at most."""
    united: set[int] = set()
    for at in reversed(tokens.figures):
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        gap = after.gap if after else text[tokens[at].end :]
        if not tokens[at].text.isdigit() or gap.strip(_CLOSING):
            may_be = True
        elif after is None or after.text[0].isdigit():
            may_be = at + 1 in united
        else:
            may_be = _can_follow(after)
        if may_be:
            united.add(at)
    return [tokens[at].start for at in sorted(united)]


def _signs(text: str, starts: Set[int]) -> Iterator[int]:
    """Where the signs of currencies stand in front of one of the places, with a blank or another sign between."""
    for match in _SIGN.finditer(text):
        at = match.start()
        if at + 1 in starts or (at + 2 in starts and (text[at + 1] == " " or _SIGN.match(text, at + 1))):
            yield at


def _excluded(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    if pattern not in (_SCALED, _RATED, _CODED):
        return False
    low = match[0].lower().strip()
    if pattern is _SCALED:
        return low in ("401k", "10k", "5k", "4k", "8k") or low.endswith("man")
    if pattern is _RATED:
        if _CLOCKED.fullmatch(low):
            return True
        number = _NUMBER.match(low)
        value = value_of(number[0]) if number else 0.0
        small = 5 if _HOURLY.search(low) else 100
        piece = value < 2 and bool(re.match(r"0?[.,]\d\d", low))
        scaled = piece or _SCALED_FIGURE.match(low)
        basis = value >= 10 and _BASIS.search(low)
        return value < small and not scaled and not basis and not _pay_near(match)
    crowns = low.endswith("kr") and (len(low) > 5 or RATE.match(match.string, match.end()))
    return not crowns and bool(_UNSURE.fullmatch(low) or _NO_UNIT.search(low))


def _pay_near(match: re.Match[str]) -> bool:
    start, end = match.span()
    return (
        bool(_NEAR_PAY.search(match.string, max(0, start - 45), end + 25))
        and value_of(match[0].split()[0]) >= 10
    )


def _plausible(match: re.Match[str]) -> bool:
    number, after, cue = match[1], match[2], match[0].lower()
    if _NOT_PAY.match(after) or re.match(r"\s?(?:st|nd|rd|th|am|pm|o'clock)", after, re.I):
        return False
    value = value_of(number)
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
