"""Streets, houses, flats and post codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.normalise import fold
from bot.masking.shapes.anchors import STANDARD, figures, matches, words
from bot.masking.shapes.calendar import month_names
from bot.masking.shapes.choices import one_of
from bot.masking.tokens import Words

_KIND = (
    "street|st|road|rd|avenue|ave|av|lane|ln|drive|dr|way|terrace|square|sq|crescent|cres|close|court|ct|"
    "place|pl|boulevard|blvd|highway|hwy|"
    "parkway|pkwy|quay|row|mews|gardens|gdns|grove|walk|hill|circle|cir|loop|trail|plaza|wharf|yard|"
    "arcade|parade|pde|embankment|marg|nagar|"
    "layout|chowk|jalan|jln|strasse|weg|allee|platz|gasse|"
    "brae|wynd|alley|bypass|cove|dene|esplanade|garth|knoll|vennel|promenade|strand|turnpike|cottages|croft|"
    "drove|ginnel|passage|passageway|sokak|sokagi|caddesi|bulvari|lorong|soi|gali"
)
_CAPITAL_KIND = (
    "Rise|View|Vale|Bank|Gate|Green|Heights|Mount|Park|Path|Pike|Point|Ridge|Run|Spur|Common|Bend|"
    "Crossing|End|Glen|"
    "Hollow|Loan|Trace|Villas|Chase|Meadows?|Orchard|Fold|Mall|Market|Buildings|Bldgs?|Tower|Towers|House|"
    "Court|Side|"
    "Reach|Bight|Landing|Canyon|Creek|Downs|Cross|Corner|Approach|Broadway|Concourse|Extension|Colony|"
    "Enclave|Sector"
)
_SURE = (
    "Street|Road|Avenue|Lane|Crescent|Boulevard|Terrace|Highway|Parkway|Mews|Quay|Rd|Ave|Blvd|Ln|Hwy|"
    "Pkwy|Marg|Close|Drive|Square|Gardens|Wharf"
)
_UNIT = (
    r"(?:(?!\d)(?:unit|flat|apt\.?|apartment|suite|ste\.?|arch|floor|fl\.?|room|rm\.?|block|blk|shop|studio|"
    r"no\.?|house|plot|door|bldg\.?|building|level|#)\s?#?\d{1,5}[a-z]?,?\s){0,3}"
)
_NUMBERED = re.compile(
    rf"(?<![\w$€£.,/-]){_UNIT}\d{{1,5}}(?:[a-z]|[-/]\d{{1,4}})?,?\s(?:(?:north|south|east|west|n|s|e|w|"
    rf"old|new|upper|lower)\.?\s)?(?:[a-z'][\w'.-]{{1,20}}\s){{1,3}}"
    rf"(?:{one_of(_KIND)}|(?-i:{one_of(_CAPITAL_KIND)}))(?!\w)\.?",
    re.I,
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?:[Uu]nit|[Ff]lat|[Aa]rch|[Ss]uite|[Ss]hop|[Aa]pt\.?|[Bb]lock)\s\d{{1,4}}[a-z]?,\s){{0,"
    rf"3}}(?:[A-Z][\w'.-]{{1,20}}\s){{1,3}}(?:(?:{_SURE})(?!\w|\s[A-Z])|St(?!\w|\.?\s[A-Z]))\.?"
)
_OFFICE = re.compile(
    r"(?<![\w/])(?:(?:of|ofic|oficina|dpto|depto|dto|dep|piso|apto|apart|ap|int|interior|local|lote|mza|bte|"
    r"bus|tur|stg|lok|"
    r"kv|sc|et|esc|pta|puerta|planta|sala|conj|bloco|cs|blk|fl|flat|room|rm|lot|suite|villa|"
    r"pod|byt|krt|floor|flr)\.?\s?(?:n[o.]?\s?)?#?\d{1,4}(?:-?[a-z])?|\d{1,3}/f|#\d{1,3}-\d{1,4}|"
    r"\d\.\s?og)(?![\w/-])",
    re.I,
)
_UNIT_ONLY = re.compile(
    r"(?<!\w)(?:flat|apt\.?|apartment|unit|suite|ste\.?)\s#?(?:\d{1,4}[a-z]?|(?-i:[A-Z]\d{1,3}))(?!\w|[.:]\d|"
    r"\s?(?:st|nd|rd|th|"
    r"-?bed))",
    re.I,
)
_GERMAN = re.compile(
    r"(?<!\w)[A-Z][\w-]{2,25}(?:str\.|strasse|weg|allee|platz|gasse|ufer|damm|ring|straat|laan|gatan|vej|"
    r"gata)(?:\s\d{1,4}[a-z]?)?(?!\w)|(?<!\w)[A-Z][\w-]{2,25}(?:katu|kuja|tie|tee|tanav|iela|gade|gaten|"
    r"veien|vagen|stien|plein|"
    r"gracht|kade|singel|steeg|dijk|dreef|lei|utca|korut|stig|vegur|gotu|straeti|brucke|markt|graben|"
    r"chaussee|steig)"
    r"\s\d{1,4}\s?[a-z]?(?!\w)|(?<!\w)[a-z]{4,25}(?:str\.|strasse|straat|gatan)\s\d{1,"
    r"4}[a-z]?(?!\w)"
)
_AHEAD = (
    "calle|avenida|av|avda?|carrera|cra|cl|rua|via|viale|vicolo|corso|piazza|piazzale|calzada|paseo|ulica|ul|"
    "r|rue|"
    "chemin|quai|impasse|allee|allees|cours|sentier|faubourg|route|place|boulevard|bd|blvd|avenue|strada|str|"
    "bulevardul|calea|"
    "aleea|soseaua|estrada|travessa|largo|praca|rodovia|alameda|calcada|beco|carrer|placa|passeig|rambla|"
    "camino|ronda|"
    "plaza|pasaje|jiron|jr|callejon|privada|cerrada|jalan|jln|jl|lorong|lebuh|persiaran|soi|thanon|heol|"
    "ffordd|stryd|"
    "bothar|sraid|rruga|odos|leoforos|prospekt|prospect|ulitsa|vul|namesti|trg|bulevar|nabrezi|purok|sitio|"
    "duong|pho"
)
"""Words for a street that stand before its name."""
_ROMANCE = re.compile(
    r"(?<!\w)(?:\d{1,4},?\s(?:bis\s)?(?:rue|avenue|boulevard|place|chemin|quai|impasse)\s(?:de\s|du\s|"
    r"des\s|de la\s|la\s|d')?\w[\w'-]{1,25}(?:\s[A-Z]\w+){0,2}"
    rf"|{one_of(_AHEAD)}\.?\s(?:(?:de|del|da|do|dos|das|du|des|la|los|las|le|les|di|della|dei|d'|y)\s){{0,2}}"
    r"(?:[\w][\w'.-]{0,25}\s){0,3}?[\w'-]{1,25},?\s(?:#\s?|n(?:ro|um)?\.?[oº]?\s?|"
    r"no\.?\s)?\d{1,5}[a-z]?(?:[-/\s]\d{1,4}[a-z]?)?"
    r"(?:,\s\d{4,6}(?=[\s.,;)]|$))?)(?!\w)",
    re.I,
)
_BRITISH = re.compile(
    r"(?<!\w)(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d|[A-HK-Y]\d\d|\d[A-HJKPS-UW]|"
    r"[A-HK-Y]\d[ABEHMNPRV-Y]) ?\d[ABD-HJLNP-UW-Z]{2})(?!\w)",
    re.I,
)
_CANADIAN = re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d(?!\w)", re.I)
_ZIP = re.compile(
    r"(?<=[A-Z]{2} )\d{5}(?:-\d{4})?(?!\w)"
    r"|(?i:(?<=zip )|(?<=zip code )|(?<=postcode )|(?<=post code )|(?<=pin code )|(?<=plz )|(?<=pincode )"
    r"|(?<=postal code ))\d{4,6}(?:-\d{3,4})?(?!\w)"
    r"|(?<![\w.,$€£-])\d{5}(?=\s[A-Z][a-z]{3,})|(?<!\w)\d{4}\s[A-Z]{2}(?=\s[A-Z][a-z])"
)
_OUTWARD = re.compile(
    r"(?<=\()(?:[A-Z]{1,2}\d{1,2}[A-Z]?)(?=\))|(?<=,\s)(?:SW|SE|NW|N|E|W|EC|WC)\d{1,2}(?=[.,;)\n]|$)"
)
_BOX = re.compile(r"(?<!\w)p\.?\s?o\.?\s?box\s\d{1,6}(?!\w)", re.I)
_STREETS = frozenset(
    f"{_KIND}|{_CAPITAL_KIND}|{_SURE}|{_AHEAD}|avd|meadow|bldg".lower().replace("?", "").split("|")
)
_UNITS = frozenset(
    (
        "unit flat apt apartment suite ste arch floor fl room rm block blk shop studio no house plot door "
        "bldg building level"
    ).split()
)
_OFFICES = frozenset(
    "of ofic oficina dpto depto dto dep piso apto apart ap int interior local lote mza bte bus tur stg lok "
    "kv sc et esc "
    "pta puerta planta sala conj bloco cs blk fl flat room rm lot suite villa pod byt krt floor flr".split()
)
_STREET_ENDS = tuple(
    (
        "strasse str weg allee platz gasse ufer damm straat laan gatan vej gata katu kuja tie tee tanav "
        "iela gade gaten veien vagen stien plein gracht kade singel steeg dijk dreef lei utca korut stig "
        "vegur gotu straeti brucke markt graben chaussee steig"
    ).split()
)
"""Ends of words for streets that have a capital or a number behind them."""
_LAST_LETTERS = frozenset(end[-3:] for end in _STREET_ENDS)
_NOT_STREET = re.compile(
    r"^\d+\s(?:[a-z]+\s){0,2}?(?:in a|in the|on the|of the|per|to the|people|of|a|out|weeks?|days?|"
    r"months?|years?|hours?|minutes?|min|mins|mile|miles|rounds?|is|was|the|for|at|by|my|their|"
    r"interviewers?|and)\b",
    re.I,
)
_ON_STREET = re.compile(r"\b(?:on|off|in|at|from|near|down|up)\s$", re.I)
_ANY_STREET = frozenset(
    "this that same next other high main front back side busy quiet dead long short wide narrow open public shopping "
    "residential cobbled easy memory wall fleet bike cycle fast slow inside outside left right middle first second "
    "third every each another some both many hard test screen hair".split()
)
"""What stands before a street in lower case without being its name; ``wall street`` is a trade."""
_LOWER = re.compile(
    r"(?<!\w)([a-z][a-z'-]{3,20})\s(?:street|road|avenue|lane|crescent|terrace|drive|boulevard|close|"
    r"gardens|parade)(?!\w)"
)
_SENTENCE = re.compile(
    r"\b(?:a|the|in|on|my|and|to|of|this|that|their|his|her|from|it|was|they|for|is|with|at|me|us|by|i|we|"
    r"calls?|came)\b",
    re.I,
)
_LOOSE = frozenset(
    "rise view vale bank gate green heights mount park path pike point ridge run spur common bend crossing "
    "end glen hollow "
    "loan trace villas chase meadow meadows orchard fold mall market buildings house court side reach "
    "landing cross corner "
    "approach tower towers place walk way row close hill circle loop trail".split()
)
_AFTER = re.compile(r"(?:st|nd|rd|th)?\.?\s(?:of\s|de\s)?([^\W\d_]+)")
_TONAL = frozenset("pho soi jln str placa odos trg purok".split())
"""Words for a street that are acronyms in capitals."""
_WALKS = re.compile(
    r"(?:\bthe|\bmy|\ba|\bon|\bthis|\bhigh|\bmain)\s(?:street|road|way|lane|place|hill|row|close|drive|"
    r"court|walk|st|dr)\.?$",
    re.I,
)


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Addresses and post codes in the plain text, with the floor and office beside them."""
    found = sorted(set(_streets(text, tokens)))
    for start, end in found:
        yield _found(start, end)
    if found:
        hashes = [s - (text[s - 1 : s] == "#") for s in figures(tokens)]
        yield from _offices(text, sorted({*hashes, *words(tokens, _OFFICES)}), found)


