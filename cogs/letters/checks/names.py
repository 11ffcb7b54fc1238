"""How the name of a role or a company is compared with what a letter says."""

from __future__ import annotations

import re

from .content import frame
from .folding import fold, words_of

_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|\{[^{}]{0,80}\}|<[^<>]{0,80}>")
_GENDERS = re.compile(
    r"(?<!\w)(?:[mfwdxhi](?:\s?[/|]\s?[mfwdxhi]){1,3}|all genders|any gender)(?!\w)", re.IGNORECASE
)


def core_of(name: str) -> str:
    """A name without bracketed additions, "(m/f/d)", legal form and article; itself if nothing else is left."""
    bare = _GENDERS.sub(" ", _BRACKETS.sub(" ", fold(name)[0]))
    tokens = bare.replace(",", " ").split()
    while len(tokens) > 1 and _letters(tokens[-1]) in (*frame("legal_forms"), "", "and"):
        tokens.pop()
    if len(tokens) > 1 and tokens[0].casefold() in ("the", "a", "an"):
        tokens = tokens[1:]
    core = " ".join(tokens)
    return core if words_of(core) else name


def _letters(token: str) -> str:
    return "".join(char for char in token.casefold() if char.isalnum() or char == "&").replace("&", "and")


def is_same(candidate: str, company: str) -> bool:
    """Whether ``candidate`` may be ``company`` written otherwise: a part, its initials, or generic words."""
    ours, theirs = words_of(core_of(company)), words_of(candidate)
    special = [
        word for word in theirs if word not in frame("generic_names") and word not in frame("legal_forms")
    ]
    if not special or set(special) <= set(ours) or "".join(theirs) == "".join(ours):
        return True
    initials = "".join(word[0] for word in ours)
    short = "".join(word[0] for word in ours if word not in ("the", "of", "and", "for"))
    if "".join(theirs) in (initials, short):
        return True
    return any(word in theirs for word in ours if word not in frame("generic_names") and len(word) > 2)


def special_words(name: str) -> list[str]:
    """The words of a name that say what it is about."""
    return [word for word in words_of(name) if word not in frame("generic_names") and len(word) > 2]
