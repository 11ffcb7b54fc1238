"""The words of a story, each with what the lists and its place in the sentence say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.masking import lexicon

_SPELLED_SIGN = r"dot|at|punkt|punto|ponto|point|underscore|dash|hyphen|slash|arroba"
_PLACEHOLDER = rf"\[(?!(?:{_SPELLED_SIGN})\])[a-z][a-z ]{{1,24}}(?: \d{{1,3}})?\]"
_TOKEN = re.compile(rf"({_PLACEHOLDER})|{lexicon.WORD.pattern}")
_ABBREVIATED = frozenset(
    (
        "mr mrs ms mx dr prof st jr sr rev capt sgt lt col gen hon fr sra dra herr vs eg ie no nr approx "
        "incl inc dept univ"
    ).split()
)
_TAILS = ("'s", "'ll", "'d", "'ve", "'re", "'m", "n't")
_STARTS = re.compile(r"[.!?:\n;•|>*=/~]|(?:^|\s)[\"'\[-]+$|[-\"]\s*$|\.\.\.|[^\x00-\x7f]")


@dataclass(slots=True)
class Token:
    """One word of the plain text.

    ``low`` is folded and without a possessive; ``end`` leaves the possessive out.
    """

    start: int
    end: int
    text: str
    low: str
    gap: str
    """What stands between the word before and this one."""
    case: str
    """``l`` lower, ``T`` capitalised, ``U`` capitals, ``M`` mixed, ``-`` no cased letter, ``P`` a
    placeholder.
    """
    initial: bool
    """Whether a sentence, a quotation or a line begins here, so that a capital says little."""
    rank: int
    flags: int
    tail: str = ""
    kept: bool = False
    """Part of an entry of the lexicon of what must stay."""
    alone: bool = False
    """Kept by an entry of one word, which a strong cue can overrule."""
    of_kind: bool = False
    """One of several words of a kind in this story (data/kinds.txt)."""
    covered: bool = False
    """Inside a find of an earlier layer."""
    taken_as: str = ""
    """The type of that find."""

    @property
    def capital(self) -> bool:
        """Whether it is written like a name."""
        return self.case in "TM"


def tokens_of(text: str, role: str = "") -> list[Token]:
    """The tokens of the plain text; lexicon entries, and common words of the author's role, marked as to be
    kept.
    """
    found = list(_cut(text))
    _mark_kept(found)
    _mark_kinds(found)
    own = set(lexicon.words_of(role.replace(",", " "))) if role else set()
    for token in found:
        if token.low in own and token.rank and not token.kept:
            token.kept = token.alone = True
    return found


def _cut(text: str) -> Iterator[Token]:
    last = 0
    previous: Token | None = None
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        gap = text[last:start]
        if match[1]:
            previous = Token(start, end, word, word, gap, "P", False, 0, 0)
        else:
            tail = (
                ""
                if "'" not in word
                else next((t for t in _TAILS if word.lower().endswith(t) and len(word) > len(t)), "")
            )
            bare = word[: len(word) - len(tail)] if tail else word
            low = bare.casefold().replace("'", "")
            rank = lexicon.rank(low) or (min(3, lexicon.rank(bare.casefold())) if "'" in bare else 0)
            if not rank and tail == "n't":
                rank = 1
            previous = Token(
                start,
                start + len(bare),
                bare,
                low,
                gap,
                _case(bare),
                _initial(gap, previous),
                rank,
                lexicon.flags(low),
                tail,
            )
        last = end
        yield previous


def _case(word: str) -> str:
    if word.islower():
        return "l"
    if word.isupper():
        return "U" if len(word) > 1 else "T"
    if word[0].isupper():
        return "T" if word[1:].islower() else "M"
    return "M" if word.upper() != word else "-"


def _initial(gap: str, previous: Token | None) -> bool:
    if previous is None:
        return True
    if gap == " " or gap == "-" or (gap.strip() == "/" and previous.low == "w"):
        return False
    if (
        gap.startswith(".")
        and gap.strip() == "."
        and (previous.low in _ABBREVIATED or len(previous.text) == 1)
    ):
        return False
    return bool(_STARTS.search(gap))


def _mark_kinds(found: list[Token]) -> None:
    """Where several words of one kind stand, herbs or scores or composers, they are meant and no people."""
    table = lexicon.kinds()
    words: dict[tuple[int, int], set[str]] = {}
    for token in found:
        for kind in table.get(token.low, ()):
            words.setdefault(kind, set()).add(token.low)
    many = {kind for kind, low in words.items() if len(low) >= kind[1]}
    if not many:
        return
    for token in found:
        if many.intersection(table.get(token.low, ())):
            token.kept = token.alone = token.of_kind = True


def _mark_kept(found: list[Token]) -> None:
    table = lexicon.kept()
    lows = [t.low for t in found]
    for at, token in enumerate(found):
        rests = table.get(token.low)
        if rests is None and token.text.endswith("s") and token.text[:-1].isupper() and len(token.low) > 2:
            rests = table.get(token.low[:-1])
        if rests is None:
            continue
        size = max((len(r) + 1 for r in rests if tuple(lows[at + 1 : at + 1 + len(r)]) == r), default=0)
        if size == 1 and token.case == "T" and not token.initial and token.low in lexicon.acronyms():
            continue
        for one in found[at : at + size]:
            if not (size == 1 and one.kept):
                one.kept, one.alone = True, size == 1
