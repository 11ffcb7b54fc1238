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
def entries() -> dict[str, int]:
    """Folded word to rank and flags."""
    table: dict[str, int] = {}
    for section in lzma.decompress(LISTS.read_bytes()).split(b"=")[1:]:
        head, *words = section.decode().strip().split("\n")
        table.update(dict.fromkeys(words, int(head)))
    return table


def rank(word: str) -> int:
    """How common a folded word is, 1 to 6; 0 for no word at all."""
    table = entries()
    found = table.get(word)
    if found is not None and (found & 7 or found & FIRST):
        return found & 7
    return table.get(word[:-1], 0) & 7 if word.endswith("s") and len(word) > 3 else 0


def flags(word: str) -> int:
    """FIRST, LAST, PLACE and PROPER of a folded word."""
    return entries().get(word, 0) & ~7


@cache
def town_heads() -> frozenset[str]:
    """The first words of places of two words."""
    return frozenset(word.split()[0] for word, flags in entries().items() if flags & PLACE and " " in word)


@cache
def kept() -> dict[str, frozenset[tuple[str, ...]]]:
    """What must stay (data/lexicon): first folded word to the rests of the entries that begin with it."""
    return _phrases(entry for path in sorted((DATA / "lexicon").glob("*.txt")) for entry in listed(path))


@cache
def kept_seconds() -> dict[str, frozenset[str]]:
    """The first words of longer entries of what must stay, to the words that can follow them."""
    return {
        first: frozenset(r[0] for r in rests if r)
        for first, rests in kept().items()
        if len(rests) > (() in rests)
    }


@cache
def tools() -> frozenset[str]:
    """The first words of what must stay as a tool, technique or certificate: beside them stand others of the
    kind.
    """
    paths = [
        path for path in (DATA / "lexicon").glob("*.txt") if path.stem not in ("general", "foreign", "chat")
    ]
    return frozenset(words_of(entry)[0] for path in paths for entry in listed(path) if words_of(entry))


@cache
def acronyms() -> frozenset[str]:
    """Folded one-word entries written all in capitals; with one capital only the word is another."""
    paths = (DATA / "lexicon").glob("*.txt")
    written = {entry for path in paths for entry in listed(path) if len(words_of(entry)) == 1}
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
    return {first: frozenset(rests) for first, rests in table.items()}
