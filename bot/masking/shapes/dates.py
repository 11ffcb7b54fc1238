"""Exact dates, coarsened to the month, or to the season where the month is not plain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.found import Found

_MONTH_NAMES = (
    "january jan enero ene januar janv janvier janeiro gennaio januari styczen stycznia ocak janner yanvarya januar leden ledna",
    "february feb febr febrero februar fev fevr fevrier fevereiro febbraio februari luty lutego subat fevralya unora",
    "march mar marzo marz mars marco maart marzec marca mart marta brezna",
    "april apr abril abr avril aprile avr kwietnia kwiecien nisan aprelya dubna",
    "may mayo mai maio maggio mei maja mayis maya kvetna",
    "june jun junio juni juin junho giugno czerwca czerwiec haziran iyunya cervna",
    "july jul julio juli juil juillet julho luglio lipca lipiec temmuz iyulya cervence",
    "august aug agosto ago aout augustus sierpnia sierpien agustos avgusta srpna",
    "september sep sept septiembre septembre setembro settembre septiembre wrzesnia wrzesien eylul sentyabrya zari",
    "october oct oktober okt octubre octobre outubro ottobre pazdziernika ekim oktyabrya rijna",
    "november nov noviembre novembre novembro listopada kasim noyabrya listopadu",
    "december dec dez dezember diciembre dic decembre dezembro dicembre grudnia aralik dekabrya prosince desember",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_FOREIGN_MONTHS = {
    "ינואר": 1, "פברואר": 2, "מרץ": 3, "אפריל": 4, "מאי": 5, "יוני": 6, "יולי": 7, "אוגוסט": 8, "ספטמבר": 9, "אוקטובר": 10, "נובמבר": 11, "דצמבר": 12,
    "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7, "августа": 8, "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
    "січня": 1, "лютого": 2, "березня": 3, "квітня": 4, "травня": 5, "червня": 6, "липня": 7, "серпня": 8, "вересня": 9, "жовтня": 10, "листопада": 11, "грудня": 12,
    "يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "ابريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8, "اغسطس": 8, "سبتمبر": 9, "أكتوبر": 10, "اكتوبر": 10, "نوفمبر": 11, "ديسمبر": 12,
}  # fmt: skip
_ENGLISH = "January February March April May June July August September October November December".split()
_M = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![^\W_])\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes|s)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|lunes|martes|miercoles|jueves|viernes|sabado|domingo|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\.?,?\s(?:the\s|den\s|dem\s|el\s|le\s)?"
_TEENS = "eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[\\s-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
_ORDINAL = f"(?:{_TEENS}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|o|a|\.|-?(?:go|ga))?(?!\d|:\d)"
_YEAR = r"(?:,?\s?(?:de\s|del\s|of\s)?(?:(?:19|20)\d\d|'\d\d)(?![\w]))?"
_LEAD = r"(?:(?<!\w)(on|by|until|till|since|from|before|after|of|am|el|le|il|dated|around)\s)?"
_DAY_MONTH = re.compile(rf"(?<![\w/.-]){_LEAD}(?:{_WEEKDAY})?(?:the\s)?(?:{_DAY}|(?<!\w){_ORDINAL})(?:\s(?:of|de|di|day of))?[\s,-]{{0,2}}(?<![^\W_])({_M}){_YEAR}(?!\w)", re.I)
_MONTH_DAY = re.compile(rf"(?<![\w/.-]){_LEAD}(?:{_WEEKDAY})?({_M})[\s-](?:the\s)?(?:{_DAY}|{_ORDINAL})(?!\w|[.,]\d{{3}}|\s?(?:-\s?\d|%)|/\d|\s(?:years|months|weeks|days|hours|minutes|people|rounds|of us|times))(?:{_YEAR})(?!\w)", re.I)
_ISO = re.compile(rf"(?<![\w/.-]){_LEAD}(?:19|20)\d\d([-/.])(0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?![\w]|[-/.]\d)".replace(r"\1", r"\2"), re.I)
_NUMERIC = re.compile(rf"(?<![\w/.-]){_LEAD}(?:{_WEEKDAY})?(\d\d?)\s?([-/.])\s?(\d\d?)\s?\3\s?(?:(?:19|20)?\d\d)(?![\w]|[-/]\d)", re.I)
_SHORT = re.compile(rf"(?<![\w/.,:$-]){_LEAD}({_WEEKDAY})?(\d\d?)([-/.])(\d\d?)(?![\w/%-]|[.,:]\d)", re.I)
_ROMAN = re.compile(rf"(?<![\w/.-]){_LEAD}(?:3[01]|[12]\d|0?[1-9])\s?[/.]\s?(x?i{{1,3}}|i?[vx]|vi{{1,3}}|xi{{0,2}})(?![\w/])", re.I)
_NTH = re.compile(
    rf"(?<![\w/.-]){_LEAD}(?:{_WEEKDAY}(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:/.-]|\s?(?:am|pm|%|st|am|people|rounds?|of|and))|the\s(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)|(?:{_TEENS})))"
    r"(?!\w|\s(?:floor|grade|graders?|edition|round|time|century|percentile|year|week|month|day|hour|minute|interview|person|candidate|call|email|attempt|anniversary|birthday|street|avenue|question|of\s(?:a|the|my|us|them)|in\s(?:line|a|my)|one|place|century|job|try|application|rejection|applicant|amendment|green|hole|lap|page|slide|customer|table|step|shift|story|most|best))"
    rf"(?:,?\s?(?:of\s)?({_M})|\sof\s(?:this|the|last|next)\smonth)?",
    re.I,
)
_NAMED = re.compile(
    r"(?<!\w)(?:(on|by|until|till|since|from|before|after)\s)?(?:the\s)?(?:day\sof\s(?:the\s)?\w+(?<=dead)|"
    r"(halloween|all saints'? day|dia de (?:los )?muertos|thanksgiving(?: day)?|black friday|columbus day)|"
    r"(christmas (?:eve|day)|xmas (?:eve|day)|boxing day|st\.? nicholas(?:' day)?|st\.? stephen's day|heiligabend|nochebuena|navidad|noel)|"
    r"(new year'?s?'? (?:eve|day)|nye|epiphany|martin luther king day|mlk day|australia day|republic day|burns night|leap (?:day|year day)|valentine'?s?'?(?: day)?|lunar new year'?s?(?: day| eve)?|chinese new year'?s?(?: day| eve)?|tet eve|presidents'? day|groundhog day(?! feeling)|waitangi day)|"
    r"(april fool'?s?'?(?: day)?|st\.? patrick'?s?'?(?: day)?|paddy'?s day|good friday|easter (?:sunday|monday|saturday)|palm sunday|ash wednesday|pancake day|shrove tuesday|anzac day|king'?s day|koningsdag|may day|memorial day|mother'?s day|cinco de mayo|(?:early )?may bank holiday(?: monday)?|(?:may|victoria day|spring) (?:long weekend|bank holiday)(?: (?:monday|sunday|saturday|friday))?|st\.? george'?s day|earth day|pi day|holi(?= day)|nowruz)|"
    r"(juneteenth|father'?s day|canada day|independence day|(?:the )?fourth of july|(?:the )?4th of july|bastille day|labou?r day|(?:august|summer) (?:bank holiday|long weekend)(?: monday)?|midsummer(?:'s)? (?:eve|day)|st\.? john'?s day|assumption day)|"
    r"(guy fawkes(?: night| day)?|bonfire night|remembrance (?:day|sunday)|veterans day|melbourne cup day|st\.? andrew'?s day|diwali day|reformation day|german unity day|day of the dead|gandhi jayanti|mid-autumn festival)|"
    r"((?:the )?ides of march|bank holiday (?:monday|friday)|eid (?:al-fitr|al-adha|day)|(?:my|his|her) birthday|christmas party day))(?!\w|')",
    re.I,
)
_NAMED_SEASON = ("autumn", "winter", "winter", "spring", "summer", "autumn", "")
_EASTERN = re.compile(r"(?:(?:19|20)\d\d\s?[年년]\s?)?(1[0-2]|0?[1-9])\s?[月월]\s?(?:3[01]|[12]\d|0?[1-9])\s?[日号號일]")
_FOREIGN = re.compile(rf"(?<![\w])\d\d?[-\s](?:ב)?({'|'.join(sorted(_FOREIGN_MONTHS, key=len, reverse=True))})(?!\w)(?:\s(?:19|20)\d\d)?")
_CUE = re.compile(
    r"(?:\b(?:dated|told me|heard|rejected|rejection|email(?:ed)?|mail|mailed|call(?:ed)?|interview|letter|date|decision|result|notified|no|outcome|"
    r"was|it was|came|final|applied|started|start|declined|onsite|screen|test|round \d|posted|update|news|text(?:ed)?|reply|replied|closed|back|rang|phoned|sent|due|offer|rescind(?:ed)?|deadline)\s?[:,-]?|[,;:(])\s?$",
    re.I,
)
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 8), (3, 8), (5, 8), (7, 8), (24, 7), (9, 11), (50, 50), (20, 20), (1, 1), (2, 2), (0, 0), (6, 6), (5, 5), (8, 8)})  # fmt: skip


def find(text: str) -> Iterator[Found]:
    """Exact dates in the plain text, each with the month or season that replaces it."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            yield _found(match, _month(match[2]), match[1])
    for match in _ISO.finditer(text):
        yield _found(match, _ENGLISH[int(match[3]) - 1], match[1])
    for match in _NUMERIC.finditer(text):
        first, second = int(match[2]), int(match[4])
        if 0 < min(first, second) <= 12 and max(first, second) <= 31:
            yield _found(match, _from_numbers(first, second), match[1])
    yield from _short(text)
    for match in _ROMAN.finditer(text):
        yield _found(match, "", match[1])
    for match in _NTH.finditer(text):
        yield _found(match, _month(match[2]) if match[2] else "", match[1])
    for match in _NAMED.finditer(text):
        groups = match.groups()[1:]
        season = next((s for s, g in zip(_NAMED_SEASON, groups, strict=False) if g), "")
        yield _found(match, season, match[1])
    if not text.isascii():
        for match in _EASTERN.finditer(text):
            yield Found(*match.span(), "DATE", "date", 0.95, "date", coarse=f"in {_ENGLISH[int(match[1]) - 1]}")
        for match in _FOREIGN.finditer(text):
            month = _ENGLISH[_FOREIGN_MONTHS[match[1]] - 1]
            yield Found(*match.span(), "DATE", "date", 0.95, "date", coarse=f"in {month}")


