"""Masking more in a text that stands already: certain words go, wherever and however they are written in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.board.post import Content
from bot.masking import Known, explain, mask
from bot.safety.neutral import tidy

HIDDEN = "[hidden]"
_PLACEHOLDER = re.compile(r"(\[[^\[\]\n]{1,40}\])")
_WORD = re.compile(r"\w[\w’'.&+-]*\w|\w", re.UNICODE)
SHORTEST = 3
"""A word of so many characters is offered although nothing speaks against it, if it begins with a capital."""


def hide(text: str, words: Sequence[str]) -> str:
    """The text without these words: their plurals, possessives and other spellings go as they do where an author
    asks for it, and whatever that leaves goes letter by letter. What stands in brackets already stays."""
    also = tuple(word for word in (tidy(word).strip() for word in words) if word)
    if not also:
        return text
    found = mask(text, Known(also=also))
    parts, at = [], 0
    for span in found.spans:
        if span.rule == "known word":
            parts += [text[at : span.start], HIDDEN]
            at = span.end
    return _literally("".join([*parts, text[at:]]), also)


def hide_in(content: Content, words: Sequence[str]) -> Content:
    """The same in everything that a post says."""
    facts = {name: hide(value, words) for name, value in content.facts.items()}
    return Content(hide(content.text, words), facts)


def offers(content: Content, most: int) -> list[tuple[str, str]]:
    """Words of a post that may identify somebody, and why, the likeliest first: what the masker would mask or
    suggest, then other words that begin with a capital or hold a digit."""
    found: dict[str, tuple[str, str]] = {}
    for text in (content.text, *content.facts.values()):
        spans = mask(text).spans
        for span in sorted(spans, key=lambda span: span.action != "mask"):
            words = text[span.start : span.end].strip()
            found.setdefault(words.casefold(), (words, explain(span)))
    for text in (content.text, *content.facts.values()):
        for words in _telling(text):
            found.setdefault(words.casefold(), (words, ""))
    return [(words, why) for words, why in found.values() if len(words) <= 100][:most]


def _telling(text: str) -> Iterator[str]:
    for part in _PLACEHOLDER.split(text)[::2]:
        for match in _WORD.finditer(part):
            word, before = match[0], part[: match.start()].rstrip()
            is_first = not before or before[-1] in ".!?:"
            is_capital = word[0].isupper() and not is_first and len(word) >= SHORTEST
            if is_capital or any(sign.isdigit() for sign in word):
                yield word


def _literally(text: str, words: Sequence[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    spelled = (r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
    parts = _PLACEHOLDER.split(text)
    parts[::2] = [anywhere.sub(HIDDEN, part) for part in parts[::2]]
    return "".join(parts)
