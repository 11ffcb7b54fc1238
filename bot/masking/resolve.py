"""From finds to spans: overlaps settled, placeholders given out, offsets of the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from bot.masking.found import Found
from bot.masking.model import Masked, Span
from bot.masking.normalise import Normal, fold


def settle(finds: Iterable[Found]) -> list[Found]:
    """The finds without overlaps: automatic before suggested, then longer, then surer, then earlier."""
    ranked = sorted(
        finds, key=lambda f: (f.action != "mask", f.start - f.end, -f.confidence, f.start, f.rule)
    )
    taken: list[Found] = []
    used = bytearray(max((f.end for f in ranked), default=0))
    for find in ranked:
        if find.end > find.start and not any(used[find.start : find.end]):
            used[find.start : find.end] = b"\1" * (find.end - find.start)
            taken.append(find)
    return sorted(taken, key=lambda f: f.start)


def spans_of(original: str, plain: Normal, finds: Iterable[Found], glossary: Mapping[str, str]) -> Masked:
    """The finds as spans of the original, with one placeholder per thing."""
    words = dict(glossary)
    spans: list[Span] = []
    for find in finds:
        start, end = plain.source(find.start, find.end)
        if spans and start < spans[-1].end:
            continue
        key = find.key or fold(plain.text[find.start : find.end])
        replacement = find.coarse or words.setdefault(key, _placeholder(find.label, words))
        spans.append(
            Span(start, end, find.type, find.rule, find.confidence, find.action, replacement, key, find.fixed)
        )
    return Masked(original, tuple(spans), MappingProxyType(words))


def _placeholder(label: str, words: Mapping[str, str]) -> str:
    """``[label]``, or ``[label 2]`` where the first is taken by another."""
    pattern = re.compile(rf"\[{re.escape(label)}(?: (\d+))?\]")
    taken = [int(m[1] or 1) for w in words.values() if (m := pattern.fullmatch(w))]
    return f"[{label}]" if not taken else f"[{label} {max(taken) + 1}]"
