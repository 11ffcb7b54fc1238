"""Many words as one pattern, put together letter by letter, so that few of them are tried at a place."""

from __future__ import annotations

import re
from typing import TypeAlias

_Tree: TypeAlias = "dict[str, _Tree]"


def one_of(listed: str) -> str:
    """A pattern for words divided by ``|``; a letter with ``?`` behind it may be missing.

    The longest is tried first, so what follows the pattern has to say where a word ends.
    """
    tree: _Tree = {}
    for word in listed.split("|"):
        for form in _forms(word):
            branch = tree
            for letter in form:
                branch = branch.setdefault(letter, {})
            branch[""] = {}
    return _pattern(tree)


def words_in(listed: str) -> frozenset[str]:
    """The words that such a pattern finds."""
    return frozenset(form for word in listed.split("|") for form in _forms(word))


def _forms(word: str) -> list[str]:
    head, mark, tail = word.partition("?")
    return [form for start in (head, head[:-1]) for form in _forms(start + tail)] if mark else [word]


def _pattern(tree: _Tree) -> str:
    ends = "" in tree
    branches = [re.escape(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")
