"""Employers and places by what stands around them: ``X & Y``, a word alone before its town, city codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.masking import cues
from bot.masking.found import Found
from bot.masking.lexicon import PLACE
from bot.masking.tokens import Token, Words

_TO_EMPLOYER = frozenset("at with for from joined left joining ex versus by of".split())
_DEPARTMENTS = frozenset(
    "health safety sales marketing terms conditions trust learning development research design people culture "
    "food beverage arts crafts finance accounting legal compliance risk diversity equity inclusion belonging "
    "operations strategy policy planning support service services training quality control q r d a b p l m "
    "english maths science technology media communications security privacy inventory supply front back bed "
    "breakfast pros cons nuts bolts black white rock roll".split()
)
_DECIDED = frozenset(
    "interview interviews interviewed interviewing offer rejection rejected hired applied applying".split()
)
_EMPLOYED = frozenset("work worked working job role contract internship trial shift onsite".split())
_NO_EMPLOYER = frozenset(
    "midday midnight dusk dawn sunrise sunset gunpoint halftime reception breakfast dinner midway overseas uni college "
    "university school sea hospital church sunup nightfall daybreak daytime abroad midweek halfway afar scratch memory "
    "speed heights altitude height ease risk random dispatch warehouses festivals weddings hospitals schools "
    "hotels restaurants nurseries sunday wholesale retail minimum zero once others".split()
)
_MEANS = frozenset(
    "email mail phone text letter video zoom teams sms voicemail whatsapp noon lunch home".split()
)


def find(tokens: Words) -> Iterator[Found]:
    """Finds among the words that no earlier layer covered."""
    for at in tokens.joined:
        if at and tokens[at].gap.strip() == "&" and not tokens[at].covered and tokens[at].case not in "P-":
            yield from _partners(tokens, at)
    for at in tokens.at(_COUNTRIES | cues.CITY_CODES):
        token = tokens[at]
        if token.covered:
            continue
        if token.case == "U" and token.low in _COUNTRIES and _led_by_place(tokens, at):
            yield Found(token.start, token.end, "LOCATION", "short for a place", 0.85, "place")
        if token.low in cues.CITY_CODES and _coded(tokens, at):
            yield Found(token.start, token.end, "LOCATION", "short for a place", 0.85, "place")
            yield from _quarter(tokens, at)
    for at in tokens.capitals:
        if tokens[at].case == "T" and not tokens[at].covered and tokens[at].low not in cues.STOP:
            yield from _word(tokens, at)
    for at in tokens.at(_LEADS):
        for here in (at + 1, at + 2):
            if here < len(tokens) and tokens[here].case == "l" and not tokens[here].covered:
                if here == at + 1 or tokens[at + 1].low == "the":
                    yield from _two_words(tokens, here)
                if here == at + 1:
                    yield from _one_word(tokens, here)


_LEADS = frozenset("at from with joined for w to".split())


def _partners(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``Curl Up & Dye``, ``Crestline & Moody``: capitals on both sides, no departments, nothing kept."""
    start, end = at - 1, at
    while start and tokens[start].gap == " " and tokens[start - 1].case == "T" and not tokens[start].initial:
        if tokens[start - 1].low in cues.STOP or tokens[start - 1].low in cues.ROLES:
            break
        start -= 1
    while end + 1 < len(tokens) and tokens[end + 1].gap == " " and tokens[end + 1].case == "T":
        end += 1
    words = tokens[start : end + 1]
    if any(w.case not in "TM" or w.covered for w in words) or all(w.kept for w in words):
        return
    if all(w.low in _DEPARTMENTS for w in (tokens[at - 1], tokens[at])) or tokens[at].low in _DEPARTMENTS:
        return
    before = tokens[start - 1] if start and not tokens[start].initial else None
    introduced = before is not None and before.low in _TO_EMPLOYER
    sure = introduced or any(w.rank not in (1, 2) for w in words)
    sure = sure or not any(w.low in _DEPARTMENTS or w.kept for w in words)
    yield Found(
        words[0].start,
        words[-1].end,
        "COMPANY",
        "two names of a firm",
        0.85 if sure else 0.4,
        "company",
        action="mask" if sure else "suggest",
    )


_COUNTRIES = frozenset("uk usa us uae nz ph sg hk ksa drc eu rsa".split())


def _led_by_place(tokens: Sequence[Token], at: int) -> bool:
    """``come to UK``, ``back in the US.``, but not ``in US GAAP``."""
    lead = at - 2 if at > 1 and tokens[at - 1].low == "the" else at - 1
    if lead < 0 or tokens[lead].low not in (
        "in",
        "to",
        "from",
        "outside",
        "across",
        "leave",
        "left",
        "within",
    ):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is None or after.gap != " " or after.low in cues.STOP or after.capital


def _coded(tokens: Sequence[Token], at: int) -> bool:
    """Whether letters are a city here: capitals, or lower case where a place is expected."""
    token = tokens[at]
    if token.case == "U" and not token.kept:
        return True
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.case == "U":
        return before is not None and (before.low in cues.PLACE_BEFORE or before.low in ("in", "from", "to"))
    if (
        before is None
        or token.case != "l"
        or (after is not None and after.gap == " " and after.low not in cues.STOP)
    ):
        return False
    return before.low in cues.PLACE_BEFORE or before.low in ("in", "from", "to") or token.gap == ", "


