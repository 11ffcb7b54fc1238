"""Names of months and of days with a name, in the calendars and languages of the world (data/months.txt, days.txt)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from bot.masking.lexicon import DATA, words_of
from bot.masking.normalise import fold
from bot.masking.shapes.choices import one_of, words_in
from bot.masking.tokens import Token, Words

MONTHS = "January February March April May June July August September October November December".split()
_LONG = {
    first: [month.lower() for month in MONTHS if month[0].lower() == first and len(month) > 4]
    for first in "jfmasond"
}
"""The months that are long enough to be known with a slip, by their first letters."""


_WEEKDAYS = (
    "|".join(f"{day}|{day}day" for day in "mon tues? wed wednes weds thur?s? fri sat satur sun".split())
    + "|lunes|martes|miercoles|jueves|viernes|"
    "sabado|domingo|montag|dienstag|mittwoch|"
    "donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "segunda|terca|quarta|quinta|sexta|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|"
    "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|mandag|tirsdag|onsdag|torsdag|fredag|"
    "lordag|sondag|mandag|tisdag|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai|"
    "poniedzialek|wtorek|sroda|czwartek|piatek|sobota|niedziela|pondeli|utery|streda|ctvrtek|patek|nedele|"
    "hetfo|kedd|szerda|csutortok|pentek|szombat|vasarnap|luni|marti|miercuri|joi|vineri|sambata|duminica|"
    "pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar|isnin|selasa|rabu|khamis|kamis|jumaat|jumat|"
    "sabtu|ahad|minggu|lunes|martes|miyerkules|huwebes|biyernes|linggo|ponedjeljak|utorak|srijeda|cetvrtak|"
    "petak|subota|jumatatu|jumanne|jumatano|alhamisi|ijumaa|jumamosi|jumapili"
)
WEEKDAYS = one_of(_WEEKDAYS)
"""A pattern for days of the week; what follows it has to say where the word ends."""
WEEKDAY_WORDS = words_in(_WEEKDAYS)
"""The words that it finds."""
MALAY_MONTHS = {
    "jan": "January", "januari": "January", "feb": "February", "februari": "February", "mac": "March", "apr": "April",
    "april": "April", "mei": "May", "jun": "June", "jul": "July", "julai": "July", "ogos": "August", "ogo": "August",
    "sep": "September", "sept": "September", "september": "September", "okt": "October", "oktober": "October",
    "nov": "November", "november": "November", "dis": "December", "disember": "December",
}  # fmt: skip


@cache
def _months() -> dict[str, str]:
    lines = [line for line in (DATA / "months.txt").read_text("utf-8").splitlines() if line[0] != "#"]
    return {name: month for line, month in zip(lines, [*MONTHS, ""], strict=True) for name in line.split()}


def foreign_months() -> dict[str, int]:
    """Months in other scripts, as they follow a day, by number; 0 for those of other calendars."""
    months: dict[str, int] = {}
    for line in (DATA / "months_other_scripts.txt").read_text("utf-8").splitlines()[1:]:
        for number, name in enumerate(line.removeprefix("*").split(), 1):
            if name != "-":
                months.setdefault(fold(name.replace("_", " ")), 0 if line[0] == "*" else number)
    return {name: number for name, number in months.items() if len(name) > 1}


@cache
def month_names() -> frozenset[str]:
    """Every name of a month."""
    return frozenset(_months())


def month_of(token: Token) -> str | None:
    """The English name of the month; empty for one of another calendar, None for no month."""
    found = _months().get(token.low)
    if found is None and not token.rank and len(token.low) > 4 and token.text.isascii():
        return _misspelled(token.low)
    return found


def months(tokens: Words) -> Iterator[tuple[Token, str]]:
    """The months of a text with their English names."""
    slips = [at for at in tokens.odd if not tokens[at].rank and tokens[at].low[0] in _LONG]
    for at in sorted({*tokens.at(month_names()), *slips}):
        month = month_of(tokens[at])
        if month is not None:
            yield tokens[at], month


def _misspelled(word: str) -> str | None:
    """The month an unknown word is one slip away from: a letter too many, too few, another one, or two in turn."""
    for month in _LONG.get(word[0], ()):
        if abs(len(month) - len(word)) < 2 and _one_slip(word, month):
            return month.capitalize()
    return None


def _one_slip(word: str, month: str) -> bool:
    if word[1] != month[1] and word[-1] != month[-1]:
        return False
    at = next((i for i, pair in enumerate(zip(word, month, strict=False)) if pair[0] != pair[1]), -1)
    if at < 0:
        return True
    rest, other = word[at:], month[at:]
    turned = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return turned or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


_Rests = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _days() -> tuple[dict[str, _Rests], frozenset[tuple[str, ...]]]:
    """First word to second word (empty for none) to the rests and seasons; and the names that need a preposition."""
    table: defaultdict[str, defaultdict[str, list[tuple[tuple[str, ...], str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    weak: set[tuple[str, ...]] = set()
    season = ""
    for line in (DATA / "days.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            season = line.strip("[]")
        elif not line.startswith("#"):
            for first, *rest in filter(None, map(words_of, line.split(","))):
                if season == "weak":
                    weak.add((first, *rest))
                else:
                    entry = tuple(rest), "" if season == "any" else season
                    table[first][rest[0] if rest else ""].append(entry)
    return {first: dict(seconds) for first, seconds in table.items()}, frozenset(weak)


@cache
def _firsts() -> frozenset[str]:
    return frozenset(_seconds())


@cache
def _seconds() -> dict[str, frozenset[str]]:
    """The words with which a name of a day can begin to those that can follow (empty for none), each with and without
    a possessive.
    """
    table: defaultdict[str, set[str]] = defaultdict(set)
    for first, seconds in _days()[0].items():
        for name in (first, first.removesuffix("s")):
            table[name].update(form for second in seconds for form in (second, second.removesuffix("s")))
    return {first: frozenset(seconds) for first, seconds in table.items()}


def first_words(lows: frozenset[str]) -> set[str]:
    """Those of the words of a text with which a name of a day can begin, as far as its second word is there too."""
    table = _seconds()
    return {low for low in lows & _firsts() if "" in table[low] or not table[low].isdisjoint(lows)}


def named_day(tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
    """How many words from ``at`` on name a day, its season (empty for none), and whether it needs a preposition."""
    token = tokens[at]
    seconds_of = _seconds().get(token.low, ())
    follow = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if follow not in seconds_of and "" not in seconds_of:
        return None  # as nearly always: "the", "first" and "new" begin names of days
    table, weak = _days()
    after = follow if follow and tokens[at + 1].gap in _GAPS else ""
    for name in (token.low + "s", token.low) if token.tail == "'s" else (token.low,):
        seconds = table.get(name, {})
        possible = [
            entry for second in dict.fromkeys((after, after + "s", "")) for entry in seconds.get(second, ())
        ]
        for rest, season in sorted(possible, key=lambda entry: -len(entry[0])):
            if len(tokens) > at + len(rest) and all(
                token.gap in _GAPS and word in (token.low, token.low + "s" if token.tail else "")
                for token, word in zip(tokens[at + 1 : at + 1 + len(rest)], rest, strict=False)
            ):
                return len(rest) + 1, season, (name, *rest) in weak
    return None


_GAPS = frozenset((" ", "-", ". ", "' ", ""))
