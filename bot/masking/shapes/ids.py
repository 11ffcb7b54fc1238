"""Requisition, application, licence and employee numbers, and other codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import STANDARD, Chains, back, chained, matches, words
from bot.masking.tokens import Words

_WHAT = (
    "vac|req|requisition|ref|reference|job|position|role|application|app|posting|post|listing|ad|advert|"
    "ticket|case|licen[cs]e|lic|badge|"
    "employee|emp|staff|candidate|applicant|exam|vacancy|kennziffer|stelle|aktenzeichen|az|vorgang|plaza|"
    "vacante|oferta|stellennummer|referenz|student|membership|member|permit|pin|nmc pin|"
    "nmc|reg|registration|cert|certificate|roll|order|confirmation|tracking|expediente|matricule|"
    "matricula|legajo|cedula|folio|"
    "convocatoria|account|payroll|passport|visa|ssn|aadhaar|pan|nin|bvn|dni|cpf|nif|cnic|nric|personnel|"
    "driver|dl|npi|bar|gmc|hcpc|dea|"
    "file|dossier|enrol+ment|serial|user|profile|portal|id|no|number|nr|num|code"
)
_CUED = re.compile(
    rf"(?<![^\W_])(?:{_WHAT})s?(?:[\s-](?:id|no|number|nr|num|code|ref|pin))?(?:\.|:|#|\s(?:is|was|no\.?|"
    rf"number|id|code|#|nr\.?)){{0,2}}\s?[:#(]?\s?[\"']?"
    r"((?:(?-i:[A-Z]{1,5})[ -])?(?=[\w/.-]{0,20}\d[\w/.-]{0,20}\d)[A-Za-z0-9]{1,16}(?:[-_/.][A-Za-z0-9]{1,"
    r"12}){0,5})(?![\w])",
    re.I,
)
_CODE = re.compile(
    r"(?<![\w/.@-])(?=[A-Za-z0-9/_-]{0,30}\d)[A-Za-z]{1,6}\d{0,4}(?:[-_/][A-Za-z0-9]{1,10}){1,"
    r"5}(?![\w/@-])|(?<![\w/.@-])\d{2,6}(?:[-/][A-Za-z]{1,6})(?:[-/]\d{1,8}){1,3}(?!\w)"
    r"|(?<![\w/.@+-])\d{2,4}-0\d{2,5}(?![\w-])"
)
_JOINED = re.compile(
    r"(?<![\w/.@-])[A-Za-z]{1,4}[- ]?\d{5,12}[A-Za-z]?(?![\w-])|(?<![\w/.@-])(?=\w{0,12}\d\w{0,12}\d\w{0,"
    r"12}\d)(?=\w{0,12}[A-Z])[A-Z0-9]{7,16}(?![\w-])"
)
_LONG = re.compile(r"(?<![\w.,/+$€£-])#?\d{6,20}(?![\w]|[.,]\d)")
_FIVE = re.compile(r"(?<![\w.,/+$€£#-])\d{5}(?![\w%]|[.,/-]\d|\s[a-z]+s\b)")
_NATIONAL = re.compile(
    r"(?<![\w.,/+-])(?:\d{1,3}(?:\.\d{3}){1,3}-[\dkK]|\d{3}\.\d{3}\.\d{3}-\d\d|\d\d\.\d{3}\.\d{3}/\d{4}-\d\d|"
    r"\d{3}-\d\d-\d{4}|"
    r"756\.\d{4}\.\d{4}\.\d\d|\d{5}-\d{7}-\d|\d{6}-\d{2}-\d{4}|\d{6}-\d{7}|\d{6}[-+A]\d{3}[\dA-Y]|"
    r"\d{6}/\d{3,4}|\d{7,8}[- ]?[A-Z]|"
    r"[A-Z]\d{6}\(\d\)|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]|[XYZ][- ]?\d{7}[- ]?[A-Z]|[A-Z]{5}\d{4}[A-Z]|\d{4} "
    r"\d{4} \d{4}|"
    r"[12] \d\d \d\d \d\d \d{3} \d{3}(?: \d\d)?|\d\d\.\d\d\.\d\d-\d{3}\.\d\d|"
    r"[A-Z]{1,2}\d{1,2}/\d{3,}/\d{2,4})(?![\w-]|[.,]\d)"
)
"""Numbers a state gives to a person or a firm: RUT, CPF, SSN, AHV, CNIC, CPR, DNI, NINO, PAN, NIR and the like."""
_MARKS = re.compile(
    r"(?i:tail|reg|registration|aircraft|plane|helicopter|boat|vessel|plate|plates|number plate|call ?sign|"
    r"callsign|kennzeichen|"
    r"matricula|immatriculation|imo|mmsi|locker|bed|unit|ref|code|voucher|badge)\.?"
    r"(?:\s(?:no|number|is|was|id))?\.?:?\s((?=[A-Z0-9-]*[A-Z])[A-Z0-9]{1,4}(?:-[A-Z0-9]{1,6}){1,3}|"
    r"[A-Z]{3}\s?\d{3,4}[A-Z]?)(?![\w-])"
)
"""Marks of a craft, a car or a locker, which may have no figure at all: ``tail XA-QZQ``."""
_MARK_WORDS = frozenset(
    "tail reg registration aircraft plane helicopter boat vessel plate plates call callsign kennzeichen "
    "matricula "
    "immatriculation imo mmsi locker bed unit ref code voucher badge".split()
)
_HASH = re.compile(r"(?<![\w&])#\d{3,12}(?!\w)")
_CUE_WORDS = frozenset(re.sub(r"enrol\+", "enroll|enrol", _WHAT).replace("[cs]", "c").split("|")) | {
    "license",
    "nmc",
    "enrolment",
    "enrollment",
}
_CUE_WORDS |= {f"{word}s" for word in _CUE_WORDS}
_WEAK = frozenset(
    (
        "job role post ad app case order file user member no number code bar pan position posting student "
        "account id staff"
    ).split()
)


def find(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    """Reference numbers and codes in the plain text."""
    cues = words(tokens, _CUE_WORDS)
    for match in matches(_CUED, text, cues):
        value, cue = match[1], match[0][: match.start(1) - match.start()].lower()
        if _credible(value, cue):
            yield _found(match.start(1), match.end(1))
    for match in matches(_CODE, text, chained(chains, "-/_")):
        if _coded(match[0]):
            yield _found(*match.span())
    numbers = [tokens[at].start for at in tokens.figures if len(tokens[at].text) > 2]
    for match in matches(_FIVE, text, numbers):
        if STANDARD.search(text, max(0, match.start() - 6), match.start()):
            continue
        yield Found(*match.span(), "ID", "maybe number", 0.4, "number", action="suggest")
    for match in matches(_MARKS, text, words(tokens, _MARK_WORDS)):
        if not _is_kept(match[1]) and not all(lexicon.rank(p.lower()) for p in match[1].split("-")):
            yield _found(*match.span(1))
    numbered = {at - 1 for at in tokens.figures}  # words with a figure behind them
    odd = [(at in numbered, tokens[at]) for at in tokens.odd]
    shown = [t for led, t in odd if (led and t.case in "U-M") or not t.text.isalpha()]
    mixed = [t.start for t in shown if t.text[-1].isdigit() or (t.case in "UM" and len(t.text) < 5)]
    hashed = back(text, numbers, "#", 1) if "#" in text else numbers
    for pattern, starts in (
        (_NATIONAL, [t.start for t in shown]),
        (_JOINED, mixed),
        (_LONG, hashed),
        (_HASH, hashed if "#" in text else []),
    ):
        for match in matches(pattern, text, starts):
            if not _is_kept(match[0]) and not STANDARD.search(text, max(0, match.start() - 6), match.start()):
                yield _found(*match.span())


def _credible(value: str, cue: str) -> bool:
    digits = sum(c.isdigit() for c in value)
    if _is_kept(value) or re.fullmatch(
        r"(?:19|20)\d\d|\d+(?:st|nd|rd|th|k|am|pm|yrs?|hrs?|x|min|days?|weeks?|months?|years?|kg|lb|ish)|"
        r"\d\d?[:.]\d\d",
        value,
        re.I,
    ):
        return False
    if value.isdigit():
        word = re.match(r"[a-z]+", cue)
        loose = (
            word is not None and word[0] in _WEAK and not re.search(r"[#:]|\bid\b|\bno\b|number|code", cue)
        )
        return digits >= (4 if loose else 3) and not (
            loose and re.match(r"(?:job|role|post|app|position|student)\s", cue) and digits < 4
        )
    return digits >= 3 or (digits >= 2 and bool(re.search(r"[-_/ ]", value)))


def _coded(value: str) -> bool:
    """A code such as ``PhD-BOR-07``: several parts and enough digits; no plain range, no known standard."""
    parts = re.split(r"[-_/]", value)
    digits = sum(c.isdigit() for c in value)
    if (
        _is_kept(value)
        or any(lexicon.rank(p.lower()) in (1, 2) and len(p) > 3 for p in parts)
        or re.search(r"\d(?:st|nd|rd|th|min|hr|day|week|year|month|yr|k)(?:[-_/]|$)", value, re.I)
    ):
        return False
    upper = any(c.isupper() for c in value)
    return digits >= 4 or (digits >= 2 and upper and len(parts) >= 3) or (digits >= 3 and upper)


def _is_kept(value: str) -> bool:
    return lexicon.is_kept(value)


def _found(start: int, end: int) -> Found:
    return Found(start, end, "ID", "number", 0.9, "number", fixed=False)
