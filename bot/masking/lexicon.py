"""The word lists: common words, what must stay, names, places, employers. Read once, at first use."""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Phrases:
    """Entries of one or several folded words."""

    rests: Mapping[str, frozenset[tuple[str, ...]]]
    """First word to the rests of the entries that begin with it; an entry of one word has an empty rest."""
    seconds: Mapping[str, frozenset[str]]
    """The first words of entries of several words to the words that can follow them."""

    @classmethod
    def of(cls, entries: Iterable[str]) -> Phrases:
        """The entries as people write them, by their words."""
        table: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for entry in entries:
            first, *rest = words_of(entry) or ("",)
            if first:
                table[first].add(tuple(rest))
        alone = frozenset({()})  # most entries are one word: they share one set
        rests = {first: alone if rests == alone else frozenset(rests) for first, rests in table.items()}
        longer = {first: [rest[0] for rest in some if rest] for first, some in rests.items() if some != alone}
        return cls(rests, {first: frozenset(some) for first, some in longer.items()})

    def alone(self, word: str) -> bool:
        """Whether the word is an entry."""
        return () in self.rests.get(word, ())


@cache
def kept() -> Phrases:
    """What must stay."""
    return Phrases.of(staying())


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
def towns() -> frozenset[str]:
    """The first words of places of two words."""
    pairs = re.compile(r"\n([^\n\t ]+) [^\n\t]+\t(.)", re.DOTALL)
    shelved = (match for shelf in shelves().values() if " " in shelf for match in pairs.finditer(shelf))
    return frozenset(match[1] for match in shelved if ord(match[2]) - 128 & PLACE)


@cache
def employers() -> Phrases:
    """Well-known employers."""
    return Phrases.of(listed(DATA / "companies.txt"))


@cache
def schools() -> Phrases:
    """Universities by their short names."""
    return Phrases.of(listed(DATA / "schools.txt"))


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
    return not words or words[1:] in kept().rests.get(words[0], ()) or kept().alone("".join(words))
