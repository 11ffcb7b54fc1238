"""Whether an unknown word is made of common ones, rather than a name."""

from __future__ import annotations

import re

from bot.masking.lexicon import FIRST, facts, rank

_BEFORE = re.compile(
    r"(?:un|re|over|under|pre|non|mis|out|co|anti|mini|super|mega|multi|semi|self|micro|inter|de|dis|ex|sub)"
)
_BEHIND = re.compile(
    r"(?:e?s|e?d|ing|ers?|ish|y|ness|able|less|ly|like|wise|ful|ies|ified|ist|ists|ment|ology|ize[ds]?|"
    r"ise[ds]?)$"
)


def is_made_of_words(word: str) -> bool:
    """Whether the word is a common one with a prefix or suffix, or two common ones run together."""
    if not word.isascii() or not word.isalpha() or not 5 <= len(word) <= 24:
        return False
    for bare in (_BEFORE.sub("", word, count=1), _BEHIND.sub("", word), _BEHIND.sub("e", word)):
        if bare != word and len(bare) > 3 and 0 < rank(bare) <= 4:
            return True
    return any(_whole(word[:cut]) and _whole(word[cut:]) for cut in range(3, len(word) - 2))


def _whole(word: str) -> bool:
    known, flags = facts(word)
    return 0 < known <= 3 and not flags & FIRST