def _offices(text: str, starts: Sequence[int], beside: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """``of. 802``, ``19/F``, ``#04-12``: only next to a street or another unit, divided by a comma at
    most."""
    for match in matches(_OFFICE, text, starts):
        begin, end = match.span()
        for first, last in beside:
            gap = text[last:begin] if last <= begin else text[end:first]
            if len(gap) < 4 and not gap.strip(" ,(/-"):
                yield _found(begin, end)
                break


def _streets(text: str, tokens: Words) -> Iterator[tuple[int, int]]:
    numbers = figures(tokens)
    streets = tokens.at(_STREETS)
    before = sorted({tokens[k].start for at in streets for k in range(max(0, at - 5), at + 1)})
    units, kinds = words(tokens, _UNITS), [tokens[at].start for at in streets]
    for match in matches(_NUMBERED, text, sorted({*numbers, *units})):
        if not _NOT_STREET.match(match[0]) and not _SENTENCE.search(match[0]) and not _counted(text, match):
            yield match.start(), match.end() - match[0].endswith(".")
    for match in matches(_LOWER, text, before):
        led = _ON_STREET.search(text, max(0, match.start() - 8), match.start())
        if not lexicon.rank(match[1].replace("'", "")) or (led and match[1] not in _ANY_STREET):
            yield match.span()
    codes = [tokens[at].start for at in tokens.figured]
    written = {*tokens.capitals, *(at - 1 for at in tokens.figures if at)}
    rare = [tokens[at] for at in sorted(written) if tokens[at].low[-3:] in _LAST_LETTERS]
    long = [token.start for token in rare if token.low.endswith(_STREET_ENDS)]
    for pattern, starts in (
        (_NAMED, sorted({*before, *units})),
        (_GERMAN, long),
        (_ROMANCE, sorted({*numbers, *kinds})),
        (_BRITISH, codes),
        (_CANADIAN, codes),
        (_ZIP, [tokens[at].start for at in tokens.figures if len(tokens[at].text) > 3]),
        (_OUTWARD, codes),
        (_BOX, words(tokens, {"p", "po"})),
        (_UNIT_ONLY, units),
    ):
        for match in matches(pattern, text, starts):
            if pattern is _BRITISH and " " not in match[0] and match[0] != match[0].upper():
                continue
            if pattern is _ZIP and STANDARD.search(text, max(0, match.start() - 6), match.start()):
                continue
            if pattern is _NAMED and _WALKS.search(match[0]):
                continue
            if pattern is _ROMANCE and (
                _SENTENCE.search(match[0]) or _counted(text, match) or _is_other(text, match)
            ):
                continue
            yield match.start(), match.end() - (match[0].endswith(".") and pattern is _NAMED)


def _counted(text: str, match: re.Match[str]) -> bool:
    """Whether a noun follows that the number or the name belongs to (``20 Mile Run``, ``10 Blue Park
    tickets``)."""
    behind = re.match(r"\s([a-z]{3,})", text[match.end() : match.end() + 20])
    kind = match[0].split()[-1].strip(".,")
    loose = kind[0].isdigit() or kind.lower() in _LOOSE
    return bool(loose and behind and behind[1] not in cues.STOP) or bool(
        re.match(r"\d+\s[Mm]iles?\s", match[0])
    )


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to a month (``PHO result board 2 June``), or the word for a street is an acronym."""
    first = match[0].split(None, 1)[0]
    if first.isupper() and len(first) > 2 and first.lower() in _TONAL and not match[0].isupper():
        return True
    after = _AFTER.match(text, match.end())
    return bool(after and fold(after[1]) in month_names())


def _found(start: int, end: int) -> Found:
    return Found(start, end, "ADDRESS", "address", 0.85, "address", fixed=True)
