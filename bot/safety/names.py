"""Which words of a text are names: of people, places, bands, shows and accounts.

A name is read as it stands: it is never taken for a misspelled insult, and the insults that names are made of
(``The Hag's Umbrella``, ``Ms Dick``) are passed over in one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

Kind = Literal["", "capital", "name", "title"]
"""No name; a capital that a sentence may have given it; a name; one of several words that make a name."""

_WORD = re.compile(r"[^\W_]")
_FORMS_OF_ADDRESS = frozenset("Mr Mrs Ms Miss Dr Prof Sir Madam Coach Chef Captain".split())
_SENTENCE = 4
"""From so many parts on, words joined by ``_`` are a sentence, not an account."""


def kinds(tokens: Sequence[str], sneers: Collection[str]) -> list[Kind]:
    """What each token, as it was typed, is; no name where most words have a capital.

    ``sneers`` are the lower-case words that stand before an insult, not before a name.
    """
    words = sum(1 for token in tokens if _WORD.match(token))
    if 2 * sum(token[0].isupper() for token in tokens) > words + 2:
        return ["" for _ in tokens]
    return [_kind(tokens, at, sneers) for at in range(len(tokens))]


def is_account(parts: Sequence[str], known: Sequence[Collection[str]], insults: Collection[str]) -> bool:
    """Whether parts joined by ``_`` are somebody's account: few, not all of them words, and none an insult."""
    strange = any(all(part not in words for words in known) for part in parts)
    return strange and len(parts) < _SENTENCE and not any(part in insults for part in parts)


def _kind(tokens: Sequence[str], at: int, sneers: Collection[str]) -> Kind:
    if not _is_capital(tokens[at]):
        return ""
    before = tokens[at - 1] if at else ""
    beside = at + 1 < len(tokens) and _is_capital(tokens[at + 1])
    first = _WORD.match(before) is None
    led = _is_capital(before) and (before in _FORMS_OF_ADDRESS or at > 1)
    if (beside or led) and (before.lower() not in sneers or tokens[max(0, at - 2)] == "The"):
        return "title"
    return "name" if beside or not first else "capital"


def _is_capital(token: str) -> bool:
    return len(token) > 1 and token[0].isupper() and not token.isupper()
