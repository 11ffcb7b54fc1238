"""Emails, links, handles and Discord mentions: also spelled out (``kim (dot) lee (at) mail (dot) com``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import lexicon
from bot.masking.found import Found

_TLD = (
    "com|org|net|edu|gov|mil|int|info|biz|name|io|dev|app|ai|co|me|tv|cc|ly|gg|gl|sh|fm|to|uk|us|ca|au|nz|ie|eu|de|at|ch|"
    "fr|be|nl|es|pt|it|pl|cz|sk|hu|ro|bg|gr|tr|ru|ua|se|no|dk|fi|is|ee|lv|lt|in|pk|bd|lk|np|cn|jp|kr|tw|hk|sg|my|th|vn|ph|"
    "id|br|mx|ar|cl|pe|uy|ec|ve|za|ng|ke|gh|tz|ug|et|eg|ma|il|ae|sa|qa|example|test|invalid|local|social|online|site|"
    "website|store|shop|tech|xyz|cloud|agency|digital|studio|design|careers|jobs|work|page|blog|link|live|team|health|"
    "care|school|academy|foundation|consulting|solutions|group|global|world|today|space|life|media|news|email|network"
)
_DOT = r"(?:\s?[\[({<]\s?(?:dot|d0t|punkt|punto|ponto)\s?[\])}>]\s?|\s(?:dot|d0t|punkt|punto|ponto)\s|\s\.\s(?=[a-z]{2,10}\b))"
_AT = r"(?:\s?[\[({<]\s?(?:at|a)\s?[\])}>]\s?|\s(?:at|arroba)\s|\s?\(\s?@\s?\)\s?|\s@\s)"
_PLAIN_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_SPELLED_EMAIL = re.compile(
    rf"(?<![\w.])([\w+-]{{1,40}}(?:(?:\.|{_DOT})[\w+-]{{1,40}}){{0,3}})(?:{_AT}|@)([\w-]{{1,40}}(?:(?:\.|{_DOT})[\w-]{{1,30}}){{1,3}})(?!\w)",
    re.I,
)
_URL = re.compile(r"(?:h(?:tt|xx)ps?://|www\.)[^\s<>\"]{2,500}(?<![.,;:!?)\]'])", re.I)
_DOMAIN = re.compile(
    rf"(?<![\w@./-])((?:[a-z0-9][a-z0-9-]{{0,40}}\.){{1,5}}({_TLD}))(?![\w-]|\.\w)((?:[:/?#][^\s<>\"]{{0,300}})?)",
    re.I,
)
_SPELLED_DOMAIN = re.compile(
    rf"(?<![\w.])[\w-]{{2,40}}(?:\sdot\s|\s?[\[({{]\s?dot\s?[\])}}]\s?)({_TLD})(?!\w)(?:(?:\s?/\s?|\sslash\s)[\w.-]{{1,40}}){{0,3}}",
    re.I,
)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:|/[\w -]{1,60}:)\d{15,22}>")
_AT_HANDLE = re.compile(r"(?<![\w@/.])@[\w.-]{2,40}(?<![.-])(?:#\d{4})?|(?<!\w)u/[\w-]{3,20}|(?<!\w)[\w.]{2,32}#\d{4}(?!\w)")
_NETWORK = (
    "insta|instagram|ig|twitter|tiktok|telegram|tg|discord|dc|disc|snapchat|snap|threads|bsky|bluesky|mastodon|github|gh|"
    "gitlab|linkedin|reddit|skype|wechat|weixin|line|kakao|kik|psn|steam|xbox|twitch|youtube|behance|dribbble|vk|facebook|fb"
)
_NAMED_HANDLE = re.compile(
    rf"(?<!\w)(?:my\s|his\s|her\s|their\s|your\s)?(?:{_NETWORK}|handle|username|user name|gamertag|nick|screen name)"
    r"(?:\s(?:is|was|handle|name|id|tag|user|username|account)){0,2}\s?[:=]?\s?([\w.-]{3,40})(?<![.-])",
    re.I,
)
_HANDLE_ON = re.compile(rf"([\w.-]{{3,40}})\s(?:on|over on|@)\s(?:{_NETWORK})(?!\w)", re.I)
_WORDY_TLD = frozenset("in it is at be no so us me my to am as do id la ma pm co to ai the work team care life world".split())
_NOT_LOCAL = frozenset(
    "me us him her them am is are was were be look looking work works working available and or up down in out i "
    "arrived interview interviewed job role team live lives study studied start started meet met stay back".split()
)


def find(text: str) -> Iterator[Found]:
    """Contact details in the plain text; none of them can be undone."""
    lowered = text.lower()
    if "@" in text:
        for match in _PLAIN_EMAIL.finditer(text):
            yield Found(*match.span(), "EMAIL", "email", 0.99, "email", fixed=True)
        for match in _AT_HANDLE.finditer(text):
            yield Found(*match.span(), "HANDLE", "handle", 0.95, "handle", fixed=True)
    elif "#" in text or "u/" in text:
        for match in _AT_HANDLE.finditer(text):
            yield Found(*match.span(), "HANDLE", "handle", 0.95, "handle", fixed=True)
    if "dot" in lowered or "@" in text or " at" in lowered or "(a" in lowered or "[a" in lowered:
        yield from _spelled(text)
    for match in _URL.finditer(text):
        yield Found(*match.span(), "URL", "link", 0.99, "link", fixed=True)
    yield from _domains(text)
    if "<" in text:
        for match in _MENTION.finditer(text):
            yield Found(*match.span(), "ID", "mention", 0.99, "member", fixed=True)
    yield from _handles(text)


def _spelled(text: str) -> Iterator[Found]:
    for match in _SPELLED_EMAIL.finditer(text):
        local, domain = match[1], match[2]
        tail = re.split(r"[^\w]|dot", domain.lower())[-1]
        if not re.fullmatch(_TLD, tail) or (local.lower() in _NOT_LOCAL and "@" not in match[0]):
            continue
        if tail in _WORDY_TLD and "dot" not in match[0].lower() and "@" not in match[0]:
            continue
        yield Found(*match.span(), "EMAIL", "email", 0.95, "email", fixed=True)
    if "dot" in text.lower():
        for match in _SPELLED_DOMAIN.finditer(text):
            yield Found(*match.span(), "URL", "link", 0.9, "link", fixed=True)


def _domains(text: str) -> Iterator[Found]:
    for match in _DOMAIN.finditer(text):
        domain, tail, path = match[1], match[2], match[3]
        bare = not path and domain.count(".") == 1
        if bare and (lexicon.is_kept(domain) or (domain.split(".")[0].isdigit())):
            continue
        run_on = tail != tail.lower() or tail in _WORDY_TLD or domain[0].isupper()
        if bare and run_on and lexicon.rank(domain.split(".")[0].lower()):
            continue  # "the end.In the end": a full stop without its space
        end = match.end() - len(path) + len(path.rstrip(".,;:!?)]'"))
        yield Found(match.start(), end, "URL", "link", 0.95, "link", fixed=True)


def _handles(text: str) -> Iterator[Found]:
    for pattern in (_NAMED_HANDLE, _HANDLE_ON):
        for match in pattern.finditer(text):
            word = match[1].lower()
            odd = any(c in "_." or c.isdigit() for c in word.strip("."))
            if lexicon.is_kept(word) or lexicon.rank(word) or not (odd or len(word) > 4):
                continue
            if odd or pattern is _HANDLE_ON or " is" in match[0].lower() or ":" in match[0]:
                start, end = match.span(1)
                yield Found(start, end, "HANDLE", "handle", 0.9, "handle", fixed=True)
