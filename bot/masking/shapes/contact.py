"""Emails and links, also spelled out (``kim (dot) lee (at) mail (dot) com``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import Chains, chained, matches
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.signs import ATS, DASHES, DOT_WORDS, DOTS, FILES, LINE_WORDS, LINES, PLAIN_WORDS
from bot.masking.tokens import Token, Words

_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|name|io|dev|app|ai|co|me|tv|cc|ly|gg|gl|sh|fm|to|uk|us|ca|au|nz|"
    "ie|eu|de|at|ch|"
    "fr|be|nl|es|pt|it|pl|cz|sk|hu|ro|bg|gr|tr|ru|ua|se|no|dk|fi|is|ee|lv|lt|in|pk|bd|lk|np|cn|jp|kr|tw|"
    "hk|sg|my|th|vn|ph|"
    "id|br|mx|ar|cl|pe|uy|ec|ve|za|ng|ke|gh|tz|ug|et|eg|ma|il|ae|sa|qa|example|test|invalid|local|social|"
    "online|site|"
    "website|store|shop|tech|xyz|cloud|agency|digital|studio|design|careers|jobs|work|page|blog|link|live|"
    "team|health|"
    "care|school|academy|foundation|consulting|solutions|group|global|world|today|space|life|media|news|"
    "email|network"
)
_SURELY_AT = re.compile(rf"[\s\[(]{one_of(ATS)}[\s\])]", re.I)
_DOT = (
    rf"(?:\s?[\[({{<|_*-]\s?(?:{one_of(DOTS)}|\.)\s?[\])}}>|_*-]\s?|"
    rf"\s{one_of(DOTS)}\s|\s\.\s?(?=[a-z]{{2,10}}\b))"
)
_AT = (
    rf"(?:\s?[\[({{<|_*-]\s?(?:at|a|@|ett|{one_of(ATS)})\s?[\])}}>|_*-]\s?|"
    rf"\s(?:at|{one_of(ATS)})\s|\s?\(\s?@\s?\)\s?|\s@\s)"
)
_LINE = (
    rf"(?:\s?[\[({{<]\s?(?:{one_of(f'{LINES}|{DASHES}|plus')})\s?[\])}}>]\s?|"
    rf"\s{one_of(f'{LINES}|{DASHES}')}\s)"
)
_PART = r"(?=[\s.@\[({<|_*-])"
"""Where a part of a spelled email can end: asked first, as the patterns for the signs are costly."""
_DIVIDING = rf"[_-](?!\s?(?:at|a|ett|@|\.|{one_of(f'{ATS}|{DOTS}')})\s?[\])}}>|_*-])"
_LABEL = rf"(?:[^\W_]|{_DIVIDING})"
_NAME = rf"(?:[+]|{_LABEL})"
"""A character of a part. A dash that begins a sign (``kim-at-mail``) is none, so that a text can be divided in one way
only: with several, hostile ones take minutes.
"""
_PLAIN_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])({_NAME}{{1,40}}+{_PART}(?:(?:\.|{_DOT}|{_LINE}){_NAME}{{1,40}}+{_PART}){{0,4}})(?:{_AT}|@)"
    rf"({_LABEL}{{1,40}}+(?:(?:\.|{_DOT}|{_LINE}){_LABEL}{{1,30}}+){{1,3}})(?!\w)",
    re.I,
)
_URL = re.compile(
    r"(?:h(?:tt|xx|\*\*)ps?(?:\[:\]//|://|\[://\])|www\.)[^\s<>\"]{2,500}(?<![.,;:!?)\]'])", re.I
)
_WWW = re.compile(r"[wW][wW][wW]\.")
_DOMAIN = re.compile(
    rf"(?<![\w@./-])((?:[a-z0-9][a-z0-9-]{{0,40}}\.){{1,5}}({_TLD}))(?![\w-]|\.\w)((?:[:/?#][^\s<>\"]{{0,"
    rf"300}})?)",
    re.I,
)
_SPELLED_DOMAIN = re.compile(
    rf"(?<![\w.])[\w-]{{2,40}}(?:\sdot\s|\s?[\[({{]\s?dot\s?[\])}}]\s?)({_TLD})(?!\w)"
    r"(?:(?:\s?/\s?|\sslash\s)@?[\w.-]{1,40}){0,3}",
    re.I,
)
_SPELLED_ABROAD = re.compile(
    r"[\w-]{2,40}(?:\s(?:punkt|punktum|kropka|tocka|tecka|bodka|tacka|piste|titik|nokta)\s[\w-]{2,30}){0,2}"
    r"\s(?:punkt|punktum|kropka|tocka|tecka|bodka|tacka|piste|titik|nokta)\s"
    r"(?:com|net|org|eu|io|example|de|ch|pl|dk|se|cz|sk|fi|rs|hr|tr|hu|ee)(?!\w|\s[a-z])",
    re.I,
)
_DEFANGED = re.compile(
    r"(?<![\w@-])[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}(?:\s?[\[({<]\s?(?:\.|"
    r"dot)\s?[\])}>]\s?[\w-]{1,40}(?:\.[\w-]{1,40}){0,2}){1,4}"
    r"(?<![-_])(?:[:/?#][^\s<>\"]{0,300})?",
    re.I,
)
"""``lamp[.]example/t?k=7``, whatever the ending is."""
_ATS_BEHIND = re.compile(r"\s?[\[({<]\s?(?:at|a|@)\s?[\])}>]|@", re.I)
_DEFANGS = re.compile(r"[\[({<](?:\.|(?<!<)dot|(?<=[\[(]) \.)")
_APART = re.compile(r"(?:(?<=/)\s@?[\w.~-]{1,40}|\s/\s?@?[\w.~-]{1,40}|(?<=[\w-])/\s@?[\w.~-]{1,40}){1,4}")
"""A path with blanks around its strokes: `` / @qorban / fox-loses``."""
_ODD_DOMAIN = re.compile(
    rf"(?:at|on|see|visit|from|to|is|as|via|called|ist|auf|unter|bei|es|en|est|sur|su|op|na|pa|er|jest)\s"
    rf"([\w-]{{3,40}})((?:\s(?:{one_of(DOTS)})\s[\w-]{{2,30}}){{1,3}})"
    r"((?:(?:\s?/\s?|\sslash\s)@?[\w-]{1,40}){0,3})(?=\s?[.,;:!?)\n]|$|\s(?:and|or|but|if|for|in|with|where|which|is|"
    r"was)\b)",
    re.I,
)
_WORDY_TLD = frozenset(
    "in it is at be no so us me my to am as do id la ma pm co to ai the work team care life world".split()
)
_SIGN_WORDS = DOT_WORDS | {"underscore"}
_JOINTS = frozenset(re.split(r"\W", name)[0] for name in f"at|{DOTS}|{ATS}|{LINES}|{DASHES}".split("|"))
"""The first words of all signs that are spelled out."""
_OPENING = ("[", "(", "{", "<")
_ATS = frozenset(("at", "a", "arroba"))
_NOT_LOCAL = frozenset(
    "me us him her them am is are was were be look looking work works working available and or up down in "
    "out i "
    "arrived interview interviewed job role team live lives study studied start started meet met stay "
    "back".split()
)
_SITE = re.compile(
    r"\b(?:shop|web|website|webseite|seite|site|sitio|pagina|page|blog|portfolio|domain|homepage|strona|sida|"
    r"hjemmeside|fotos|photos|laden|butikk|tienda|loja|negozio|winkel)\s$",
    re.I,
)
_LEADS = tuple(
    f"{word} "
    for word in (
        "at on see visit from to is as via called ist auf unter bei es en est sur su op na pa er jest"
    ).split()
)


def find(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    """Emails and links in the plain text; none of them can be undone."""
    if "@" in text:
        for match in _PLAIN_EMAIL.finditer(text):
            yield Found(*match.span(), "EMAIL", "email", 0.99, "email", fixed=True)
    yield from _spelled(text, tokens)
    if "//" in text or _WWW.search(text):
        for match in _URL.finditer(text):
            yield Found(*match.span(), "URL", "link", 0.99, "link", fixed=True)
    yield from _domains(text, tokens, chains)


def _spelled(text: str, tokens: Words) -> Iterator[Found]:
    near = tokens.at(_SIGN_WORDS)
    if "@" in text:
        plain = not tokens.lows & LINE_WORDS
        near += [
            at for at in tokens.joined if "@" in tokens[at].gap and not (plain and _is_plain(tokens, at))
        ]
    ats = tokens.at(_ATS)
    near += [at + 1 for at in ats if tokens[at].gap.endswith(_OPENING) and at < tokens.joined[-1]]
    near += [at for at in ats if at + 2 < len(tokens) and tokens[at + 2].gap.strip() == "."]
    if not near:
        return
    parts = sorted({k for at in near for k in range(max(0, at - 6), at + 1)})
    starts = [tokens[k].start for k in parts if k + 1 == len(tokens) or _is_joint(tokens[k + 1])]
    for match in matches(_SPELLED_EMAIL, text, starts):
        local, domain = match[1], match[2]
        tail = re.split(r"[^\w]|dot", domain.lower())[-1]
        if not re.fullmatch(_TLD, tail) or (local.lower() in _NOT_LOCAL and "@" not in match[0]):
            continue
        if local.lower() in cues.STOP and "." in domain and "@" not in match[0]:
            continue  # "the ad lives on at lamp.example": the domain is found below
        if domain.lower().startswith("www") or local.lower() in ("post", "posts", "posted", "apply", "site"):
            continue
        if (
            tail in _WORDY_TLD
            and "dot" not in match[0].lower()
            and "@" not in match[0]
            and not _SURELY_AT.search(match[0])
        ):
            continue
        yield Found(*match.span(), "EMAIL", "email", 0.95, "email", fixed=True)
    dots = tokens.at(DOT_WORDS)
    starts = sorted({tokens[k].start for at in dots for k in range(max(0, at - 6), at)})
    for match in matches(_SPELLED_DOMAIN, text, starts):
        if not lexicon.is_kept(match[0]) and match[0].split()[0].lower() not in PLAIN_WORDS:
            end = match.end() - match[0].endswith(".")
            yield Found(match.start(), end, "URL", "link", 0.9, "link", fixed=True)
    for match in matches(_SPELLED_ABROAD, text, starts):
        if match[0].split()[0].lower() not in PLAIN_WORDS:
            yield Found(*match.span(), "URL", "link", 0.9, "link", fixed=True)
    for match in matches(
        _ODD_DOMAIN, text, [s for s in starts if text[s : s + 8].lower().startswith(_LEADS)]
    ):
        names = [match[1].lower(), *match[2].lower().split()]
        sites = [name for name in names if name and name not in DOT_WORDS]
        common = [1 <= lexicon.rank(name) <= 4 for name in sites]
        if (
            any(name in PLAIN_WORDS for name in sites)
            or lexicon.is_kept(".".join(sites))
            or sites[-1] in FILES
        ):
            continue
        if "dot" not in names and not (
            re.fullmatch(_TLD, sites[-1]) or _SITE.search(text, max(0, match.start() - 24), match.start())
        ):
            continue
        if not all(common) or match[3]:
            yield Found(match.start(1), match.end(), "URL", "link", 0.85, "link", fixed=True)


def _is_joint(token: Token) -> bool:
    """Whether a sign stands before a word, or the word is one for a sign."""
    return token.gap != " " or token.low in _JOINTS


def _is_plain(tokens: Words, at: int) -> bool:
    """Whether the sign before a word is that of a handle, or of an email that is not spelled out."""
    gap = tokens[at].gap
    return gap == " @" or (gap == "@" and at + 1 < len(tokens) and tokens[at + 1].gap == ".")


def _domains(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    if ("." in text or "[dot" in text or "(dot" in text) and _DEFANGS.search(text):
        yield from _defanged(text, tokens)
    for match in matches(_DOMAIN, text, chained(chains, ".")):
        domain, tail, path = match[1], match[2], match[3]
        bare = not path and domain.count(".") == 1
        if bare and (lexicon.is_kept(domain) or (domain.split(".")[0].isdigit())):
            continue
        run_on = tail != tail.lower() or tail in _WORDY_TLD or domain[0].isupper()
        if bare and run_on and lexicon.rank(domain.split(".")[0].lower()):
            continue  # "the end.In the end": a full stop without its space
        end = match.end() - len(path) + len(path.rstrip(".,;:!?)]'"))
        if end == match.end() and (apart := _APART.match(text, end)) and _is_path(apart[0]):
            end = apart.end() - len(apart[0]) + len(apart[0].rstrip("."))
        yield Found(match.start(), end, "URL", "link", 0.95, "link", fixed=True)


def _defanged(text: str, tokens: Words) -> Iterator[Found]:
    starts = []
    for at in tokens.joined:
        if (
            not at
            or tokens[at].gap.strip(" []()<>{}") not in ("", ".")
            or tokens[at].gap[:2].strip(" ")[:1] not in _OPENING
        ):
            continue
        first = at - 1
        while first and tokens[first].gap in (".", "-") and at - first < 5:
            first -= 1
        starts.append(tokens[first].start)
    for match in matches(_DEFANGED, text, starts):
        end = match.end() - len(match[0]) + len(match[0].rstrip(".,;:!?)]'"))
        if end - match.start() < 7 or _ATS_BEHIND.match(text, match.end()):
            continue
        yield Found(match.start(), end, "URL", "link", 0.95, "link", fixed=True)


def _is_path(apart: str) -> bool:
    """Whether what follows a domain after strokes is no plain word (``lamp.example / nora-b``)."""
    parts = [part.strip(" .") for part in apart.split("/")]
    return any(part and (not part.isalpha() or not lexicon.rank(part.lower())) for part in parts) and not any(
        "." in part for part in parts
    )
