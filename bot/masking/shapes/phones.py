"""Telephone numbers of every country, in figures, in words, and half and half."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from bot.masking.found import Found
from bot.masking.shapes.anchors import back, matches
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.numerals import rows
from bot.masking.tokens import Words

_RUN = re.compile(
    r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:(?:[ ()/-]|\.(?! )){0,3}\d){6,15}(?![\w/]|[-.]\d)"
    r"|(?<![\w.,/-])(?:\+\d{1,3} ?)?\d{2,4}(?:\. ?\d\d){3,5}(?![\w/]|[-.]\d|[., ]\d{3})"
)
"""A dot with a space behind ends a sentence, except in a number all of whose parts are divided so."""
_GAPS = frozenset((" ", "-", ", ", " - ", ",", ". ", "/", " / "))
_SURE = re.compile(
    r"\+|00\d|\(\d|0\d{2,4}[ ./-]|\d{3}[ .-]\d{3}[ .-]\d{4}|[67]\d{3}[ ]?\d{6}|0\d{9,10}|"
    r"1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
)
_CUE = re.compile(
    r"(?:call|text|phone|mobile|cell|whatsapp|tel|telephone|number|line|landline|no\.?|ring|dial|fax|"
    r"hotline|handy|hp|wa)"
    r"[^\d\n]{0,25}$",
    re.I,
)
_DATED = re.compile(r"\d\d?[./-]\d\d?[./-](?:19|20)\d\d\W+\d|(?:19|20)\d\d[./-]\d\d?[./-]\d\d?\W+\d")
_DIGIT_WORDS = "zero|oh|nought|one|two|three|four|five|six|seven|eight|nine"
_ITEM_WORDS = (
    f"{_DIGIT_WORDS}|o|double|triple|treble|hundred|thousand|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|plus"
)
_ITEM = rf"(?:\d|{one_of(_ITEM_WORDS)})"
_SPOKEN = re.compile(rf"(?<![^\W_]){_ITEM}(?:[\s,.()-]{{0,2}}{_ITEM}){{5,24}}(?![^\W_])", re.I)
_SPOKEN_STARTS = frozenset((*_DIGIT_WORDS.split("|"), "o", "double", "triple", "treble", "plus", "nought"))
_WORD = re.compile(r"[a-z]+|\d", re.I)
_DOUBTS = 20
"""How many numbers of a text are looked up, which takes its time; where there are more, all that are left go."""
_LEAST = 7
"""Digits from which a row of them is a telephone number."""
_REGIONS = (
    "US",
    "GB",
    "IN",
    "DE",
    "FR",
    "NG",
    "BR",
    "MX",
    "ES",
    "IT",
    "AU",
    "ZA",
    "JP",
    "KR",
    "PH",
    "NL",
    "PL",
    "KE",
    "SE",
    "CH",
)


def find(text: str, tokens: Words, numbers: Sequence[int]) -> Iterator[Found]:
    """Telephone numbers in the plain text; they cannot be undone."""
    numbered = set(tokens.figures)
    long = [tokens[at].start for at in tokens.figures if at + 1 in numbered or len(tokens[at].text) >= _LEAST]
    doubts = iter(range(_DOUBTS))
    for match in matches(_RUN, text, back(text, long, "+(0")):
        if _is_phone(text, match, doubts):
            end = match.end() + (text[match.end() : match.end() + 1] == ")" and "(" in match[0])
            yield Found(match.start(), end, "PHONE", "phone", 0.95, "phone number", fixed=True)
    for row in rows(tokens, numbers, _GAPS):
        if row.digits >= _LEAST and (row.nought or not row.large):
            start, end = tokens[row.first].start, tokens[row.last].end
            yield Found(start, end, "PHONE", "phone", 0.95, "phone number", fixed=True)
    spoken = [
        tokens[at].start for at in sorted({*tokens.figures, *tokens.figured, *tokens.at(_SPOKEN_STARTS)})
    ]
    for match in matches(_SPOKEN, text, spoken):
        items = _WORD.findall(match[0])
        if any(i.isalpha() for i in items) and _digits(items) >= _LEAST:
            yield Found(*match.span(), "PHONE", "phone", 0.95, "phone number", fixed=True)


def _digits(items: list[str]) -> int:
    count = 0
    for item in map(str.lower, items):
        if item in ("double", "plus"):
            count += item == "double"
        elif item in ("triple", "treble", "hundred"):
            count += 2
        else:
            count += 1
    return count


def _is_phone(text: str, match: re.Match[str], doubts: Iterator[int]) -> bool:
    found = match[0]
    digits = re.sub(r"\D", "", found)
    if _DATED.match(found):
        return False
    if re.fullmatch(
        r"(?:19|20)\d\d[-./ ]\d\d?[-./ ]\d\d?|\d\d?[-./ ]\d\d?[-./ ](?:19|20)?\d\d(?: \d\d?)?|(?:19|"
        r"20)\d\d ?- ?(?:19|20)\d\d",
        found,
    ):
        return False
    if len(digits) > 15 or (re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", found) and not found.startswith("0")):
        return False
    if _SURE.match(found) or _CUE.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    return len(digits) >= 8 and (next(doubts, None) is None or _valid_anywhere(found))


def _valid_anywhere(found: str) -> bool:
    return any(_valid(found, region) for region in _REGIONS)


def _valid(found: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(found, region))
    except phonenumbers.NumberParseException:
        return False
