"""A text as the rules read it: plain lower-case words, one blank between them, with a way back to the original.

On top of the common plain form (look-alike letters, spaced-out letters, curly quotes), this undoes contractions and
slang, digits and signs for letters, stars for letters, drawn-out letters, words run together or torn apart, and small
misspellings of the words that the rules look for. Ends of sentences become ``.`` and ``?``, other pauses ``,``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from bot.masking.normalise import normalise
from bot.safety.names import Kind, is_account, kinds

_TOKEN = re.compile(
    r"(?P<name>@[\w.-]*\w)"
    r"|(?P<account>[^\W_]+(?:_+[^\W_]+)+)"
    r"|(?P<dotted>(?<!\w)(?:[^\W\d_][.]){2,}(?:[^\W\d_](?!\w))?)"
    r"|(?P<word>[$*]{0,3}[^\W_]+(?:[’'*!@$€|#+]+[^\W_]+)*\**)"
    r"|(?P<stop>[.!?\n…]+)"
    r"|(?P<sign>[🔫🔪])"
    r"|(?P<pause>[,;:()\[\]\"–—/]|-(?=\s))"
)
_SPOKEN_SIGNS = {'"': '"', "🔫": "gun", "🔪": "knife"}
_SIGNS = {
    "0": "o",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "9": "g",
    "@": "a",
    "$": "s",
    "€": "e",
    "+": "t",
}
_SIGNS_TWO_WAYS = {"1": "il", "!": "il", "|": "li", "#": "hi"}
_DISGUISE = re.compile(r"[0-9@$€+!|#*]")
_AMOUNT = re.compile(r"[0-9]+|[0-9]{2,}[a-z]{1,2}")
_TRIPLED = re.compile(r"(.)\1\1+")
_LONGEST_RUN_ON = 40


@dataclass(frozen=True, slots=True)
class Reading:
    """The words that the rules read, and for each where it came from."""

    text: str
    _at: tuple[int, ...]
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original behind a non-empty stretch of ``text``."""
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, end - 1) - 1
        return self._starts[first], self._ends[last]


@dataclass(slots=True)
class Lexicon:
    """The words the rules know, and how people write them otherwise."""

    words: frozenset[str]
    spelling: Mapping[str, str]
    """What stands for one or more other words: contractions, slang, common slips."""
    ambiguous: Mapping[str, Mapping[str, str]]
    """What stands for other words only before certain words: ``ill`` before ``kill``."""
    pieces: re.Pattern[str]
    """The few short words that people run together."""
    insults: frozenset[str]
    """Words that a name is never taken for, and that are passed over where they are part of one."""
    sneers: frozenset[str]
    """Words that stand before an insult, not before a name."""
    _near: dict[str, str] = field(default_factory=dict)
    _masked: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @classmethod
    def build(
        cls,
        words: Iterable[str],
        spelling: Mapping[str, str],
        ambiguous: Mapping[str, Mapping[str, str]],
        pieces: Iterable[str],
        misspelled: Iterable[str],
        ordinary: Iterable[str],
        masked: Iterable[str],
        insults: Iterable[str],
        sneers: Iterable[str],
    ) -> Lexicon:
        """``misspelled`` are looked for at one slip's distance; ``ordinary`` words are never taken for a slip;
        stars stand for letters of ``masked`` words."""
        known = frozenset(words) | frozenset(misspelled)
        either = "|".join(sorted(pieces, key=len, reverse=True))
        pattern, known = re.compile(either), known | frozenset(ordinary)
        lexicon = cls(known, spelling, ambiguous, pattern, frozenset(insults), frozenset(sneers))
        for word in misspelled:
            for form in _one_letter_less(word):
                lexicon._near.setdefault(form, word)
            lexicon._near[word] = word
        for word in masked:
            lexicon._masked.setdefault((word[0], len(word)), []).append(word)
        return lexicon

    def read(self, token: str, following: str = "", kind: Kind = "") -> str:
        """The known word or words behind a lower-case token; the token itself where there is none."""
        token = token.replace("’", "'")
        if kind == "title" and token.removesuffix("'s") in self.insults:
            return "@title"
        if token in self.ambiguous and following in self.ambiguous[token]:
            return self.ambiguous[token][following]
        if token in self.spelling:
            return self.spelling[token]
        if token in self.words:
            return token
        if "'" in token:
            return self._apostrophe(token, kind)
        if _DISGUISE.search(token):
            return self._undisguised(token) or " ".join(re.findall(r"[^\W_]+", token)) or token
        slip = self._slip(token) if kind in ("", "capital") else ""
        if kind and slip in self.insults:
            return token
        return self._drawn_out(token) or slip or self._run_on(token) or token

    def account(self, token: str) -> str:
        """What stands behind words joined by ``_``: somebody's account, or words."""
        parts = re.split("_+", token)
        if is_account(parts, (self.words, self.spelling), self.insults):
            return "@account"
        return " ".join(self.read(part) for part in parts)

    def spelled(self, token: str) -> str:
        """What letters with blanks between them spell: ``a k n i f e`` are two words."""
        rest = token[1:]
        return f"{token[0]} {rest}" if token not in self.words and rest in self.words else self.read(token)

    def _apostrophe(self, token: str, kind: Kind) -> str:
        stem, _, ending = token.rpartition("'")
        stem = self.read(stem.replace("'", ""), "", kind) if stem else ""
        word = {"d": " would", "ll": " will", "ve": " have", "re": " are", "m": " am", "s": "", "": ""}.get(
            ending
        )
        return (stem + word if word is not None else stem + ending) or token

    def _undisguised(self, token: str) -> str:
        if _AMOUNT.fullmatch(token):
            return ""
        plain = "".join(_SIGNS.get(c, c) for c in token)
        for which in (0, 1):
            one = "".join(_SIGNS_TWO_WAYS[c][which] if c in _SIGNS_TWO_WAYS else c for c in plain)
            found = self._plain_or_repaired(one) if "*" not in one else self._unmasked(one)
            if found:
                return found
        return ""

    def _plain_or_repaired(self, token: str) -> str:
        if token in self.spelling:
            return self.spelling[token]
        return token if token in self.words else self._drawn_out(token) or self._slip(token)

    def _unmasked(self, token: str) -> str:
        """``b*tch``, ``a**hole``, ``f***``: stars for letters after the first one."""
        if not token[0].isalpha() or token.count("*") > 5:
            return ""
        shape = re.compile("".join("[a-z]" if c == "*" else re.escape(c) for c in token))
        found = [word for word in self._masked.get((token[0], len(token)), ()) if shape.fullmatch(word)]
        return found[0] if found else ""

    def _drawn_out(self, token: str) -> str:
        for kept in (r"\1\1", r"\1"):
            short = _TRIPLED.sub(kept, token)
            if short != token and (short in self.words or short in self.spelling):
                return self.spelling.get(short, short)
        return ""

    def _slip(self, token: str) -> str:
        """The word that one slip (a letter lost, added, changed or swapped with the next) made into this."""
        if len(token) < 5 or len(token) > 15:
            return ""
        for form in (token, *_one_letter_less(token)):
            word = self._near.get(form)
            if word is not None and word[0] == token[0] and abs(len(word) - len(token)) <= 1:
                return word
        return ""

    def _run_on(self, token: str) -> str:
        if len(token) < 7 or len(token) > _LONGEST_RUN_ON:
            return ""
        at, parts = 0, []
        while at < len(token):
            piece = self.pieces.match(token, at)
            if piece is None:
                return ""
            parts.append(piece.group())
            at = piece.end()
        return " ".join(parts)


