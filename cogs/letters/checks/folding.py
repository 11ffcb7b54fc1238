"""A letter as the checks read it: folded to plain characters, with the way back to the code points as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HIDDEN = "ŋ"
"""What stands in the folded text wherever a name stood: a letter that no rule looks for."""

_PLAIN = str.maketrans("‘’‚‛ʼʹ′`´“”„«»–—‐‑−", "'''''''''\"\"\"\"\"-----")
_BREAKS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n", "\x85": "\n"})


_SHORTENED = re.compile(
    r"(?<!\w)(?:I|you|we|they|he|she|it|that|this|there|what|who|here|where|how)'(m|re|ll|ve|s)(?!\w)",
    re.IGNORECASE,
)
_FULL = {"m": " am", "re": " are", "ll": " will", "ve": " have", "s": " is"}


def fold(text: str) -> tuple[str, list[int]]:
    """``text`` plain, and the origin of each character of it.

    Without accents, ligatures, curly quotes and invisible marks; "I'm" as "I am", so that rules know one form.
    """
    if text.isascii() and "\r" not in text:
        return _written_out(text, list(range(len(text))))
    folded: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        if char == "\r" and text[at + 1 : at + 2] == "\n":
            continue
        for plain in unicodedata.normalize("NFKD", char.translate(_PLAIN).translate(_BREAKS)).translate(
            _PLAIN
        ):
            if unicodedata.category(plain) not in ("Mn", "Cf"):
                folded.append(plain)
                origin.append(at)
    return _written_out("".join(folded), origin)


def _written_out(text: str, origin: list[int]) -> tuple[str, list[int]]:
    """Shortened verbs in full; all letters of the full form come from the apostrophe."""
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for match in _SHORTENED.finditer(text):
        mark, full = match.start(1) - 1, _FULL[match[1].lower()]
        pieces += [text[at:mark], full]
        origins += [*origin[at:mark], *[origin[mark]] * (len(full) - 1), origin[match.end() - 1]]
        at = match.end()
    return "".join([*pieces, text[at:]]), origins + origin[at:]


@dataclass(frozen=True)
class Folded:
    """The folded text, names hidden in it, and the text as typed."""

    typed: str
    open: str
    """Folded, names readable."""
    text: str
    """Folded, names hidden; of the same length as ``open``."""
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the typed text for a stretch of the folded one; (0, 0) when it is empty."""
        if start >= end:
            return 0, 0
        return self.origin[start], self.origin[end - 1] + 1

    def words(self, start: int, end: int) -> int:
        """How many words, between blanks, the typed text has from ``start`` to ``end`` of the folded one."""
        return len(self.typed[slice(*self.span(start, end))].split())


def hide(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with every span overwritten, keeping its length and its line breaks."""
    chars = list(text)
    for start, end in spans:
        for at in range(start, end):
            if chars[at] != "\n":
                chars[at] = HIDDEN
    return "".join(chars)


def phrase_pattern(name: str) -> re.Pattern[str] | None:
    """Finds ``name`` whole, whatever its case and whatever stands between its words; None when it has no words.

    ``&`` and "and" are one word.
    """
    named = words_of(name)
    if not named:
        return None
    either = ["(?:and|&)" if word == "and" else re.escape(word) for word in named]
    words = r"[^\w&]{0,5}".join(either)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def words_of(name: str) -> list[str]:
    """The words of a name, folded and in lower case, ``&`` read as "and"."""
    return re.findall(r"[^\W_]+", fold(name)[0].replace("&", " and ").casefold())
