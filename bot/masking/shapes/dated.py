"""What leads to a date, its weekday above all, and the find that takes it in."""

from __future__ import annotations

import re

from bot.masking.found import Found
from bot.masking.shapes.calendar import WEEKDAY_WORDS, WEEKDAYS
from bot.masking.shapes.choices import one_of, words_in

_PREPOSITIONS = "on|by|until|till|since|from|before|after|of|am|el|le|il|dated|around"
_LEAD = re.compile(
    rf"(?<![\w/.-])(?:({one_of(_PREPOSITIONS)})\s)?"
    rf"(?:{WEEKDAYS}\.?,?\s)?(?:(?:the|den|dem|el|le)\s)?$",
    re.I,
)
_WEEKDAY = re.compile(rf"(?<!\w){WEEKDAYS}\.?,?\s(?:the\s|den\s|dem\s|el\s|le\s)?$", re.I)
_LAST_WORD = re.compile(r"[^\W\d_]+(?=\.?,?\s\Z)")
_ABROAD = "dia|giorno|dnia|d|gospodnji|tanggal|tgl|ngay|mung|mong|pada|tarikh|hingga|sebelum|selepas"
_LEADING = words_in(f"{_PREPOSITIONS}|the|den|dem|el|le|{_ABROAD}") | WEEKDAY_WORDS
"""A lead ends with one of these words: asked first, as most of what stands before a figure leads to no date."""
_LONGEST = 30
"""No lead is longer: these patterns are tried at each place, and the fewer there are the better."""


def lead_of(text: str, start: int) -> re.Match[str] | None:
    """Preposition (the first group), weekday and article in front of a date, as far as there are any."""
    return _LEAD.search(text, max(0, start - _LONGEST), start) if is_led(text, start) else None


def is_weekday_before(text: str, start: int) -> bool:
    """Whether a weekday leads to the date."""
    return is_led(text, start) and bool(_WEEKDAY.search(text, max(0, start - _LONGEST), start))


def is_led(text: str, start: int) -> bool:
    """Whether a word stands before a place that can lead to a date, in any language."""
    last = _LAST_WORD.search(text, max(0, start - _LONGEST), start)
    return last is not None and last[0].lower() in _LEADING


def found(text: str, start: int, end: int, when: str) -> Found:
    """The find with its weekday and article; a leading ``on`` goes too, any other preposition stays and
    rules the wording.
    """
    before = lead_of(text, start)
    word = before[1].lower() if before and before[1] else ""
    if before:
        start -= len(before[0])
        if word and not (when and word in ("on", "am", "el", "le", "il")):
            start += len(word) + 1
        else:
            word = ""
    covered = text[start:end]
    end -= len(covered) - len(covered.rstrip(" .,"))
    coarse = (when if word else f"in {when}") if when else "[date]"
    return Found(start, end, "DATE", "date", 0.9, "date", coarse=coarse)
