"""The word lists: common words, what must stay, names, places, employers. Read once, at first use."""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.masking.normalise import fold

DATA = Path(__file__).parent / "data"
LISTS = DATA / "lists.xz"

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*(?:\d+[^\W_]*)?|\d[^\W_]*")
"""A word, in stories and in list entries alike: letters with figures behind them, or figures with letters
behind.
"""

RANKS = {1: (10,), 2: (20, 35), 3: (40, 50), 4: (55, 60), 5: (70,), 6: (80,)}
"""Rank of a common word (1 commonest) and the SCOWL sizes it stands for; the rank is the low three bits."""
FIRST, LAST, PLACE, PROPER = 8, 16, 32, 64


@cache
def shelves() -> dict[str, str]:
    """The words in short strings, by their first two letters and their last one.

    Each word stands as a line feed, the word, a tab, and a sign whose number is 128 plus rank and flags: a tenth
    of the memory of a dictionary of words.
    """
    text = lzma.decompress(LISTS.read_bytes()).decode("latin-1")
    return {shelf_of(shelf[1 : shelf.index("\t")]): shelf for shelf in text.split("\0")}


def shelf_of(word: str) -> str:
    """The shelf a folded word stands on."""
    return word[:2] + word[-1:]


def entry(word: str) -> int:
    """Rank and flags of a folded word; 0 for an unknown one."""
    shelf = shelves().get(word[:2] + word[-1:])
    at = shelf.find(f"\n{word}\t") if shelf else -1
    return ord(shelf[at + len(word) + 2]) - 128 if shelf and at >= 0 else 0


def rank(word: str) -> int:
    """How common a folded word is, 1 to 6; 0 for no word at all."""
    return _rank(word, entry(word))


def facts(word: str) -> tuple[int, int]:
    """Rank and flags of a folded word."""
    found = entry(word)
    return _rank(word, found), found & ~7


def _rank(word: str, found: int) -> int:
    if found & 7 or found & FIRST:
        return found & 7
    return entry(word[:-1]) & 7 if word.endswith("s") and len(word) > 3 else 0


def flags(word: str) -> int:
    """FIRST, LAST, PLACE and PROPER of a folded word."""
    return entry(word) & ~7


@cache
def kept() -> dict[str, frozenset[tuple[str, ...]]]:
    """What must stay: first folded word to the rests of the entries that begin with it."""
    return _phrases(staying())


@cache
def kept_seconds() -> dict[str, frozenset[str]]:
    """The first words of longer entries of what must stay, to the words that can follow them."""
    return {
        first: frozenset(r[0] for r in rests if r)
        for first, rests in kept().items()
        if len(rests) > (() in rests)
    }


@cache
def acronyms() -> frozenset[str]:
    """Folded one-word entries written all in capitals; with one capital only the word is another."""
    written = [entry for entry in staying() if WORD.fullmatch(entry)]
    return frozenset(fold(e) for e in written if e.isupper()) - {fold(e) for e in written if not e.isupper()}


@cache
def kinds() -> dict[str, tuple[tuple[int, int], ...]]:
    """Words that are names too (Rose, Fisher, Juliet) to the kinds of thing they are (data/kinds.txt).

    A kind is its number and how many of its words make a story speak of it.
    """
    table: defaultdict[str, tuple[tuple[int, int], ...]] = defaultdict(tuple)
    lines = [line for line in (DATA / "kinds.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    for number, line in enumerate(lines):
        least, *words = line.split()
        for word in {fold(word) for word in words}:
            table[word] += ((number, int(least)),)
    return dict(table)


@cache
def employers() -> dict[str, frozenset[tuple[str, ...]]]:
    """Well-known employers, in the same form."""
    return _phrases(listed(DATA / "companies.txt"))


@cache
def schools() -> dict[str, frozenset[tuple[str, ...]]]:
    """Universities by their short names, in the same form."""
    return _phrases(listed(DATA / "schools.txt"))


def staying() -> Iterator[str]:
    """The entries of what must stay: by field (data/lexicon), then the long tail of terms (data/terms.txt)."""
    for path in (*sorted((DATA / "lexicon").glob("*.txt")), DATA / "terms.txt"):
        yield from listed(path)


def listed(path: Path) -> Iterator[str]:
    """The entries of a list that people keep: divided by commas, lines that begin with ``#`` left out."""
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield from (entry.strip() for entry in line.split(",") if entry.strip())


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a list entry, cut as the tokens of a story are."""
    return tuple(word.replace("'", "") for word in WORD.findall(fold(text)))


def is_kept(text: str) -> bool:
    """Whether the whole of a text is one entry of what must stay, or spells one when its parts are put
    together.
    """
    words = words_of(text)
    return not words or words[1:] in kept().get(words[0], ()) or () in kept().get("".join(words), ())


def _phrases(source: Iterable[str]) -> dict[str, frozenset[tuple[str, ...]]]:
    table: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for entry in source:
        first, *rest = words_of(entry) or ("",)
        if first:
            table[first].add(tuple(rest))
    alone = frozenset({()})  # most entries are one word: they share one set
    return {first: alone if rests == alone else frozenset(rests) for first, rests in table.items()}
