"""Which words keep the same company: every word of newspapers and encyclopedias in one of some hundred families.

A word no list knows is still told apart by its family: first names of Poland, towns of Ohio, firms of the stock
exchange, herbs, machine tools, verbs of motion. Made by scripts/build_masking_kin.py.
"""

from __future__ import annotations

import lzma
from functools import cache

from bot.masking.lexicon import DATA, shelf_of

KIN = DATA / "kin.xz"
SIGNS = 48
"""How many signs a digit of a family's number can be, from ``A`` on."""
UNKNOWN = ("-", "-", "-")


@cache
def shelves() -> dict[str, str]:
    """The words in short strings, as those of the lists; behind each its three signs."""
    text = lzma.decompress(KIN.read_bytes()).decode("latin-1")
    return {shelf_of(shelf[1 : shelf.index("\t")]): shelf for shelf in text.split("\0")}


def kin(word: str) -> tuple[str, str, str]:
    """Family, wide family, and how often a folded word is written; ``-`` three times for an unknown one."""
    shelf = shelves().get(word[:2] + word[-1:])
    at = shelf.find(f"\n{word}\t") if shelf else -1
    if shelf is None or at < 0:
        return UNKNOWN
    at += len(word) + 2
    return shelf[at : at + 2], shelf[at], shelf[at + 2]
