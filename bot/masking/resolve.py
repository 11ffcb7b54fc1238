"""From finds to spans: overlaps settled, placeholders given out, offsets of the original."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.masking.found import Found
from bot.masking.model import Masked, Span
from bot.masking.normalise import Normal

_PLACEHOLDER = re.compile(r"\[([a-z][a-z ]{1,24}?)(?: (\d{1,3}))?\]")
_MOST = 999
"""The highest number given out; things beyond share it. With four figures it would not be read as a placeholder."""
_BREAKS = re.compile(r"[ -]+")


class Piece(NamedTuple):
    """A stretch of the masked text and the stretch of the original that it stands for."""

    start: int
    end: int
    origin: int
    origin_end: int
    replaced: bool


def settle(finds: Iterable[Found], closed: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """The finds without overlaps: automatic before suggested, then longer, then surer, then earlier.

    Stretches in ``closed`` (placeholders) are touched by none.
    """
    ranked = sorted(
        finds, key=lambda f: (f.action != "mask", f.start - f.end, -f.confidence, f.start, f.rule)
    )
    taken: list[Found] = []
    used = bytearray(max([f.end for f in ranked] + [end for _, end in closed], default=0))
    for start, end in closed:
        used[start:end] = b"\1" * (end - start)
    for find in ranked:
        if find.end > find.start and not any(used[find.start : find.end]):
            used[find.start : find.end] = b"\1" * (find.end - find.start)
            taken.append(find)
    return sorted(taken, key=lambda f: f.start)


def spans_of(original: str, plain: Normal, finds: Sequence[Found], glossary: Mapping[str, str]) -> Masked:
    """The finds as spans of the original, with one placeholder per thing."""
    words = dict(glossary)
    keys = _keys(plain.text, finds, words)
    labels: dict[str, str] = {}
    counts = _counts(words, original)
    ranked = sorted(zip(finds, keys, strict=True), key=lambda pair: pair[0].action != "mask")
    for find, key in ranked:
        if find.action == "mask" and labels.get(key) == "name":
            labels[key] = find.label
        labels.setdefault(key, find.label)  # what is offered does not rename what is masked
    for find, key in ranked:
        if not find.coarse and key not in words:
            label = labels[key]
            counts[label] = min(counts[label] + 1, _MOST)
            words[key] = f"[{label}]" if counts[label] == 1 else f"[{label} {counts[label]}]"
    spans: list[Span] = []
    for find, key in zip(finds, keys, strict=True):
        start, end = plain.source(find.start, find.end)
        if spans and spans[-1].end > start and spans[-1].action == "suggest" and find.action == "mask":
            spans.pop()  # both hold a part of one character, and what is masked gets it
        if spans and (start := max(start, spans[-1].end)) >= end:
            continue
        replacement = find.coarse or words[key]
        spans.append(
            Span(start, end, find.type, find.rule, find.confidence, find.action, replacement, key, find.fixed)
        )
    return Masked(original, tuple(spans), MappingProxyType(words))


def pieces(result: Masked) -> list[Piece]:
    """The masked text cut where something was replaced."""
    found: list[Piece] = []
    at = here = 0
    for span in result.spans:
        if span.action != "mask":
            continue
        if span.start > at:
            found.append(Piece(here, here + span.start - at, at, span.start, False))
            here += span.start - at
        found.append(Piece(here, here + len(span.replacement), span.start, span.end, True))
        here += len(span.replacement)
        at = span.end
    if at < len(result.original):
        found.append(Piece(here, here + len(result.original) - at, at, len(result.original), False))
    return found


def origin(stretch: tuple[int, int], cut: Sequence[Piece], starts: Sequence[int]) -> tuple[int, int]:
    """Where a stretch of the masked text came from; a replaced piece it touches is taken whole. ``starts`` are
    those of the pieces."""
    start, end = stretch
    first, last = cut[bisect_right(starts, start) - 1], cut[bisect_right(starts, end - 1) - 1]
    begin = first.origin if first.replaced else first.origin + start - first.start
    stop = last.origin_end if last.replaced else last.origin + end - last.start
    return begin, stop


def widened(find: Found, start: int, end: int, within: Sequence[Found]) -> Found:
    """The find over its stretch of the plain text and over all of the finds it touches."""
    start, end = min([start, *(f.start for f in within)]), max([end, *(f.end for f in within)])
    return find._replace(start=start, end=end, fixed=find.fixed or any(f.fixed for f in within))


def _keys(text: str, finds: Sequence[Found], glossary: Mapping[str, str]) -> list[str]:
    """One key per find; a part of a person's name has the key of the only full name it can belong to."""
    keys = [find.key or text[find.start : find.end].casefold() for find in finds]
    persons = {key for find, key in zip(finds, keys, strict=True) if find.type in ("PERSON", "OTHER")}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key in persons | set(glossary):
        if " " in key:
            for part in _BREAKS.split(key):
                owners[part].add(key)
    linked = []
    for find, key in zip(finds, keys, strict=True):
        owner = owners.get(key, ()) if find.type in ("PERSON", "OTHER") and not find.key else ()
        linked.append(next(iter(owner)) if len(owner) == 1 else key)
    return linked


def _counts(words: Mapping[str, str], text: str) -> Counter[str]:
    """The highest number in use for each label: of the placeholders given out, and of those the text already holds."""
    counts: Counter[str] = Counter()
    given = [match for word in words.values() if (match := _PLACEHOLDER.fullmatch(word))]
    for match in (*given, *(_PLACEHOLDER.finditer(text) if "[" in text else ())):
        counts[match[1]] = max(counts[match[1]], int(match[2] or 1))
    return counts