def read(text: str, lexicon: Lexicon) -> Reading:
    """The reading of a text: linear in its length, whatever it holds."""
    plain = normalise(text)
    lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain.text)
    found = list(_TOKEN.finditer(lower))
    following = [*(match.group() for match in found[1:]), ""]
    named = kinds([plain.text[match.start() : match.end()] for match in found], lexicon.sneers)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match, after, kind in zip(found, following, named, strict=False):
        start, end = plain.source(*match.span())
        apart = end - start > len(match[0]) + 2
        for word in _words(match, after, lexicon, kind, apart=apart):
            joined = _TORN.get(out[-1], {}).get(word) if out else None
            if joined:
                out[-1], ends[-1] = joined, end
            else:
                out.append(word)
                starts.append(start)
                ends.append(end)
    at = tuple(accumulate((len(word) + 1 for word in out), initial=1))[:-1]
    return Reading(" ".join(["", *out, ""]), at, tuple(starts), tuple(ends))


_SELF = {"self": "self", "selves": "selves", "selfs": "selves"}
_TORN = {
    **{
        p: {w: p + end for w, end in _SELF.items()} for p in ("my", "your", "him", "her", "them", "it", "our")
    },
    "kill": {"ing": "killing"},
    "sui": {"cide": "suicide", "cidal": "suicidal"},
    "some": {"one": "someone"},
    "every": {"one": "everyone", "body": "everybody"},
    "any": {"more": "anymore"},
    "un": {"alive": "unalive", "aliving": "unaliving"},
    "sewer": {"slide": "suicide", "slidal": "suicidal"},
    "k": {"m": "km", "y": "ky"},
    "km": {"s": "kms"},
    "ky": {"s": "kys"},
}


def _words(match: re.Match[str], following: str, lexicon: Lexicon, kind: Kind, *, apart: bool) -> list[str]:
    if match["word"] and apart and match[0][0] in "ai":
        return lexicon.spelled(match[0]).split()
    if match["dotted"]:
        return lexicon.read(match["dotted"].replace(".", "")).split()
    if match["word"]:
        return lexicon.read(match["word"], following, kind).split()
    if match["account"]:
        return lexicon.account(match["account"]).split()
    if match["name"]:
        return ["@name"]
    if match["stop"]:
        return ["?" if "?" in match["stop"] else "."]
    return [_SPOKEN_SIGNS.get(match.group(), ",")]


def _one_letter_less(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]
