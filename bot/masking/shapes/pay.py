"""An amount of pay: how far its stretch of the text goes, what it comes to, and the band that replaces it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.shapes.currencies import FACTORS, PER, band

NUM = r"[1-9]\d{0,2}(?:[.,' ]\d{3})+(?!\d)(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,4})?"
_FIGURES = re.compile(
    rf"({NUM})\s?((?i:{'|'.join(filter(str.isalpha, FACTORS))}|lakhs?|lacs?|crores?|cr|lpa|l)(?!\w)|[만万천千])?"
)
RATE = re.compile(rf"(?:{PER}){{1,2}}", re.I)
_SIGNS = frozenset("$€£₪¥₹₦₩")
"""The signs that a band keeps."""
_DIGIT = re.compile(r"\d")
_LAST_SCALE = re.compile(r"(?:[\d.,]|half)\s?(k|grand|lakhs?|lpa|m|thousand|thou|crores?)(?!\w)", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")
_BRIEF = frozenset("a an h hr d p w m y ph pa pm pw pd wk mo yr in km".split())
_THOUSANDS = re.compile(r"(?<=\d)[.,' ](?=\d{3}(?!\d))")
_MOST = 1e15
"""Nobody is paid more: the figure is none of pay."""
_TIMES = re.compile(r"\s?[x×*]\s?\d{1,2}(?:[.,]\d)?(?!\w|[.,]\d)", re.I)
_ROUND = re.compile(r"(?:around|about|roughly|approximately|approx\.?|circa|~)\s?$", re.I)


def merged(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
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
    rate = RATE.match(text, end)
    return rate if rate and not _is_english(rate[0]) else None


def _is_english(rate: str) -> bool:
    return all(
        lexicon.rank(word) if len(word) > 2 else word in _BRIEF for word in _LETTERS.findall(rate.lower())
    )


def value_of(number: str) -> float:
    """What a figure stands for; 0 for none, and for one that is too large for pay."""
    grouped = number if number[0] == "0" else _THOUSANDS.sub("", number)
    try:
        value = float(grouped.replace(",", "."))
    except ValueError:
        return 0.0
    return value if value < _MOST else 0.0


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """The find with its band, if there is anything to it that a band does not say already."""
    while end > start and text[end - 1] in " .,":
        end -= 1
    if start and text[start - 1] in _SIGNS:
        start -= 1
    covered = text[start:end]
    figures = _FIGURES.search(covered)
    coarse = "[pay]"
    before = _ROUND.search(text, max(0, start - 16), start)
    value = value_of(figures[1]) if figures else 0.0
    if figures and not value:
        return
    if figures and (value >= 1 or figures[2]):
        scale = (figures[2] or "").lower()
        if not scale and ("-" in covered or "half" in covered) and (tail := _LAST_SCALE.search(covered)):
            scale = tail[1].lower()
        factor = FACTORS.get(scale)
        sign = covered[0] if covered[0] in _SIGNS else ""
        if factor is None:
            coarse = f"around {band(value)} {'crore' if scale.startswith('c') else 'lakh'}"
        else:
            coarse = f"around {sign}{band(value * factor)}"
        shown = coarse.removeprefix("around ")
        rest = RATE.search(covered, figures.end(2 if figures[2] else 1))
        if rest and _is_english(rest[0]):
            coarse += rest[0]
        if before and covered.startswith(shown) and not _DIGIT.search(covered, len(shown)):
            return  # a band that was put here: what stands behind it is a unit
    if before:
        start = before.start()
    yield Found(start, end, "MONEY", "pay", 0.9, "pay", coarse=coarse)
