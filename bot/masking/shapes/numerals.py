"""Numbers in words, in languages other than English: which words (data/numerals.txt), which stand in a row, what they
can be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

from bot.masking import lexicon
from bot.masking.lexicon import DATA
from bot.masking.normalise import fold
from bot.masking.tokens import Token, Words

_LARGE = re.compile(
    "tausend|hundert|duizend|honderd|mila|mille|cento|tusen|tusind|hundr|tuhat|sata|bin|yuz|ezer|szaz|mil$"
)
_TENS = re.compile(
    "(?:zig|ssig|tig)$|^(?:tjugo|trettio|fyrtio|femtio|sextio|tjue|trettifem|yirmi|venti|trent|quarant)"
)
_LONGEST = 60
"""No number put together is longer; some of its parts are others put together, so patience is short."""
_NEVER_ALONE = frozenset(
    "on do to en et sex six cent cents bin set sta at tin char sat bis million no sau nam hat het ten ti ni a e i y "
    "am un una once pet ath sept tam bay ba mot hai ot nine fel lam na da si der den share tara six mie sita saba "
    "tri elf acht fire even half halv lima media medio meio demi das baro ek dos sale bees tis nau mii opt".split()
)
"""Number words that are other words too: they count beside another one only."""
_NOUGHTS = frozenset(
    "zero cero null nul nula noll nolla sifir nol kosong shunya shunno sifuri nulla khong sifili ноль".split()
)


class Row(NamedTuple):
    """Number words in a row, all of one language, by their positions."""

    first: int
    last: int
    digits: int
    """How many digits they are, said one by one or in pairs."""
    large: bool
    """Whether a hundred or more is among them."""
    nought: bool
    """Whether it begins with a nought, as no amount does."""


@cache
def _languages() -> dict[int, dict[str, list[str]]]:
    """The bit that stands for a language to its lists of words, by what stands at their head."""
    languages: list[defaultdict[str, list[str]]] = []
    name = ""
    for line in (DATA / "numerals.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            languages.append(defaultdict(list))
        elif line and not line.startswith("#"):
            head, _, words = line.rpartition(": ")
            name = head or name
            languages[-1][name] += words.split()
    return {1 << at: dict(lists) for at, lists in enumerate(languages)}


@cache
def _parts() -> dict[int, re.Pattern[str]]:
    """Language to what the long words for numbers are put together from."""
    return {
        language: re.compile(f"(?:{'|'.join(lists['parts'])}){{2,}}")
        for language, lists in _languages().items()
        if "parts" in lists
    }


@cache
def _heads() -> frozenset[str]:
    """The first two letters of all numbers put together."""
    return frozenset(
        part[:2] for lists in _languages().values() if "parts" in lists for part in lists["parts"]
    )


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Word to the languages it is a digit, a number below a hundred, a larger one or a half, and a joint in."""
    tables: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for language, lists in _languages().items():
        for table, heads in zip(
            tables, (("ones",), ("tens",), ("large", "halves"), ("joints",)), strict=True
        ):
            for word in (fold(word) for head in heads for word in lists.get(head, ())):
                table[word] = table.get(word, 0) | language
    return tables[0], tables[1], tables[2], tables[3]


@cache
def _halves() -> frozenset[str]:
    return frozenset(word for lists in _languages().values() for word in lists.get("halves", ()))


@cache
def _anywhere() -> dict[str, int]:
    """Word to the languages it is any number in."""
    found: dict[str, int] = {}
    for table in _tables()[:3]:
        for word, languages in table.items():
            found[word] = found.get(word, 0) | languages
    return found


@cache
def starts() -> frozenset[str]:
    """The words that are hardly anything but a number."""
    large = _tables()[2]
    return frozenset(
        word
        for word in _anywhere()
        if word not in _NEVER_ALONE and (lexicon.rank(word) in (0, 4, 5, 6) or word in large)
    )


def compound(word: str) -> int:
    """The languages in which a long word is a number put together: ``dreitausendzweihundert``, ``tjugofem``."""
    if not 6 <= len(word) <= _LONGEST or not (_LARGE.search(word) or _TENS.search(word)):
        return 0
    return sum(language for language, parts in _parts().items() if parts.fullmatch(word))


def sure(tokens: Words) -> list[int]:
    """Positions of the words that are hardly anything but a number."""
    heads = _heads()
    odd = [at for at in tokens.odd if tokens[at].low[:2] in heads and compound(tokens[at].low)]
    return sorted({*odd, *tokens.at(starts())})


def rows(tokens: Words, numbers: Sequence[int], gaps: Set[str]) -> Iterator[Row]:
    """Number words of one language that stand in a row with nothing but ``gaps`` between them; ``numbers`` are those
    that are sure.
    """
    done = -1
    for at in numbers:
        if at > done:
            row = _row(tokens, at, gaps, done)
            done = row.last
            yield row


def _row(tokens: Words, at: int, gaps: Set[str], done: int) -> Row:
    joints = _tables()[3]
    languages = _number(tokens[at])
    first = last = at
    while last + 1 < len(tokens) and tokens[last + 1].gap in gaps:
        step = last + 1
        joint = joints.get(tokens[step].low, 0) & languages
        both = _number(tokens[step]) & languages
        if not both and joint and step + 1 < len(tokens) and tokens[step + 1].gap in gaps:
            step += 1
            both = _number(tokens[step]) & joint
        if not both:
            break
        last, languages = step, both
    while first - 1 > done and tokens[first].gap in gaps:
        step = first - 1
        joint = joints.get(tokens[step].low, 0) & languages
        both = _number(tokens[step]) & languages
        if not both and joint and step - 1 > done and tokens[step].gap in gaps:
            step -= 1
            both = _number(tokens[step]) & joint
        if not both:
            break
        first, languages = step, both
    return _counted([t.low for t in tokens[first : last + 1]], first, last, languages)


def _number(token: Token) -> int:
    return _anywhere().get(token.low, 0) or (compound(token.low) if not token.rank else 0)


def _counted(words: list[str], first: int, last: int, languages: int) -> Row:
    ones, tens, large, _ = _tables()
    digits, big = 0, False
    for word in words:
        if ones.get(word, 0) & languages:
            digits += 1
        elif tens.get(word, 0) & languages:
            digits += 2
        elif large.get(word, 0) & languages:
            big = big or word not in _halves()
            digits += 1
        elif _LARGE.search(word):
            big = True
        else:
            digits += 2
    return Row(first, last, digits, big, words[0] in _NOUGHTS)
