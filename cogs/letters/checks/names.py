"""How the name of a role or a company is compared with what a letter says."""

from __future__ import annotations

import re

from .folding import fold, words_of

LEGAL_FORMS = frozenset(
    "inc incorporated ltd limited llc llp lp plc gmbh mbh ag se kg kgaa ohg gbr ug ev eg co corp corporation company sa sas sarl srl spa "
    "bv nv ab as asa aps oy oyj pty pte sro doo kft zrt cic".split()
)
GENERIC = frozenset(
    "the of and for at group media press centre center college university institute school academy museum hospital clinic council services "
    "service company office team hr human resources department trust foundation society association agency lab labs laboratory studio "
    "studios systems solutions software international national global city borough county library bank holding partners".split()
)
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|\{[^{}]{0,80}\}|<[^<>]{0,80}>")
_GENDERS = re.compile(r"(?<!\w)(?:[mfwdxhi](?:\s?[/|]\s?[mfwdxhi]){1,3}|all genders|any gender)(?!\w)", re.IGNORECASE)


def core_of(name: str) -> str:
    """A name without bracketed additions, "(m/f/d)", legal form and leading article; itself when nothing else is left."""
    bare = _GENDERS.sub(" ", _BRACKETS.sub(" ", fold(name)[0]))
    tokens = bare.replace(",", " ").split()
    while len(tokens) > 1 and _letters(tokens[-1]) in LEGAL_FORMS | {"", "and"}:
        tokens.pop()
    if len(tokens) > 1 and tokens[0].casefold() in ("the", "a", "an"):
        tokens = tokens[1:]
    core = " ".join(tokens)
    return core if words_of(core) else name


def _letters(token: str) -> str:
    return "".join(char for char in token.casefold() if char.isalnum() or char == "&").replace("&", "and")


def is_same(candidate: str, company: str) -> bool:
    """Whether ``candidate`` may be another way of writing ``company``: a part of it, its initials, or only generic words."""
    ours, theirs = words_of(core_of(company)), words_of(candidate)
    special = [word for word in theirs if word not in GENERIC and word not in LEGAL_FORMS]
    if not special or set(special) <= set(ours) or "".join(theirs) == "".join(ours):
        return True
    initials = "".join(word[0] for word in ours)
    short = "".join(word[0] for word in ours if word not in ("the", "of", "and", "for"))
    if "".join(theirs) in (initials, short):
        return True
    return any(word in theirs for word in ours if word not in GENERIC and len(word) > 2)
