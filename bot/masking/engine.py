"""The anonymizer: what the author told us, then what has a shape, then what is merely unusual.

What is found is replaced, and the replaced text is looked at again until nothing more turns up: a name can
come to light
only when its neighbour is gone, and masking what is masked must change nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.masking import hints, lexicon, names, organisations, resolve, shapes, weigh, works
from bot.masking import known as told
from bot.masking.found import Found
from bot.masking.model import Known, Masked
from bot.masking.names.guess import Guess
from bot.masking.normalise import Normal, normalise
from bot.masking.tokens import Facts, Token, tokens_of

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOBODY = Known()
_ROUNDS = 4


def mask(text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING) -> Masked:
    """Find what could identify the author. ``glossary`` is that of an earlier text of the same post."""
    plain, masks, seen = look(text, known, glossary)
    return resolve.spans_of(text, plain, _offers(seen, masks), glossary)


def look(
    text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING
) -> tuple[Normal, list[Found], Seen]:
    """The plain text, what is to be replaced in it, and what the first look at it saw."""
    plain = normalise(text)
    own = frozenset(lexicon.words_of(f"{known.role} {known.stage}"))
    words: dict[str, Facts] = {}
    seen = _detect(plain.text, known, own, words)
    finds = [f for f in seen.finds if f.action == "mask"]
    result = resolve.spans_of(text, plain, finds, glossary)
    for _ in range(_ROUNDS):
        pieces = resolve.pieces(result)
        if len(pieces) < 2:
            break
        again = normalise(result.masked)
        more = [f for f in _detect(again.text, known, own, words).finds if f.action == "mask"]
        if not more:
            break
        finds = _merged(finds, more, plain, again, pieces)
        result = resolve.spans_of(text, plain, finds, glossary)
    return plain, finds, seen


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at a text brought: its words, what is thought of each, and the finds."""

    tokens: list[Token]
    guesses: list[Guess]
    finds: list[Found]


def _offers(seen: Seen, masks: list[Found]) -> list[Found]:
    """The masks, and beside them what is offered: the rules' offers that the model finds likely, and its own."""
    cover(seen.tokens, masks)
    told_us = [f for f in seen.finds if f.action == "suggest" and f.rule == "perhaps the company"]
    others = [f for f in seen.finds if f.action == "suggest" and f.rule != "perhaps the company"]
    closed = [(t.start, t.end) for t in seen.tokens if t.case == "P"]
    return resolve.settle([*masks, *told_us, *weigh.find(seen.tokens, seen.guesses, others)], closed)


def _detect(text: str, known: Known, own: frozenset[str], words: dict[str, Facts]) -> Seen:
    tokens = tokens_of(text, own, words)
    closed = [(t.start, t.end) for t in tokens if t.case == "P"]
    finds = resolve.settle([*told.find(text, tokens, known), *shapes.find(text, tokens)], closed)
    cover(tokens, finds)
    finds += resolve.settle([*organisations.find(tokens), *hints.find(tokens), *works.find(tokens)], closed)
    cover(tokens, finds)
    guesses = names.think(tokens)
    weigh.doubt(tokens, guesses)
    return Seen(tokens, guesses, resolve.settle([*finds, *names.found(tokens, guesses)], closed))


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


def cover(tokens: Sequence[Token], finds: Sequence[Found]) -> None:
    """Mark the words inside automatic finds, so that later layers leave them alone."""
    at = 0
    for find in sorted((f for f in finds if f.action == "mask"), key=lambda f: f.start):
        while at < len(tokens) and tokens[at].end <= find.start:
            at += 1
        here = at
        while here < len(tokens) and tokens[here].start < find.end:
            tokens[here].covered, tokens[here].taken_as = True, find.type
            here += 1
