"""Figures that stand for letters and letters that stand for figures, where dates and amounts are meant."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_LEETS = tuple(str.maketrans("013457@$", f"o{one}eastas") for one in "il")
_IN_WORD = re.compile(r"[\d@$](?:(?=[a-z])|(?<=[a-z].)|(?=[.,]o{3}))", re.I)
_MIXABLE = re.compile(r"[a-z\d@$]", re.I)
_MIXED = re.compile(
    r"(?<![\w.,/])(?=[a-z]{0,8}[0134578@$])(?=[0134578@$]{0,3}[a-z])[a-z0134578@$]{3,9}(?![\w/])", re.I
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_COUNTED = frozenset(
    "hour hours hourly week weekly month monthly year yearly annum salary gross basic base euro euros pound pounds "
    "dollar "
    "dollars quid grand thousand hundred one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
"""Words of amounts that are undone wherever they stand."""
_OF = re.compile(r"(?<=\d(?:st|nd|rd|th) )0f(?=\s[a-z])", re.I)
_DAY_BEFORE = re.compile(
    r"(?<![\w.,/-])[0-3ol]?[\dol](?:st|nd|rd|th|er|hb|\.)?[ -](?:(?:de|di|do|da|of|0f|d[eu]l) |d')?$", re.I
)
_DAY_AFTER = re.compile(r"\.? [0-3ol]?\d(?:st|nd|rd|th)?(?![\w:])", re.I)
_FIGURE = re.compile(
    r"(?<![^\W_])(?<![\w][.,/-])((?:[oOlI\d]|(?<=\d)S(?=[\doO])){1,5}(?:[.,](?:[oOlI\d]|(?<=\d)S(?=[\doO])){1,3}){0,3})"
    r"([kK]|st|nd|rd|th|ST|ND|RD|TH)?(?![^\W_])"
)
"""A number with letters for some of its figures: ``4O``, ``1O0k``, ``l2``."""
_FIGURE_DATE = re.compile(
    r"(?<![\w.,/-])([oOlI\d]{1,2})([./-])([oOlI\d]{1,2})(?:\2([oOlI\d]{4}|[oOlI\d]{2})|(\2))?(?![\w/-]|[.,]\w)"
)
_LETTERED = re.compile("[oOlIS]")
_AS_FIGURES = str.maketrans("oOlIS", "00115")
_UNIT_BEHIND = re.compile(
    r" ?(?:/ ?|(?:an?|per) )(?:h[o0]ur|hr|h|day|d4y|week|w33k|shift|month|m0nth|year)(?!\w)"
    r"| ?(?:[$€£₹₺]|(?:qu[i1]d|eur[o0]?s?|usd|gbp|chf|cad|aud|p[o0]unds?|d[o0]llars?|kr|sek|nok|dkk|zl|pln|czk|bin|"
    r"lakhs?|lpa|"
    r"tl|inr|rs|rand|grand|th[o0]u|th[o0]usand|brutt[o0]|nett[o0]|p/h|ph|pcm|basic|gross|net)(?!\w))",
    re.I,
)
_SIGN_AHEAD = re.compile(r"[$€£₪¥₹₦₩₺] ?$")
_NEXT_WORD = re.compile(r"\.? (?:(?:[o0]f|de|di|do) )?([a-z0134578@$]{3,10})(?![\w])", re.I)
_WORD_BEFORE = re.compile(r"(?<![\w])([a-z0134578@$]{3,10})\.? $", re.I)


def undone(text: str) -> str:
    """The same text, as long: words of dates and amounts in letters where figures stand for some of them (``0ct0ber``),
    their numbers in figures where letters do (``4O an h0ur``).
    """
    done = 0
    parts: list[str] = []
    for figure in _IN_WORD.finditer(text):
        start = figure.start()
        while start > done and start > figure.start() - 9 and _MIXABLE.match(text, start - 1):
            start -= 1
        if text[start] in "$@" and not text[start + 1 : start + 2].isalpha():
            start += 1
        if start < done or start >= len(text):
            continue
        begin, written = _as_meant(text, start, done)
        if written:
            parts += (text[done:begin], written)
            done = begin + len(written)
    return "".join((*parts, text[done:])) if parts else text


def _as_meant(text: str, start: int, done: int) -> tuple[int, str]:
    """Where a word, a date or a number with figures and letters mixed begins, and what it is without; or nothing."""
    if (match := _MIXED.match(text, start)) and (word := _word(text, match)):
        return start, word
    if text[start] == "0" and _OF.match(text, start):
        return start, "o"
    if not _LETTERED.search(text, start, start + 12):
        return start, ""
    match = _FIGURE_DATE.match(text, start) or _FIGURE_DATE.match(text, max(done, start - 3))
    if match and _is_date(match):
        return match.start(), match[0].translate(_AS_FIGURES)
    if (match := _FIGURE.match(text, start)) and _is_number(text, match):
        return start, match[1].translate(_AS_FIGURES)
    return start, ""


def _word(text: str, match: re.Match[str]) -> str:
    """The month or the word of an amount that a word with figures is; empty if it is none."""
    for leet in _LEETS:
        word = match[0].translate(leet)
        low = word.lower()
        if low in _MONTHS or low in _COUNTED:
            return word
        if low in _months_abroad() and (
            _DAY_BEFORE.search(text, max(0, match.start() - 12), match.start())
            or _DAY_AFTER.match(text, match.end())
        ):
            return word
    return ""


@cache
def _months_abroad() -> frozenset[str]:
    """The names of data/months.txt, read here as well: what else reads them stands on the plain form made here."""
    lines = (Path(__file__).parent / "data" / "months.txt").read_text("utf-8").splitlines()
    return frozenset(name for line in lines if line[0] != "#" for name in line.split())


def _is_date(match: re.Match[str]) -> bool:
    """``o2.o6.``: a day and a month with letters for some of their figures."""
    first, mark, second, year, closed = match.groups()
    if match[0].isdigit() or not any(c.isalpha() for c in match[0]):
        return False
    written = [part for part in (first, second, year) if part]
    if any(part.isalpha() for part in written[: 1 if year and year.isdigit() else 3] if not year):
        return False
    if not (year or closed or len(first) == len(second) == 2) or (mark == "-" and not year):
        return False
    day, month = (int(part.translate(_AS_FIGURES)) for part in (first, second))
    return 0 < min(day, month) <= 12 and max(day, month) <= 31


def _is_number(text: str, match: re.Match[str]) -> bool:
    """Whether a number with letters in it is one by what stands around it: a sign, a unit, a month."""
    said, mark = match[1], (match[2] or "").lower()
    start, end = match.span()
    if said.isalpha() or not any(c.isalpha() for c in said):
        return False
    if _SIGN_AHEAD.search(text, max(0, start - 2), start):
        return True
    figures = said.translate(_AS_FIGURES)
    if mark == "k":
        return said[0].isdigit()
    grouped = re.split("[.,]", figures)
    if len(grouped) > 1 and len(grouped[-1]) == 3 and said[0] not in "oO0" and said[-1] not in "lI":
        return True
    if len(figures) < 3 and figures.isdigit() and 0 < int(figures) < 32:
        if mark:
            return True
        after, before = _NEXT_WORD.match(text, end), _WORD_BEFORE.search(text, max(0, start - 14), start)
        if any(near and _is_month(near[1]) for near in (after, before)):
            return True
    if mark or (said[:-1].isdigit() and said[-1] in "lI") or said[0] in "oOI":
        return False
    return bool(_UNIT_BEHIND.match(text, end))


def _is_month(word: str) -> bool:
    words = {word.translate(leet).lower() for leet in _LEETS}
    return bool(words & _MONTHS or words & _months_abroad())
