"""The anonymizer: what the author told us, then what has a shape, then what is merely unusual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.masking import known as told
from bot.masking import names, organisations, resolve, shapes
from bot.masking.found import Found
from bot.masking.model import Known, Masked
from bot.masking.normalise import normalise
from bot.masking.tokens import Token, tokens_of

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOBODY = Known()


def mask(text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING) -> Masked:
    """Find what could identify the author. ``glossary`` is that of an earlier text of the same post."""
    plain = normalise(text)
    tokens = tokens_of(plain.text, f"{known.role}, {known.stage}")
    finds = [*told.find(plain.text, tokens, known), *shapes.find(plain.text, tokens)]
    finds = resolve.settle(finds)
    _cover(tokens, finds)
    finds += resolve.settle(organisations.find(tokens))
    _cover(tokens, finds)
    finds += names.find(tokens)
    return resolve.spans_of(text, plain, resolve.settle(finds), glossary)


def _cover(tokens: Sequence[Token], finds: Sequence[Found]) -> None:
    """Mark the words inside automatic finds, so that later layers leave them alone."""
    at = 0
    for find in sorted((f for f in finds if f.action == "mask"), key=lambda f: f.start):
        while at < len(tokens) and tokens[at].end <= find.start:
            at += 1
        here = at
        while here < len(tokens) and tokens[here].start < find.end:
            tokens[here].covered = True
            here += 1
