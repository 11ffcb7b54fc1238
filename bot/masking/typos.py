"""Whether an unknown word is a slip of the keyboard, or made of common words, rather than a name."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.masking.lexicon import FIRST, common, entry, rank

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BEFORE = re.compile(
    r"(?:un|re|over|under|pre|non|mis|out|co|anti|mini|super|mega|multi|semi|self|micro|inter|de|dis|ex|sub)"
)
_BEHIND = re.compile(
    r"(?:e?s|e?d|ing|ers?|ish|y|ness|able|less|ly|like|wise|ful|ies|ified|ist|ists|ment|ology|ize[ds]?|"
    r"ise[ds]?)$"
)


@lru_cache(maxsize=4096)
def is_typo(word: str) -> bool:
    """Whether one slip (a letter lost, doubled, swapped or hit wrong) makes a common word of it."""
    if not word.isascii() or not word.isalpha() or not 4 <= len(word) <= 18:
        return False
    return not common().isdisjoint(_near(word)) or _laughs(word)


@lru_cache(maxsize=4096)
def is_made_of_words(word: str) -> bool:
    """Whether the word is a common one with a prefix or suffix, or two common ones run together."""
    if not word.isascii() or not word.isalpha() or not 5 <= len(word) <= 24:
        return False
    for bare in (_BEFORE.sub("", word, count=1), _BEHIND.sub("", word), _BEHIND.sub("e", word)):
        if bare != word and len(bare) > 3 and 0 < rank(bare) <= 4:
            return True
    return any(_whole(word[:cut]) and _whole(word[cut:]) for cut in range(3, len(word) - 2))


def _whole(word: str) -> bool:
    return 0 < rank(word) <= 3 and not entry(word) & FIRST


def _near(word: str) -> set[str]:
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    added = {a + c + b for a, b in cuts[1:] for c in _LETTERS}
    if len(word) < 6:
        return (lost | swapped | added) if len(word) > 4 else swapped
    wrong = {a + c + b[1:] for a, b in cuts[1:] if b for c in _LETTERS}
    return lost | swapped | added | wrong


def _laughs(word: str) -> bool:
    """``sooooo``, ``hahaha``, ``noooo``: letters drawn out."""
    return len(set(word)) * 2 < len(word)
