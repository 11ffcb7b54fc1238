"""The parts of a letter: greeting, paragraphs, sentences, signature, and the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from .content import frame
from .folding import HIDDEN, Folded, fold, hide, phrase_pattern
from .names import core_of

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"[^\S\n]*(?:[-*+•·‣–]|\(?\d{1,2}[.)]|\(?[a-z]\))[^\S\n]+")
_STOP = re.compile(r"(?<![.!?])[.!?]++[\"')\]]*+\s++")
_LAST_TOKEN = re.compile(r"[^\s(\"']{1,20}\Z")


@dataclass(frozen=True)
class Letter:
    """A draft taken apart; all positions are those of ``folded``."""

    folded: Folded
    greeting: Span | None
    signature: Span | None
    paragraphs: list[Span]
    sentences: list[Span]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Any phrase of a list of ``frame.toml``, whole, where the search starts."""
    either = "|".join(frame(kind)).replace(" ", r"[^\S\n]+")
    return re.compile(rf"[^\w\n]{{0,6}}(?:{either})(?!\w)", re.IGNORECASE)


def read(text: str, *, role: str, company: str) -> Letter:
    """Take ``text`` apart and hide the role, the company and people's names in it."""
    plain, origin = fold(text)
    lines = _lines(plain)
    greeting = _greeting(plain, lines)
    signature = _signature(plain, [line for line in lines if line != greeting])
    hidden = [*_mentions(plain, role), *_mentions(plain, company), *_people(plain, greeting, signature)]
    folded = Folded(text, plain, hide(plain, hidden), origin)
    marked = hide(plain, [(a, b - 1 if _ends_name_and_sentence(plain, b) else b) for a, b in hidden])
    apart = [span for span in (greeting, signature) if span]
    paragraphs = _blocks(plain, apart)
    sentences = [s for block in paragraphs for item in _items(plain, block) for s in _sentences(marked, item)]
    return Letter(folded, greeting, signature, paragraphs, sentences)


