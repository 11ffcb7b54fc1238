"""Days with a name (Diwali, Family Day, the second Sunday of Advent, 17 Ramadan), coarsened to the season."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking import cues
from bot.masking.found import Found
from bot.masking.shapes.calendar import first_words, named_day
from bot.masking.shapes.dated import found
from bot.masking.tokens import Token, Words

_NTH = r"(?:\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:the\s)?{_NTH}\s(?:(?:day|night|{_WEEKDAY})\s)?(?:of|in|after|before)\s(?:the\s)?|"
    rf"(?:the\s)?(?:eve|day|night|{_WEEKDAY}|morning|week)\s(?:of|after|before)\s(?:the\s)?|erev\s|motzei\s|"
    rf"vispera de\s|"
    r"veille de\s|vigilia di\s|vespera de\s|st\.?\s)$",
    re.I,
)
_AFTER = re.compile(
    rf"(?:\s(?:eve|day|night|{_WEEKDAY}|morning|afternoon|arvo|evening|weekend|long weekend|holidays?|week|"
    rf"aften|afton)(?!\w))?"
    rf"(?:,?\s(?:{_NTH}\s(?:day|night)|day\s(?:{_NTH}|one|two|three|four|five))(?!\w))?",
    re.I,
)
_LED = re.compile(
    r"\b(?:on|at|until|till|til|by|since|after|before|of|this|last|next|came|was|is|dated|erev)\s$", re.I
)
_ON = re.compile(r"\b(?:on|by|until|till|since)\s$", re.I)
_DAY_OF = re.compile(
    r"(?:[Dd]ia|DIA|[Jj]our|[Ff]esta|[Ff]ete|[Ff]iesta)\s(?:de la|de los|de las|del|de|da|do|dos|das|della|"
    r"du|des)\s"
    r"[A-Z]\w+(?:\s(?:de\s|da\s|do\s|e\s|y\s)?[A-Z]\w+){0,2}|Tag\s(?:der|des)\s[A-Z]\w+(?:\s[A-Z]\w+)?"
)
_SOMEBODYS = re.compile(r"(?:st|saint|san)\.?\s[a-z]+'?s'?\s(?:day|eve|night)(?!\w)", re.I)
_CAPITAL_DAY = re.compile(
    r"(?:[A-Z][\w.-]{1,30}(?:'s?)?\s){1,3}(?:Day|Eve|Jayanti|Puja|Purnima)(?!\w|'s|\s[A-Z])"
)
_NO_NAME = frozenset(
    "open demo result results assessment super sports judgment judgement career careers interview test trial "
    "first last next "
    "one every each all same that this the my your our his her their game match race pay big working "
    "training inset sick rest "
    "bad good great best worst rainy sunny another some any long late early snow launch release prep market "
    "wash leg duvet "
    "taster stage selection audition discovery insight experience offer decision final present modern d "
    "green red mid per of "
    "show shoot wedding moving field dress picture graduation week weekend opening hire hiring second third "
    "fourth a an no "
    "what day end single whole half full two three bring take induction off on collection academic "
    "moderation away team "
    "portfolio shift stock delivery brew tech fun ladies family-fun latter doris green happy perfect dog hot "
    "cold".split()
)


_SAINTS = frozenset(("dia", "jour", "tag", "festa", "fete", "fiesta", "st", "saint", "san"))
_DAYS = frozenset(("day", "eve", "jayanti", "puja", "purnima"))
_OF_DAY = _SAINTS | _DAYS


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Named days in the plain text, each with the season that replaces it."""
    for at in tokens.at(first_words(tokens.lows) | _OF_DAY):
        token = tokens[at]
        named = named_day(tokens, at)
        if named:
            yield from _named(text, tokens, at, *named)
        elif token.low in _SAINTS:
            match = _DAY_OF.match(text, token.start) or _SOMEBODYS.match(text, token.start)
            if match:
                yield found(text, *match.span(), "")
        elif token.low in _DAYS and token.capital and at:
            yield from _capital(text, tokens, at)


def _named(
    text: str, tokens: Sequence[Token], at: int, size: int, season: str, weak: bool
) -> Iterator[Found]:
    start, end = tokens[at].start, tokens[at + size - 1].end
    before, after = _BEFORE.search(text, max(0, start - 40), start), _AFTER.match(text, end)
    stop = after.end() if after else end
    following = next((t for t in tokens[at + size : at + size + 1] if t.gap == " "), None)
    if following is not None and following.low in _NOT_DAYS:
        return  # day care, a day rate, a day out
    if weak and not before and stop == end:
        timed = tokens[at].capital and _ON.search(text, max(0, start - 7), start)
        joined = (
            not timed
            and following is not None
            and following.low not in cues.STOP
            and not following.low.endswith("ed")
        )
        if joined or (
            tokens[at].case == "l" and tokens[at].rank in (1, 2, 3, 4) and tokens[at].low not in _FEASTS
        ):
            return
        if not _LED.search(text, max(0, start - 12), start) and not (
            tokens[at].initial and tokens[at].capital
        ):
            yield Found(start, end, "DATE", "maybe date", 0.4, "date", action="suggest")
            return
    led = re.search(
        r"\b(?:before|after|by|until|till|since)\s(?:the\s)?$", text[max(0, start - 12) : start], re.I
    )
    yield found(text, before.start() if before else start, stop, "" if led or before else season)


_NOT_DAYS = frozenset("care nursery centre center rate rates out off trip job shift shifts by".split())
_FEASTS = frozenset("christmas xmas easter passover diwali eid thanksgiving carnival".split())


def _capital(text: str, tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``Bonifacio Day``: one to three capitals before the word."""
    first = at
    while first and at - first < 3 and tokens[first].gap in (" ", "' ") and tokens[first - 1].case in "TMU":
        first -= 1
        if tokens[first].initial or tokens[first].gap != " ":
            break
    while first < at and (tokens[first].low in _NO_NAME or tokens[first].low in cues.STOP):
        first += 1
    match = _CAPITAL_DAY.match(text, tokens[first].start)
    if first < at and match and match.end() == tokens[at].end and tokens[at - 1].low not in _NO_NAME:
        yield found(text, *match.span(), "")
