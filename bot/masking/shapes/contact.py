"""Emails, links, handles and Discord mentions: also spelled out (``kim (dot) lee (at) mail (dot) com``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import chained, matches, words
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
_DOT = (
    r"(?:\s?[\[({<|_*-]\s?(?:dot|d0t|punkt|punto|ponto|point|punt|tocka|kropka|\.)\s?[\])}>|_*-]\s?|"
    r"\s(?:dot|d0t|punkt|punto|ponto|punt|tocka|kropka)\s|"
    r"\s\.\s(?=[a-z]{2,10}\b))"
)
_AT = (
    r"(?:\s?[\[({<|_*-]\s?(?:at|a|@|arroba|ett|malpa)\s?[\])}>|_*-]\s?|"
    r"\s(?:at|arroba|malpa|snabel-a|chiocciola|arobase)\s|\s?\(\s?@\s?\)\s?|\s@\s)"
)
_LINE = (
    r"(?:\s?[\[({<]\s?(?:underscore|dash|hyphen|minus|plus)\s?[\])}>]\s?|"
    r"\s(?:underscore|dash|hyphen|minus|guion bajo|tiret)\s)"
)
_PLAIN_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])([\w+-]{{1,40}}(?:(?:\.|{_DOT}|{_LINE})[\w+-]{{1,40}}){{0,4}})(?:{_AT}|"
    rf"@)([\w-]{{1,40}}(?:(?:\.|"
    rf"{_DOT}|{_LINE})[\w-]{{1,30}}){{1,3}})(?!\w)",
    re.I,
)
_URL = re.compile(r"(?:h(?:tt|xx)ps?://|www\.)[^\s<>\"]{2,500}(?<![.,;:!?)\]'])", re.I)
_DOMAIN = re.compile(
    rf"(?<![\w@./-])((?:[a-z0-9][a-z0-9-]{{0,40}}\.){{1,5}}({_TLD}))(?![\w-]|\.\w)((?:[:/?#][^\s<>\"]{{0,"
    rf"300}})?)",
    re.I,
)
_SPELLED_DOMAIN = re.compile(
    rf"(?<![\w.])[\w-]{{2,40}}(?:\sdot\s|\s?[\[({{]\s?dot\s?[\])}}]\s?)({_TLD})(?!\w)(?:(?:\s?/\s?|"
    rf"\sslash\s)[\w.-]{{1,40}}){{0,3}}",
    re.I,
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
    "roblox|minecraft|nintendo|kaggle|leetcode|codepen|bitbucket|depop|vinted|bereal|yt|sc|onlyfans|ko-fi|x"
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
_DOT_WORDS = frozenset(
    "dot d0t punkt punto ponto point punt tocka kropka underscore malpa arobase chiocciola".split()
)
_ONS = frozenset(("on", "over"))
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
    if "http" in text.lower() or "www." in text.lower() or "hxxp" in text.lower():
        yield from _all(_URL.finditer(text), "URL", "link", 0.99, "link")
    yield from _domains(text, tokens)
    if "<" in text:
        yield from _all(_MENTION.finditer(text), "ID", "mention", 0.99, "member")
    yield from _handles(text, tokens)
    if "_" in text:
        yield from _underscored(text, tokens)


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
    near = tokens.at(_DOT_WORDS)
    near += [at for at in tokens.joined if "@" in tokens[at].gap]
    near += [
        at - 2 for at in tokens.joined if at > 1 and tokens[at].gap == "." and tokens[at - 2].low in _ATS
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
        if tail in _WORDY_TLD and "dot" not in match[0].lower() and "@" not in match[0]:
            continue
        yield Found(*match.span(), "EMAIL", "email", 0.95, "email", fixed=True)
    yield from _all(matches(_SPELLED_DOMAIN, text, starts), "URL", "link", 0.9, "link")


def _domains(text: str, tokens: Words) -> Iterator[Found]:
    for match in matches(_DOMAIN, text, chained(tokens, ".")):
        domain, tail, path = match[1], match[2], match[3]
        bare = not path and domain.count(".") == 1
        if bare and (lexicon.is_kept(domain) or (domain.split(".")[0].isdigit())):
            continue
        run_on = tail != tail.lower() or tail in _WORDY_TLD or domain[0].isupper()
        if bare and run_on and lexicon.rank(domain.split(".")[0].lower()):
            continue  # "the end.In the end": a full stop without its space
        end = match.end() - len(path) + len(path.rstrip(".,;:!?)]'"))
        yield Found(match.start(), end, "URL", "link", 0.95, "link", fixed=True)


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
    for match in matches(_AM_ON, text, words(tokens, _ONS)):
        word = match[1].lower()
        if not lexicon.is_kept(word) and lexicon.rank(word) in (0, 6) and not _FIGURES_ONLY.match(word):
            yield Found(*match.span(1), "HANDLE", "handle", 0.9, "handle", fixed=True)
    for match in matches(_DOTTED_ON, text, words(tokens, _ONTO) if "." in text or "_" in text else []):
        word = match[1].lower()
        abbreviated = max(map(len, word.split("."))) < 3
        if (
            not (abbreviated or lexicon.is_kept(word) or word.rpartition(".")[2] in _FILES)
            and match[1][0].islower()
        ):
            yield Found(*match.span(1), "HANDLE", "handle", 0.85, "handle", fixed=True)
    named = words(tokens, _NETWORKS)
    on = [
        tokens[at - 1].start
        for at in tokens.at(_ONS)
        if at and at + 1 < len(tokens) and tokens[at - 1].gap not in (".", "-", "_")
    ]
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