def _short(text: str) -> Iterator[Found]:
    """``27/9``, ``8-14``, ``3.22``: a date with a weekday or cue, a day above twelve, or a sentence of its own."""
    for match in _SHORT.finditer(text):
        first, second, mark = int(match[3]), int(match[5]), match[4]
        if not (0 < min(first, second) <= 12 and max(first, second) <= 31):
            continue
        before = text[max(0, match.start(3) - 24) : match.start(3)]
        alone = not before.strip() or before.rstrip(" ")[-1:] in ".!?\n"
        ends = not text[match.end() :].strip() or text[match.end() :].lstrip(" ")[:1] in ".,;:!?)\n"
        cued = bool(match[1] and match[1].lower() != "of") or bool(match[2])
        odd = mark == "/" and max(first, second) > 12 and (first, second) not in _FRACTIONS
        if mark == "/" and ((first, second) in _FRACTIONS or (second == 10 and first <= 10)) and not cued:
            continue
        if mark != "/" and not (cued and mark == "-") and not (alone and ends) and not match[2]:
            continue
        weak = mark == "/" and bool(_CUE.search(before))
        if cued or odd or (alone and ends) or weak:
            yield _found(match, _from_numbers(first, second), match[1])
        elif mark == "/":
            yield Found(match.start(3), match.end(), "DATE", "maybe date", 0.4, "date", action="suggest")


def _month(name: str) -> str:
    return _ENGLISH[_MONTHS[name.lower().rstrip(".")] - 1]


def _from_numbers(first: int, second: int) -> str:
    """The month, where only one of the two numbers can be one; the season, where both readings agree on it."""
    months = {n for n in (first, second) if n <= 12}
    if first > 12 or second > 12 or len(months) == 1:
        return _ENGLISH[min(months) - 1]
    seasons = {("winter", "spring", "summer", "autumn")[n % 12 // 3] for n in months}
    return seasons.pop() if len(seasons) == 1 else ""


def _found(match: re.Match[str], when: str, lead: str | None) -> Found:
    """The find; a leading ``on`` goes with it, any other preposition stays and rules the wording."""
    start, end = match.span()
    stays = lead is not None and not (when and lead.lower() in ("on", "am", "el", "le", "il"))
    if stays:
        start = match.end(1) + 1
    covered = match.string[start:end]
    end -= len(covered) - len(covered.rstrip(" .,"))
    coarse = (when if stays else f"in {when}") if when else "[date]"
    return Found(start, end, "DATE", "date", 0.9, "date", coarse=coarse)
