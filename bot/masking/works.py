"""Titles of what people make: films, games, books, apps and projects, after the word that announces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.masking import cues, lexicon
from bot.masking.found import Found
from bot.masking.tokens import Token, Words

_WORKS = frozenset(
    "film movie show series sitcom drama documentary musical opera ballet book novel novella monograph memoir "
    "anthology album song single track game app product project prototype feature brand startup play script "
    "screenplay podcast zine magazine comic column thesis dissertation exhibition exhibit mascot robot ship "
    "boat yacht vessel trawler codename tool platform campaign".split()
)
_NAMED = frozenset("called named titled entitled codenamed dubbed".split())
_FOR = frozenset("roadmap launch backlog prototype mockup trailer pilot storyboard wireframes pitch".split())
_CUES = _WORKS | _NAMED | _FOR | {"the"}
_LINKS = frozenset("of the and a in on for to & de la du".split())


def find(tokens: Words) -> Iterator[Found]:
    """Titles behind their cue; in lower case only where they are said to be a name."""
    for at in tokens.at(_CUES):
        token = tokens[at]
        if token.low in _NAMED and at and _work_near(tokens, at):
            yield from _title(tokens, at + 1, lower=True)
        elif token.low in _WORKS and token.tail in ("", "'s"):
            yield from _behind(tokens, at)
        elif token.low == "the":
            yield from _article(tokens, at)
        elif token.low in _FOR and at + 2 < len(tokens) and tokens[at + 1].low == "for":
            yield from _title(tokens, at + 2, lower=False)


def _article(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``about The Salt Ledger``: an article with a capital inside a sentence begins a name."""
    if tokens[at].case != "T" or tokens[at].initial or tokens[at].covered:
        return
    size = _capitals(tokens, at)
    words = tokens[at : at + size - (tokens[at + size - 1].low == "i")] if size else []
    size = len(words)
    if size < 2 or any(w.covered for w in words) or all(w.kept for w in words[1:]):
        return
    employer = tokens[at - 1].low in cues.AT_COMPANY - {"of", "by"}
    kind, label = ("COMPANY", "company") if employer else ("OTHER", "title")
    yield Found(words[0].start, words[-1].end, kind, "introduced as a title", 0.8, label)


def _work_near(tokens: Sequence[Token], at: int) -> bool:
    for back in range(at, max(0, at - 3), -1):
        if tokens[back].gap != " ":
            return False
        if tokens[back - 1].low in _WORKS:
            return True
    return False


def _behind(tokens: Sequence[Token], at: int) -> Iterator[Found]:
    """``project codename Lantern Eel``, ``my monograph, Ballast``, ``their script was Captain Turnip``."""
    if at + 1 >= len(tokens):
        return
    following = tokens[at + 1]
    verb = following.low in ("is", "was") and following.gap == " "
    start = at + 2 if verb else at + 1
    if start >= len(tokens) or tokens[start].low in _NAMED:
        return
    gap = tokens[start].gap.strip()
    if gap not in ("", ",", '"', ":", ', "'):
        return
    if not verb and gap == "" and not tokens[at].tail:
        if tokens[at].low in ("project", "codename") and tokens[start].case != "l":
            yield from _title(tokens, start, lower=False)
        return
    yield from _title(tokens, start, lower=verb and _explained(tokens, start))


def _explained(tokens: Sequence[Token], start: int) -> bool:
    """Whether two or three words stand before ``, an app for``: a name that is told what it is."""
    for at in range(start + 1, min(start + 4, len(tokens))):
        if tokens[at].gap.strip():
            return tokens[at].gap == ", " and tokens[at].low in ("a", "an", "the", "some") and at - start > 1
    return False


def _title(tokens: Sequence[Token], start: int, lower: bool) -> Iterator[Found]:
    if start >= len(tokens):
        return
    first = tokens[start]
    article = first.low in ("the", "a", "an") and first.capital
    if (first.low in cues.STOP and not article) or first.covered or first.case == "P":
        return
    size = _until_stop(tokens, start) if lower and first.case == "l" else _capitals(tokens, start)
    words = tokens[start : start + size]
    plain = all(w.low in cues.STOP or w.low in cues.MONTHS_AND_DAYS for w in words)
    if not words or plain or any(w.covered for w in words) or all(w.kept for w in words):
        return
    if first.kept and first.low in lexicon.tools() and len(words) < 3:
        return
    sure = len(words) > 1 or first.case != "l" or first.rank in (0, 4, 5, 6)
    yield Found(
        first.start,
        words[-1].end,
        "PRODUCT",
        "introduced as a title",
        0.85 if sure else 0.4,
        "product",
        action="mask" if sure else "suggest",
    )


def _until_stop(tokens: Sequence[Token], start: int) -> int:
    """A lower-case title runs to the next mark, four words at most; longer, it is a sentence."""
    size = 1
    while start + size < len(tokens) and tokens[start + size].gap == " ":
        size += 1
        if size > 4:
            return 0
    words = tokens[start : start + size]
    return 0 if words[-1].low in cues.STOP or words[0].low.endswith(("ing", "ly")) else size


def _capitals(tokens: Sequence[Token], start: int) -> int:
    """Capitals in a row, with small words between them and one colon."""
    size = end = 0
    while start + end < len(tokens):
        token = tokens[start + end]
        if end and token.gap.strip() not in ("", ":", "-", "&"):
            break
        if token.case in "TM":
            size = end + 1
        elif not (end and token.low in _LINKS):
            break
        end += 1
    return size if tokens[start].case in "TM" else 0
