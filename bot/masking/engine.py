"""The anonymizer: what the author told us, then what has a shape, then what is merely unusual.

What is found is replaced, and the replaced text is looked at again until nothing more turns up: a name can
come to light
only when its neighbour is gone, and masking what is masked must change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.masking import hints, names, organisations, resolve, shapes, works
from bot.masking import known as told
from bot.masking.found import Found
from bot.masking.model import Known, Masked
from bot.masking.normalise import Normal, normalise
from bot.masking.tokens import Token, tokens_of

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOBODY = Known()
_ROUNDS = 4


def mask(text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING) -> Masked:
    """Find what could identify the author. ``glossary`` is that of an earlier text of the same post."""
    plain = normalise(text)
    finds = _detect(plain.text, known)
    result = resolve.spans_of(text, plain, finds, glossary)
    for _ in range(_ROUNDS):
        pieces = resolve.pieces(result)
        if len(pieces) < 2:
            break
        again = normalise(result.masked)
        more = [f for f in _detect(again.text, known) if f.action == "mask"]
        if not more:
            break
        finds = _merged(finds, more, plain, again, pieces)
        result = resolve.spans_of(text, plain, finds, glossary)
    return result


def _detect(text: str, known: Known) -> list[Found]:
    tokens = tokens_of(text, f"{known.role}, {known.stage}")
    closed = [(t.start, t.end) for t in tokens if t.case == "P"]
    finds = resolve.settle([*told.find(text, tokens, known), *shapes.find(text, tokens)], closed)
    _cover(tokens, finds)
    finds += resolve.settle([*organisations.find(tokens), *hints.find(tokens), *works.find(tokens)], closed)
    _cover(tokens, finds)
    finds += names.find(tokens)
    return resolve.settle(finds, closed)


def _merged(
    finds: Sequence[Found],
    more: Sequence[Found],
    plain: Normal,
    again: Normal,
    pieces: Sequence[resolve.Piece],
) -> list[Found]:
    """The earlier finds and those made in the masked text, carried back to the plain text they came from."""
    carried = []
    for find in more:
        start, end = resolve.origin(again.source(find.start, find.end), pieces)
        first, last = plain.position(start), plain.position(end - 1)
        within = [f for f in finds if f.action == "mask" and f.start <= last and f.end > first]
        carried.append(resolve.widened(find, first, last + 1, within))
    taken = resolve.settle(carried)
    rest = [f for f in finds if not any(f.start < t.end and f.end > t.start for t in taken)]
    return sorted([*taken, *rest], key=lambda f: f.start)


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
