"""Whether an unknown word is a slip of the keyboard rather than a name."""

from __future__ import annotations

from functools import lru_cache

from bot.masking.lexicon import entries

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@lru_cache(maxsize=4096)
def is_typo(word: str) -> bool:
    """Whether one slip (a letter lost, doubled, swapped or hit wrong) makes a common word of it."""
    if not word.isascii() or not word.isalpha() or not 4 <= len(word) <= 18:
        return False
    table = entries()
    return any(0 < table.get(near, 0) & 7 <= 3 for near in _near(word)) or _laughs(word)


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
