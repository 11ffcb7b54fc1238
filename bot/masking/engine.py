"""The anonymizer: what the author told us, then what has a shape, then what is likely to identify somebody.

What is found is replaced, and the replaced text is looked at again until nothing more turns up: a name can come to
light only when its neighbour is gone, and masking what is masked must change nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.masking import known as told
from bot.masking import lexicon, resolve, shapes, tagger
from bot.masking.facts import Facts
from bot.masking.forms import Name
from bot.masking.found import Found
from bot.masking.model import Known, Masked
from bot.masking.normalise import Normal, normalise
from bot.masking.tokens import Words, tokens_of

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOBODY = Known()
_PATIENT, _ROUNDS, _LOOKS = 2, 8, 32
"""After how many looks that found something all that is offered goes too, and after how many what stands around a find:
only hostile texts come so far, and they must come to rest. No text is so long that the last look is ever taken.
"""
_MANY, _DENSE = 100, 20
"""So many finds, one in so many characters, are in no story: there, all that is offered goes at once."""
_REACH = 10
"""How many characters to each side go at first, twice as many with each further look: in the end the whole text, and in
the placeholder that is left nothing is found.
"""


def mask(text: str, known: Known = _NOBODY, glossary: Mapping[str, str] = _NOTHING) -> Masked:
    """Find what could identify the author. ``glossary`` is that of an earlier text of the same post."""
    plain = normalise(text)
    named, own = tuple(told.names(known)), _own(known)
    words: dict[str, Facts] = {}
    finds = _detect(plain, named, own, words)
    hostile = _MANY <= len(finds) > len(plain.text) // _DENSE
    patient = 0 if hostile else _PATIENT
    finds = [f._replace(action="mask") for f in finds] if hostile else finds
    result = resolve.spans_of(text, plain, finds, glossary)
    for turn in range(_LOOKS):
        if not any(f.action == "mask" for f in finds):
            break
        again = normalise(result.masked)
        more = _detect(again, named, own, words, offering=turn >= patient)
        if not any(f.action == "mask" for f in more):
            break
        more = [f._replace(action="mask") for f in more if f.action == "mask" or turn >= patient]
        reach = _REACH << (turn - _ROUNDS) if turn >= _ROUNDS else 0
        finds = _merged(finds, more, plain, again, resolve.pieces(result), reach)
        result = resolve.spans_of(text, plain, finds, glossary)
    return result


def prepared(text: str, known: Known) -> tuple[Normal, Words, list[Found], frozenset[str]]:
    """The plain text, its words, what was told and has a shape, and the words of the author's role."""
    plain, own = normalise(text), _own(known)
    tokens = tokens_of(plain.text, own, {})
    return plain, tokens, _shaped(plain, tokens, told.names(known)), own


def _own(known: Known) -> frozenset[str]:
    return frozenset(lexicon.words_of(f"{known.role} {known.stage}"))


def _detect(
    plain: Normal, named: Iterable[Name], own: frozenset[str], words: dict[str, Facts], offering: bool = True
) -> list[Found]:
    tokens = tokens_of(plain.text, own, words)
    found = tagger.find(tokens, _shaped(plain, tokens, named), own, offering)
    return resolve.settle(found, _closed(tokens))


def _shaped(plain: Normal, tokens: Words, named: Iterable[Name]) -> list[Found]:
    """What the author told us and what has a shape; the words inside are marked."""
    finds = resolve.settle(
        [*told.find(plain, tokens, named), *shapes.find(plain.text, tokens)], _closed(tokens)
    )
    cover(tokens, finds)
    return finds


def _closed(tokens: Words) -> list[tuple[int, int]]:
    return [(tokens[at].start, tokens[at].end) for at in tokens.placeholders]


def _merged(
    finds: Sequence[Found],
    more: Sequence[Found],
    plain: Normal,
    again: Normal,
    pieces: Sequence[resolve.Piece],
    reach: int,
) -> list[Found]:
    """The earlier finds and those made in the masked text, carried back to the plain text they came from. With
    ``reach``, so many characters around them go too, all in one placeholder."""
    masks = sorted((f for f in finds if f.action == "mask"), key=lambda f: f.start)
    begins, ends = [f.start for f in masks], [f.end for f in masks]
    starts = [piece.start for piece in pieces]
    carried = []
    for find in more:
        start, end = plain.stretch(*resolve.origin(again.source(find.start, find.end), pieces, starts))
        if reach:
            start, end = max(0, start - reach), min(len(plain.text), end + reach)
            find = find._replace(coarse="")
        within = masks[bisect_right(ends, start) : bisect_left(begins, end)]
        carried.append(resolve.widened(find, start, end, within))
    taken = resolve.settle(carried)
    used = bytearray(len(plain.text) + 1)
    for find in taken:
        used[find.start : find.end] = b"\1" * (find.end - find.start)
    rest = [f for f in finds if not any(used[f.start : f.end])]
    return sorted([*taken, *rest], key=lambda f: f.start)


def cover(tokens: Words, finds: Iterable[Found]) -> None:
    """Mark the words inside automatic finds, so that later layers leave them alone."""
    for find in finds:
        if find.action == "mask":
            for at in tokens.inside(find.start, find.end):
                tokens[at].covered, tokens[at].taken_as = True, find.type
