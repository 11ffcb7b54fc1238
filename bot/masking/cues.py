"""The words around a name that give it away, read from data/cues.txt."""

from __future__ import annotations

from collections import defaultdict

from bot.masking.lexicon import DATA


def _read() -> dict[str, frozenset[str]]:
    lists: defaultdict[str, list[str]] = defaultdict(list)
    name = ""
    for line in (DATA / "cues.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif not line.startswith("#"):
            lists[name] += line.split()
    return {name: frozenset(words) for name, words in lists.items()}


_LISTS = _read()
ROLES: dict[str, str] = {
    word: label
    for label in ("colleague", "manager", "friend", "relative", "pet", "recruiter", "interviewer")
    for word in _LISTS[label]
}
"""Words for people, each with the placeholder it gives."""

TITLES = _LISTS["titles"]
SUFFIX_TITLES = _LISTS["suffix titles"]
SPEAKS = _LISTS["speaks"]
SAYS = _LISTS["says"]
NAMERS = _LISTS["namers"]
GREETINGS = _LISTS["greetings"]
MOVES = _LISTS["moves"]
AT_COMPANY = _LISTS["at company"]
WORK = _LISTS["work"]
COMPANY_HEADS = _LISTS["company heads"]
SCHOOL_HEADS = _LISTS["school heads"]
STUDIED = _LISTS["studied"]
PARTICLES = _LISTS["particles"]
CITY_WORDS = _LISTS["city words"]
CITY_CODES = _LISTS["city codes"]
MONTHS_AND_DAYS = _LISTS["months and days"]
STOP = _LISTS["stop"]
NUMBER_WORDS = _LISTS["number words"]
PAY_WORDS = _LISTS["pay words"]
