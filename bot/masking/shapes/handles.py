"""Handles, also spelled out (``lagi underscore tapper on ig``) or with a network beside them, and Discord mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.shapes.anchors import Chains, chained, matches, words
from bot.masking.shapes.choices import one_of
from bot.masking.shapes.signs import ATS, DASHES, DOT_WORDS, DOTS, FILES, LINE_WORDS, LINES, PLAIN_WORDS
from bot.masking.tokens import Words

_SIGN = one_of(f"{LINES}|{DASHES}|{DOTS}")
_SPELLED_HANDLE = re.compile(rf"[\w.]{{2,30}}(?:\s{_SIGN}\s[\w.]{{1,30}}){{1,4}}(?<!\.)(?!\w)", re.I)
_SPELLED_AT = re.compile(
    rf"{one_of(ATS)}\s([\w.]{{2,30}}(?:\s{_SIGN}\s[\w.]{{1,30}}){{0,4}})(?<!\.)(?!\w)", re.I
)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w{2,32}:|/[\w -]{1,60}:)\d{15,22}>")
_AT_HANDLE = re.compile(r"@(?<![\w@/.]@)[\w.-]{2,40}(?<![.-])(?:#\d{4})?|u/(?<!\wu/)[\w-]{3,20}")
"""What stands before is asked behind the sign: a pattern that begins with one is found far faster."""
_TAGGED = re.compile(rf"{_AT_HANDLE.pattern}|(?<!\w)[\w.]{{2,32}}#\d{{4}}(?!\w)")
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
    rf"(?:\b(?:is|as|at|on|me|him|her|them|handle|username|user|find|follow|add|dm|called|by|am|es|sou|soy|suis|bin|"
    rf"ben|heter|hedder|jestem|adim|saya|{_NETWORK})|[:@=(])\s?[\"']?$",
    re.I,
)
_DOTTED_ON = re.compile(
    r"\b(?:on|at|as|is|me|dm|add|follow|find)\s([a-z][a-z0-9_]{1,20}(?:[._][a-z0-9_]{1,20}){1,3})(?![\w.@/]*\w)",
    re.I,
)
_UNDERSCORED = re.compile(r"[A-Za-z0-9.]{1,30}(?:_[A-Za-z0-9.]{1,30}){1,5}(?![\w(])")
_SAID_TO_BE = re.compile(r"(?:\bis|\bwas|\bon|[:@(]|\bas|\bread)\s?$", re.I)
_FIGURES_ONLY = re.compile(r"[\d.,-]+(?:st|nd|rd|th|k|m|am|pm|%)?$")
_NAMERS = frozenset(
    "handle username user gamertag nick nickname screen tag alias login friend riot battletag usuario "
    "benutzername pseudo".split()
)
_NETWORKS = frozenset(_NETWORK.split("|")) | {*_NAMERS}
_AT_WORDS = frozenset(name.split()[0] for name in ATS.split("|")) - {"a"}
_ROLE_WORDS = (
    cues.TITLES | frozenset(cues.ROLES) | frozenset("source usual well contact member admin mod".split())
)
_ON = frozenset(("on",))
_FIRSTS = frozenset(name.split("-")[0] for name in _NETWORK.split("|"))
_JOINED = frozenset("._")
_ONTO = frozenset("on at as is me dm add follow find".split())


def find(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    """Handles and mentions in the plain text; none of them can be undone."""
    for match in (_TAGGED if "#" in text else _AT_HANDLE).finditer(text):
        yield Found(*match.span(), "HANDLE", "handle", 0.95, "handle", fixed=True)
    yield from _lined(text, tokens)
    if "<" in text:
        for match in _MENTION.finditer(text):
            yield Found(*match.span(), "ID", "mention", 0.99, "member", fixed=True)
    yield from _handles(text, tokens, chains)
    if "_" in text:
        yield from _underscored(text, chains)


def _lined(text: str, tokens: Words) -> Iterator[Found]:
    """``lagi underscore tapper on ig``, ``arroba kemi punto dibuja``: handles spelled out."""
    for match in matches(_SPELLED_AT, text, words(tokens, _AT_WORDS)):
        if match[1].split()[0].lower() not in PLAIN_WORDS:
            yield Found(*match.span(), "HANDLE", "handle", 0.9, "handle", fixed=True)
    lines = tokens.at(LINE_WORDS)
    starts = sorted({tokens[k].start for at in lines for k in range(max(0, at - 4), at)})
    for match in matches(_SPELLED_HANDLE, text, starts):
        parts = match[0].lower().split()
        if parts[0] in PLAIN_WORDS or parts[-1] in PLAIN_WORDS or not LINE_WORDS.intersection(parts):
            continue
        net = _NET.match(text, match.end())
        led = _HANDLE_CUE.search(text, max(0, match.start() - 24), match.start())
        names = [part for part in parts if part not in LINE_WORDS and part not in DOT_WORDS]
        common = all(1 <= lexicon.rank(name) <= 4 for name in names)
        named = led and led[0].split()[-1].lower() not in ("is", "as", "at", "on") and "underscore" in parts
        if net or named or (led and not common):
            yield Found(*match.span(), "HANDLE", "handle", 0.9, "handle", fixed=True)


def _handles(text: str, tokens: Words, chains: Chains) -> Iterator[Found]:
    """``my insta is mo.draws``, ``mo.draws on threads``, ``kaggle/mo_draws`` and ``wrote to me on mo.draws``."""
    named = words(tokens, _NETWORKS)
    for match in matches(_NETWORK_SLASH, text, named):
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
            word for word in said[said[0] == "the" :] if word in PLAIN_WORDS and word not in ("and", "of")
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
            not (abbreviated or lexicon.is_kept(word) or word.rpartition(".")[2] in FILES)
            and match[1][0].islower()
        ):
            yield Found(*match.span(1), "HANDLE", "handle", 0.85, "handle", fixed=True)
    over = [at - (at > 0 and tokens[at - 1].low == "over") for at in onto]
    on = [tokens[at - 1].start for at in over if at and tokens[at - 1].gap not in (".", "-", "_")]
    for pattern, starts in (
        (_NAMED_HANDLE, named),
        (_HANDLE_ON, sorted({*on, *chained(chains, ".-_")})),
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


def _before_joined(tokens: Words) -> list[int]:
    """Beginnings of the words of ``_ONTO`` that stand before words joined by a dot or a low line."""
    return [
        tokens[at].start
        for at in tokens.at(_ONTO)
        if at + 2 < len(tokens)
        and tokens[at + 2].gap[:1] in _JOINED
        and not tokens[at + 2].gap[-1:].isspace()
    ]


def _underscored(text: str, chains: Chains) -> Iterator[Found]:
    """``gary_from_ohio_1961``: a name with underscores and a year or number behind, or said to be one."""
    for match in matches(_UNDERSCORED, text, chained(chains, "_")):
        numbered = re.search(r"[a-z]_?\d{2,}$", match[0])
        if not lexicon.is_kept(match[0]) and (
            numbered or _SAID_TO_BE.search(text, max(0, match.start() - 8), match.start())
        ):
            yield Found(*match.span(), "HANDLE", "handle", 0.85, "handle", fixed=True)