def _quarter(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``observatory, cpt``: the one word before the city is a part of it."""
    if not at or tokens[at].gap != ", ":
        return
    quarter = tokens[at - 1]
    if quarter.covered or quarter.kept or quarter.rank == 1 or quarter.low in cues.STOP | cues.WORK:
        return
    if quarter.initial or quarter.gap.strip() or quarter.flags & PLACE or quarter.capital:
        yield Found(quarter.start, quarter.end, "LOCATION", "before its town", 0.85, "place")


def _word(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """An employer that is one ordinary word: ``interview of Zephyr,``, ``Basalt in Porto.``, ``The Plinth,``."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    mark = "." if after is None else after.gap.strip()[:1]
    ends = mark in (",", ".", ";", ":", "(", ")", "-", "!", "?") and mark != ""
    if before is not None and not token.initial and token.gap == " " and (not token.kept or token.alone):
        decided = at > 1 and tokens[at - 2].low in _DECIDED and token.low not in _MEANS
        led = before.low in ("of", "at", "to") or (not token.kept and before.low in ("by", "with", "from"))
        article = before.low == "the" and before.case == "T" and token.rank > 2 and not token.kept
        article = article or (
            before.low == "the" and at > 1 and tokens[at - 2].low == "at" and token.rank > 1
        )
        if (ends and ((decided and led) or article)) or (
            article and after is not None and after.low in cues.STOP
        ):
            yield _company(token, "mask")
        return
    if not token.initial or token.kept or token.rank < 2 or after is None or token.low.endswith("ly"):
        return
    if token.low in cues.WORK | cues.ROLES.keys() | cues.SPEAKS or token.low.endswith(("ed", "ing", "s")):
        return
    if after.gap == " " and after.low in ("rejected", "ghosted", "hired", "declined"):
        if at + 2 < len(tokens) and tokens[at + 2].low == "me":
            yield _company(token, "mask")
        return
    town = after.low == "in" and at + 2 < len(tokens) and after.gap == " "
    if town and token.rank > 2 and _town_closes(tokens, at + 2):
        yield _company(token, "mask")
    elif mark == "," and token.rank > 2:
        yield _company(token, "suggest")


def _town_closes(tokens: Sequence[Token], at: int) -> bool:
    town = tokens[at]
    closed = at + 1 == len(tokens) or tokens[at + 1].gap.startswith((".", ",", "\n"))
    return town.case == "T" and closed and bool(town.flags & PLACE or town.rank == 0)


def _company(token: Token, action: str) -> Found:
    sure = action == "mask"
    return Found(
        token.start,
        token.end,
        "COMPANY",
        "introduced as an employer",
        0.8 if sure else 0.4,
        "company",
        action="mask" if sure else "suggest",
    )


def _one_word(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``interviewed at ember last week``, ``joined basalt in spring``: an uncommon word without an article."""
    token = tokens[at]
    if not at or token.initial or token.gap != " " or token.kept or token.rank < 2 or token.tail == "n't":
        return
    before = tokens[at - 1]
    if (
        before.low not in ("at", "joined", "to", "from")
        or token.low in _NO_EMPLOYER
        or token.low.endswith("ly")
    ):
        return
    if before.low != "joined" and not (at > 1 and tokens[at - 2].low in _DECIDED | _EMPLOYED):
        return
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    free = after is None or after.gap.strip() or after.low in cues.STOP or after.low in cues.SPEAKS
    if (
        free
        and token.low not in cues.ROLES
        and token.low not in cues.WORK
        and token.low not in cues.PLACE_BEFORE
    ):
        yield _company(token, "mask" if token.rank > 2 and before.low != "to" else "suggest")


def _two_words(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``take-home from quanta orchard``: two lower-case words without an article where an employer stands."""
    if at + 1 >= len(tokens) or not at or tokens[at].initial or tokens[at].gap not in (" ", "/ "):
        return
    first, second = tokens[at], tokens[at + 1]
    before = tokens[at - 1]
    article = before.low == "the" and at > 1 and tokens[at - 2].low == "at"
    if before.low not in ("at", "from", "with", "joined", "for", "w") and not article:
        return
    near = {t.low for t in tokens[max(0, at - 5) : at - 1]}
    if not near & (cues.WORK | _DECIDED | {"home", "stage", "loop", "agent"}):
        return
    if second.gap != " " or second.case != "l" or second.covered or first.tail or second.tail:
        return
    ordinary = cues.STOP | cues.ROLES.keys() | cues.WORK | cues.MONTHS_AND_DAYS
    if any(w.low in ordinary or w.rank == 1 or w.low.endswith("ing") for w in (first, second)) or first.kept:
        return
    after = tokens[at + 2] if at + 2 < len(tokens) else None
    ends = after is None or after.gap.strip() != "" or after.low in cues.STOP or after.rank == 0 or after.kept
    if not ends or (first.flags & PLACE and second.flags & PLACE):
        return
    sure = not article and not second.kept and (first.rank == 0 or (first.rank > 2 and second.rank > 1))
    yield Found(
        first.start,
        second.end,
        "COMPANY",
        "introduced as an employer",
        0.8 if sure else 0.4,
        "company",
        action="mask" if sure else "suggest",
    )