def _lines(text: str) -> list[Span]:
    """The lines that hold more than blanks."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


# --------------------------------------------------------------------------------- greeting, signature
def _greeting(text: str, lines: list[Span]) -> Span | None:
    """The greeting: a line of its own, or the beginning of the first line up to its comma."""
    for number, (start, end) in enumerate(lines[:3]):
        line = text[start:end]
        words = line.split()
        if _pattern("greetings").match(line):
            if len(words) <= 8:
                return start, end
            comma = re.compile(r"[,:!.-]").search(text, start, min(end, start + 60))
            return start, comma.end() if comma else start + 60
        if (
            number == 0
            and len(words) <= 5
            and line.rstrip()[-1] in ",:"
            and not _pattern("closings").match(line)
        ):
            return start, end
    return None


def _signature(text: str, lines: list[Span]) -> Span | None:
    """From the closing formula (or a bare name) to the end of the names under it."""
    tail = lines[-7:]
    for number, (start, end) in enumerate(tail):
        if _closes(text[start:end]):
            names = 0
            while (
                number + names + 1 < len(tail)
                and names < 4
                and _is_name(text[slice(*tail[number + names + 1])])
            ):
                names += 1
            return start, tail[number + names][1]
    return _inline_signature(text, tail)


def _inline_signature(text: str, tail: list[Span]) -> Span | None:
    if not tail:
        return None
    start, end = tail[-1]
    line = text[start:end]
    if len(tail) > 1 and len(line.split()) <= 4 and line.rstrip()[-1] not in ".?!:;," and _is_name(line):
        return start, end
    for stop in _STOP.finditer(text, max(start, end - 90), end):
        if _closes(text[stop.end() : end]):
            return stop.end(), end
    return None


def _closes(line: str) -> bool:
    """Whether a line is a closing formula, alone or with a name behind it."""
    match = _pattern("closings").match(re.sub(r"^\W*(?:with|in|and)\s+", "", line, flags=re.IGNORECASE))
    if not match or len(line.split()) > 9:
        return False
    rest = match.string[match.end() :]
    more = re.match(r"[\s,]*(?:and|&|,)[\s,]*(?:with\s+)?", rest)
    if more and (again := _pattern("closings").match(rest, more.end())):
        rest = rest[again.end() :]
    name = rest.strip(" \t,.!-:;)(~*_")
    if not name:
        return True
    return len(name.split()) <= 5 and (
        _is_name(name)
        or (rest.lstrip()[0] in ",-" and len(name.split()) <= 2 and line.rstrip()[-1] not in ".?!")
    )


def _is_name(line: str) -> bool:
    """Whether a short line may be a name: no word but "van" and the like begins with a small letter."""
    words = re.findall(r"[^\W\d_][\w'.-]*", line)
    if (
        not words
        or len(words) > 7
        or line.rstrip()[-1] in "?!"
        or re.match(r"\W*p\.?\s?s\b", line, re.IGNORECASE)
    ):
        return False
    particles = frame("particles")
    return len(words) == 1 or all(not word[0].islower() or word in particles for word in words)


# ----------------------------------------------------------------------------------------------- names
def _mentions(text: str, name: str) -> list[Span]:
    """Where a role or a company is mentioned, whole or without its bracketed additions."""
    spans: list[Span] = []
    if typed := fold(name)[0].strip():
        whole = re.compile(rf"(?<!\w){re.escape(typed.rstrip('.'))}(?!\w)", re.IGNORECASE)
        spans += [m.span() for m in whole.finditer(text)]
    for wanted in {name, core_of(name)}:
        if pattern := phrase_pattern(wanted):
            spans += [m.span() for m in pattern.finditer(text) if not _is_somebodys(text, m.span())]
    return spans


def _is_somebodys(text: str, span: Span) -> bool:
    """Whether "my lawyer" is meant, and not the post of Lawyer."""
    return (
        text[slice(*span)].islower()
        and re.search(r"\b(?:my|our)\s+\Z", text[max(0, span[0] - 6) : span[0]], re.I) is not None
    )


def _people(text: str, greeting: Span | None, signature: Span | None) -> list[Span]:
    """Names in the greeting, under the closing formula, wherever they return, and after Mr, Dr and the like."""
    spans: list[Span] = []
    found: set[str] = set()
    for part, formula in ((greeting, "greetings"), (signature, "closings")):
        if part:
            match = _pattern(formula).match(text, part[0], part[1])
            begin = match.end() if match else part[0]
            for word in re.compile(r"[^\W\d_][\w'-]*").finditer(text, begin, part[1]):
                if not word[0][0].islower() and word[0].casefold() not in frame("not_names"):
                    spans.append(word.span())
                    found.add(word[0])
    titles = "|".join(frame("honorifics"))
    titled = re.compile(rf"(?<!\w)(?i:{titles})\.?[^\S\n]+((?:[A-Z][\w'-]*(?:[^\S\n]+(?=[A-Z])|\b)){{1,3}})")
    spans += [m.span(1) for m in titled.finditer(text)]
    again = sorted({name for name in found if len(name) > 1 and name[0].isupper()}, key=len, reverse=True)[
        :12
    ]
    if again:
        either = "|".join(map(re.escape, again))
        spans += [m.span() for m in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text)]
    return spans


# ------------------------------------------------------------------------------- paragraphs, sentences
def _blocks(text: str, apart: list[Span]) -> list[Span]:
    """The paragraphs; greeting and signature stand apart from them."""
    cuts = [0, len(text)]
    for match in _BLANK_LINE.finditer(text):
        cuts += match.span()
    for span in apart:
        cuts += span
    cuts.sort()
    blocks = [_trim(text, start, end) for start, end in pairwise(cuts)]
    return [(a, b) for a, b in blocks if a < b and not any(c <= a and b <= d for c, d in apart)]


def _items(text: str, block: Span) -> list[Span]:
    """A paragraph cut where a list item begins."""
    starts = [block[0]]
    for line in re.compile(r"\n").finditer(text, *block):
        if _BULLET.match(text, line.end(), block[1]):
            starts.append(line.end())
    return [_trim(text, a, b) for a, b in zip(starts, [*starts[1:], block[1]], strict=True)]


def _sentences(text: str, item: Span) -> list[Span]:
    sentences, begin = [], item[0]
    for stop in _STOP.finditer(text, *item):
        if _ends(text, stop, begin):
            sentences.append(_trim(text, begin, stop.end()))
            begin = stop.end()
    return [span for span in (*sentences, _trim(text, begin, item[1])) if span[0] < span[1]]


def _ends(text: str, stop: re.Match[str], begin: int) -> bool:
    """Whether a sentence ends at this mark, and not just an abbreviation or an initial."""
    if stop[0].rstrip() != ".":
        return True
    last = _LAST_TOKEN.search(text, max(begin, stop.start() - 21), stop.start())
    word = last[0].casefold() if last else ""
    following = text[stop.end() : stop.end() + 1]
    if word in frame("abbreviations") or (
        len(word) == 1 and word.isalpha() and word not in ("i", HIDDEN) and not following.islower()
    ):
        return False
    if word in ("no", "p", "pp", "art") and following.isdigit():
        return False
    return (
        not following.islower()
        if "." in word or word in ("etc", "inc", "ltd", "co", "corp", "e.g", "i.e")
        else True
    )


def _ends_name_and_sentence(text: str, end: int) -> bool:
    """Whether the mark that ends a name, as in "Why Not?", ends the sentence too: a capital letter follows."""
    return text[end - 1 : end] in ("?", "!") and re.match(r"\s+[A-Z]", text[end : end + 5]) is not None


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))
