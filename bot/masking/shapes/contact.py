"""Emails, links, handles and Discord mentions: also spelled out (``kim (dot) lee (at) mail (dot) com``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import chained, matches, words
from bot.masking.shapes.choices import one_of
from bot.masking.tokens import Words

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
_DOTS = (
    "dot|d0t|punkt|punto|ponto|point|punt|tocka|kropka|punktum|piste|prik|tecka|bodka|pont|nokta|titik|tuldok|tacka|"
    "punct|"
    "taskas|punkts|pika|nukta|tochka|krapka|noqta|nuqta|bindu|cham|teleia|точка|крапка|тачка|τελεια"
)
_ATS_ALONE = (
    "arroba|malpa|malpka|snabel-a|snabel a|snabela|snabel|chiocciola|arobase|arrobase|apenstaartje|klammeraffe|zavinac|"
    "kukac|"
    "krollalfa|alfakroll|arond|sobaka|sobachka|afna|papaki|kuyruklu a|miukumauku|at-merkki|a com arroba|a cong|dogg|"
    "собака|"
    "собачка|равлик|маймунка|παπακι|arobas"
)
_SURELY_AT = re.compile(rf"[\s\[(]{one_of(_ATS_ALONE)}[\s\])]", re.I)
_LINES = (
    "underscore|under score|underline|guion bajo|barra baja|traco baixo|sublinhado|tiret bas|tiret du bas|souligne|"
    "unterstrich|"
    "onderstrepingsteken|laag streepje|trattino basso|podkreslnik|podkresleniem|understreck|understrek|understreg|"
    "understregning|alaviiva|alt cizgi|alt tire|garis bawah|podtrzitko|podciarkovnik|podvlaka|alulvonas|liniuta jos|"
    "gach duoi|"
    "подчеркивание|нижнее подчеркивание|підкреслення"
)
_DASHES = (
    "dash|hyphen|minus|guion|guion medio|traco|hifen|tiret|trattino|bindestrich|streepje|koppelteken|liggend streepje|"
    "myslnik|"
    "lacznik|bindestreck|bindestrek|bindestreg|viiva|yhdysmerkki|tire|strip|pomlcka|crtica|kotojel|gach ngang|tabanzo"
)
_DOT = (
    rf"(?:\s?[\[({{<|_*-]\s?(?:{one_of(_DOTS)}|\.)\s?[\])}}>|_*-]\s?|"
    rf"\s{one_of(_DOTS)}\s|\s\.\s?(?=[a-z]{{2,10}}\b))"
)
_AT = (
    rf"(?:\s?[\[({{<|_*-]\s?(?:at|a|@|ett|{one_of(_ATS_ALONE)})\s?[\])}}>|_*-]\s?|"
    rf"\s(?:at|{one_of(_ATS_ALONE)})\s|\s?\(\s?@\s?\)\s?|\s@\s)"
)
_LINE = (
    rf"(?:\s?[\[({{<]\s?(?:{one_of(f'{_LINES}|{_DASHES}|plus')})\s?[\])}}>]\s?|"
    rf"\s{one_of(f'{_LINES}|{_DASHES}')}\s)"
)
_PLAIN_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])([\w+-]{{1,40}}(?:(?:\.|{_DOT}|{_LINE})[\w+-]{{1,40}}){{0,4}})(?:{_AT}|"
    rf"@)([\w-]{{1,40}}(?:(?:\.|"
    rf"{_DOT}|{_LINE})[\w-]{{1,30}}){{1,3}})(?!\w)",
    re.I,
)
_URL = re.compile(
    r"(?:h(?:tt|xx|\*\*)ps?(?:\[:\]//|://|\[://\])|www\.)[^\s<>\"]{2,500}(?<![.,;:!?)\]'])", re.I
)
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
_DEFANGS = ("[.", "(.", "{.", "<.", "[dot", "(dot", "{dot", "[ .", "( .")
_APART = re.compile(r"(?:(?<=/)\s@?[\w.~-]{1,40}|\s/\s?@?[\w.~-]{1,40}|(?<=[\w-])/\s@?[\w.~-]{1,40}){1,4}")
"""A path with blanks around its strokes: `` / @qorban / fox-loses``."""
_ODD_DOMAIN = re.compile(
    rf"(?:at|on|see|visit|from|to|is|as|via|called|ist|auf|unter|bei|es|en|est|sur|su|op|na|pa|er|jest)\s([\w-]{{3,40}})((?:\s(?:{one_of(_DOTS)})\s[\w-]{{2,30}}){{1,3}})"
    r"((?:(?:\s?/\s?|\sslash\s)@?[\w-]{1,40}){0,3})(?=\s?[.,;:!?)\n]|$|\s(?:and|or|but|if|for|in|with|where|which|is|"
    r"was)\b)",
    re.I,
)
_SIGN = one_of(f"{_LINES}|{_DASHES}|{_DOTS}")
_SPELLED_HANDLE = re.compile(rf"[\w.]{{2,30}}(?:\s{_SIGN}\s[\w.]{{1,30}}){{1,4}}(?<!\.)(?!\w)", re.I)
_SPELLED_AT = re.compile(
    rf"{one_of(_ATS_ALONE)}\s([\w.]{{2,30}}(?:\s{_SIGN}\s[\w.]{{1,30}}){{0,4}})(?<!\.)(?!\w)", re.I
)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:|/[\w -]{1,60}:)\d{15,22}>")
_AT_HANDLE = re.compile(
    r"(?<![\w@/.])@[\w.-]{2,40}(?<![.-])(?:#\d{4})?|(?<!\w)u/[\w-]{3,20}|(?<!\w)[\w.]{2,32}#\d{4}(?!\w)"
)
_NETWORK = (
    "insta|instagram|ig|twitter|tiktok|telegram|tg|discord|dc|disc|snapchat|snap|threads|bsky|bluesky|"
    "mastodon|github|gh|"
    "gitlab|linkedin|reddit|skype|wechat|weixin|line|kakao|kik|psn|steam|xbox|twitch|youtube|behance|"
    "dribbble|vk|facebook|fb|signal|matrix|threema|session|tumblr|bandcamp|soundcloud|letterboxd|strava|"
    "ravelry|itch|deviantart|"
    "artstation|pinterest|vimeo|substack|patreon|venmo|cashapp|paypal|zelle|viber|zalo|qq|weibo|xiaohongshu|"
    "whatsapp|lichess|"
    "roblox|minecraft|nintendo|kaggle|leetcode|codepen|bitbucket|depop|vinted|bereal|yt|sc|onlyfans|ko-fi|etsy|ao3|"
    "wattpad|goodreads|poshmark|pixelfed|mixcloud|flickr|x"
)
_NAMED_HANDLE = re.compile(
    rf"(?<!\w)(?:my\s|his\s|her\s|their\s|your\s)?(?:{_NETWORK}|handle|username|user name|gamertag|nick|"
    rf"nickname|"
    rf"screen name|tag|alias|login|friend code|riot id|battletag|usuario|user|benutzername|pseudo)"
    r"(?:\s(?:is|was|handle|name|id|tag|user|username|account)){0,2}\s?[:=]?\s?([\w.-]{3,40})(?<![.-])",
    re.I,
)
_HANDLE_ON = re.compile(rf"([\w.-]{{3,40}})\s(?:on|over on|@)\s(?:{_NETWORK})(?!\w)", re.I)
_NETWORK_SLASH = re.compile(rf"(?<![\w./@])(?:{_NETWORK})/([\w.-]{{3,40}})(?<![.-])(?![\w/])", re.I)
_AM_ON = re.compile(
    rf"on\s(?:{_NETWORK})[, ]\s?(?:i'?m|i am|i go by|as|under|it's|its|i'm called|she's|he's|they're)\s"
    r"([\w.-]{3,40})(?<![.-])(?!\w)",
    re.I,
)
_WORDS_ON = re.compile(
    rf"on\s(?:{_NETWORK})\s(?:as|under)\s([\w.'-]+(?:\s[\w'-]+){{1,3}})(?=\s?[.,;:!?)\n]|$|\s(?:and|but|if|so|or|for|"
    rf"too|"
    r"where|btw|in case|with)\b)",
    re.I,
)
"""``is on fb as acorn mum bev``: a name of several words on a network."""
_WHO_ON = re.compile(
    r"\b(?:i'?m|am|is|he's|she's|they're|me|him|her|them|us|we're|are|page|posts?|posting|sells?|selling|stuff|work|"
    r"art|"
    r"drawings|photos|herself|himself|myself)\s(?:up\s|over\s)?$",
    re.I,
)
_NET = re.compile(
    rf"[,;]?\s(?:over\s)?(?:on|@|at|via|sur|en|auf|bei|op|na|pa|su|no|di)\s(?:the\s)?(?:{_NETWORK})(?!\w)",
    re.I,
)
_HANDLE_CUE = re.compile(
    rf"(?:\b(?:is|as|at|on|me|him|her|them|handle|username|user|find|follow|add|dm|called|by|am|es|sou|soy|suis|bin|ben|"
    rf"heter|"
    rf"hedder|jestem|adim|saya|{_NETWORK})|[:@=(])\s?[\"']?$",
    re.I,
)
_DOTTED_ON = re.compile(
    r"\b(?:on|at|as|is|me|dm|add|follow|find)\s([a-z][a-z0-9_]{1,20}(?:[._][a-z0-9_]{1,20}){1,3})(?![\w.@/]*\w)",
    re.I,
)
_FILES = frozenset(
    "js py md pdf txt doc docx xls xlsx csv json yaml yml ts tsx jsx html css net sql sh zip rs go".split()
)
_FIGURES_ONLY = re.compile(r"[\d.,-]+(?:st|nd|rd|th|k|m|am|pm|%)?$")
_WORDY_TLD = frozenset(
    "in it is at be no so us me my to am as do id la ma pm co to ai the work team care life world".split()
)
_NAMERS = frozenset(
    "handle username user gamertag nick nickname screen tag alias login friend riot battletag usuario "
    "benutzername pseudo".split()
)
_NETWORKS = frozenset(_NETWORK.split("|")) | {*_NAMERS}
_DOT_WORDS = frozenset(word for name in f"{_DOTS}|{_ATS_ALONE}".split("|") for word in name.split()) - {
    "a",
    "com",
}
_LINE_WORDS = frozenset(name.split()[0] for name in f"{_LINES}|{_DASHES}".split("|")) - {
    "under",
    "alt",
    "tire",
    "strip",
    "gach",
}
_AT_WORDS = frozenset(name.split()[0] for name in _ATS_ALONE.split("|")) - {"a"}
_PLAIN_WORDS = frozenset(
    "the a an this that these those each one single every no another some any all his her my your our their its it and "
    "or but "
    "with without of to in on at by for from as is was are were be not than polka micro red blue green black white "
    "pink yellow "
    "laser quantum matrix data grey gray orange little tiny big per "
    "connect only new main first last same "
    "un une el la le les der die das ein eine il lo een het et den det um uma ce cet "
    "i we you they he she me us him them "
    "net".split()
)
_SIGN_WORDS = _DOT_WORDS | {"underscore"}
_ROLE_WORDS = (
    cues.TITLES | frozenset(cues.ROLES) | frozenset("source usual well contact member admin mod".split())
)
_OPENING = ("[", "(", "{", "<")
_ON = frozenset(("on",))
_FIRSTS = frozenset(name.split("-")[0] for name in _NETWORK.split("|"))
_JOINED = frozenset("._")
_ONTO = frozenset("on at as is me dm add follow find".split())
_ATS = frozenset(("at", "a", "arroba"))
_NOT_LOCAL = frozenset(
    "me us him her them am is are was were be look looking work works working available and or up down in "
    "out i "
    "arrived interview interviewed job role team live lives study studied start started meet met stay "
    "back".split()
)


def find(text: str, tokens: Words) -> Iterator[Found]:
    """Contact details in the plain text; none of them can be undone."""
    if "@" in text:
        yield from _all(_PLAIN_EMAIL.finditer(text), "EMAIL", "email", 0.99, "email")
    if "@" in text or "#" in text or "u/" in text:
        yield from _all(_AT_HANDLE.finditer(text), "HANDLE", "handle", 0.95, "handle")
    yield from _spelled(text, tokens)
    if "//" in text or "www." in text.lower():
        yield from _all(_URL.finditer(text), "URL", "link", 0.99, "link")
    yield from _domains(text, tokens)
    yield from _lined(text, tokens)
    if "<" in text:
        yield from _all(_MENTION.finditer(text), "ID", "mention", 0.99, "member")
    yield from _handles(text, tokens)
    if "_" in text:
        yield from _underscored(text, tokens)


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
_UNDERSCORED = re.compile(r"[A-Za-z0-9.]{1,30}(?:_[A-Za-z0-9.]{1,30}){1,5}(?![\w(])")
_SAID_TO_BE = re.compile(r"(?:\bis|\bwas|\bon|[:@(]|\bas|\bread)\s?$", re.I)


def _underscored(text: str, tokens: Words) -> Iterator[Found]:
    """``gary_from_ohio_1961``: a name with underscores and a year or number behind, or said to be one."""
    for match in matches(_UNDERSCORED, text, chained(tokens, "_")):
        numbered = re.search(r"[a-z]_?\d{2,}$", match[0])
        if not lexicon.is_kept(match[0]) and (
            numbered or _SAID_TO_BE.search(text, max(0, match.start() - 8), match.start())
        ):
            yield Found(*match.span(), "HANDLE", "handle", 0.85, "handle", fixed=True)


def _all(
    found: Iterator[re.Match[str]], kind: str, rule: str, confidence: float, label: str
) -> Iterator[Found]:
    for match in found:
        yield Found(*match.span(), kind, rule, confidence, label, fixed=True)


def _spelled(text: str, tokens: Words) -> Iterator[Found]:
    near = tokens.at(_SIGN_WORDS)
    plain = not tokens.lows & _LINE_WORDS
    near += [at for at in tokens.joined if "@" in tokens[at].gap and not (plain and _is_plain(tokens, at))]
    near += [
        at + 1
        for at in tokens.joined[:-1]
        if tokens[at].gap.endswith(_OPENING) and tokens[at].low in _ATS and at + 1 < len(tokens)
    ]
    near += [
        at - 2
        for at in tokens.joined
        if at > 1 and tokens[at].gap.strip() == "." and tokens[at - 2].low in _ATS
    ]
    if not near:
        return
    starts = sorted({tokens[k].start for at in near for k in range(max(0, at - 6), at + 1)})
    for match in matches(_SPELLED_EMAIL, text, starts):
        local, domain = match[1], match[2]
        tail = re.split(r"[^\w]|dot", domain.lower())[-1]
        if not re.fullmatch(_TLD, tail) or (local.lower() in _NOT_LOCAL and "@" not in match[0]):
            continue
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
    dots = tokens.at(_DOT_WORDS)
    starts = sorted({tokens[k].start for at in dots for k in range(max(0, at - 6), at)})
    for match in matches(_SPELLED_DOMAIN, text, starts):
        if not lexicon.is_kept(match[0]) and match[0].split()[0].lower() not in _PLAIN_WORDS:
            end = match.end() - match[0].endswith(".")
            yield Found(match.start(), end, "URL", "link", 0.9, "link", fixed=True)
    for match in matches(_SPELLED_ABROAD, text, starts):
        if match[0].split()[0].lower() not in _PLAIN_WORDS:
            yield Found(*match.span(), "URL", "link", 0.9, "link", fixed=True)
    for match in matches(
        _ODD_DOMAIN, text, [s for s in starts if text[s : s + 8].lower().startswith(_LEADS)]
    ):
        names = [match[1].lower(), *match[2].lower().split()]
        sites = [name for name in names if name and name not in _DOT_WORDS]
        common = [1 <= lexicon.rank(name) <= 4 for name in sites]
        if (
            any(name in _PLAIN_WORDS for name in sites)
            or lexicon.is_kept(".".join(sites))
            or sites[-1] in _FILES
        ):
            continue
        if "dot" not in names and not (
            re.fullmatch(_TLD, sites[-1]) or _SITE.search(text, max(0, match.start() - 24), match.start())
        ):
            continue
        if not all(common) or match[3]:
            yield Found(match.start(1), match.end(), "URL", "link", 0.85, "link", fixed=True)


def _is_plain(tokens: Words, at: int) -> bool:
    """Whether the sign before a word is that of a handle, or of an email that is not spelled out."""
    gap = tokens[at].gap
    return gap == " @" or (gap == "@" and at + 1 < len(tokens) and tokens[at + 1].gap == ".")


def _lined(text: str, tokens: Words) -> Iterator[Found]:
    """``lagi underscore tapper on ig``, ``arroba kemi punto dibuja``: handles spelled out."""
    for match in matches(_SPELLED_AT, text, words(tokens, _AT_WORDS)):
        if match[1].split()[0].lower() not in _PLAIN_WORDS:
            yield Found(*match.span(), "HANDLE", "handle", 0.9, "handle", fixed=True)
    lines = tokens.at(_LINE_WORDS)
    starts = sorted({tokens[k].start for at in lines for k in range(max(0, at - 4), at)})
    for match in matches(_SPELLED_HANDLE, text, starts):
        parts = match[0].lower().split()
        if parts[0] in _PLAIN_WORDS or parts[-1] in _PLAIN_WORDS or not _LINE_WORDS.intersection(parts):
            continue
        net = _NET.match(text, match.end())
        led = _HANDLE_CUE.search(text, max(0, match.start() - 24), match.start())
        names = [part for part in parts if part not in _LINE_WORDS and part not in _DOT_WORDS]
        common = all(1 <= lexicon.rank(name) <= 4 for name in names)
        named = led and led[0].split()[-1].lower() not in ("is", "as", "at", "on") and "underscore" in parts
        if net or named or (led and not common):
            yield Found(*match.span(), "HANDLE", "handle", 0.9, "handle", fixed=True)


def _domains(text: str, tokens: Words) -> Iterator[Found]:
    if ("." in text and any(sign in text for sign in _DEFANGS)) or "[dot" in text or "(dot" in text:
        yield from _defanged(text, tokens)
    for match in matches(_DOMAIN, text, chained(tokens, ".")):
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


def _before_joined(tokens: Words) -> list[int]:
    """Beginnings of the words of ``_ONTO`` that stand before words joined by a dot or a low line."""
    return [
        tokens[at].start
        for at in tokens.at(_ONTO)
        if at + 2 < len(tokens)
        and tokens[at + 2].gap[:1] in _JOINED
        and not tokens[at + 2].gap[-1:].isspace()
    ]


def _handles(text: str, tokens: Words) -> Iterator[Found]:
    """``my insta is mo.draws``, ``mo.draws on threads``, ``kaggle/mo_draws`` and ``wrote to me on mo.draws``."""
    for match in matches(_NETWORK_SLASH, text, words(tokens, _NETWORKS)):
        word = match[1].lower()
        if (
            word not in _NETWORKS
            and (not word.isalpha() or not lexicon.rank(word))
            and not lexicon.is_kept(word)
        ):
            yield Found(*match.span(), "HANDLE", "handle", 0.9, "handle", fixed=True)
    onto = [at for at in tokens.at(_ON) if at + 1 < len(tokens) and tokens[at + 1].low in _FIRSTS]
    network = [tokens[at].start for at in onto]
    for match in matches(_AM_ON, text, network):
        word = match[1].lower()
        if not lexicon.is_kept(word) and lexicon.rank(word) in (0, 6) and not _FIGURES_ONLY.match(word):
            yield Found(*match.span(1), "HANDLE", "handle", 0.9, "handle", fixed=True)
    for match in matches(_WORDS_ON, text, network):
        said = match[1].lower().split()
        if not _WHO_ON.search(text, max(0, match.start() - 14), match.start()):
            continue
        role = said[-1] in _ROLE_WORDS or said[-1].removesuffix("s") in _ROLE_WORDS
        plain = [
            word for word in said[said[0] == "the" :] if word in _PLAIN_WORDS and word not in ("and", "of")
        ]
        full = len(said) > 2 or said[0] != "the"
        if (
            full
            and not (role or plain or {said[0], said[-1]} & {"and", "of"})
            and not lexicon.is_kept(match[1])
        ):
            yield Found(*match.span(1), "HANDLE", "handle", 0.85, "handle", fixed=True)
    for match in matches(_DOTTED_ON, text, _before_joined(tokens)):
        word = match[1].lower()
        abbreviated = max(map(len, word.split("."))) < 3
        if (
            not (abbreviated or lexicon.is_kept(word) or word.rpartition(".")[2] in _FILES)
            and match[1][0].islower()
        ):
            yield Found(*match.span(1), "HANDLE", "handle", 0.85, "handle", fixed=True)
    named = words(tokens, _NETWORKS)
    over = [at - (at > 0 and tokens[at - 1].low == "over") for at in onto]
    on = [tokens[at - 1].start for at in over if at and tokens[at - 1].gap not in (".", "-", "_")]
    for pattern, starts in (
        (_NAMED_HANDLE, named),
        (_HANDLE_ON, sorted({*on, *chained(tokens, ".", "-", "_")})),
    ):
        for match in matches(pattern, text, starts):
            word = match[1].lower()
            odd = any(c in "_." or c.isdigit() for c in word.strip("."))
            if lexicon.is_kept(word) or lexicon.rank(word) or not (odd or len(word) > 4):
                continue
            if _FIGURES_ONLY.match(word):
                continue
            if odd or pattern is _HANDLE_ON or " is" in match[0].lower() or ":" in match[0]:
                yield Found(*match.span(1), "HANDLE", "handle", 0.9, "handle", fixed=True)
