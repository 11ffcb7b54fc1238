"""Sentences side by side, so that a pattern is looked for once and never matches across two of them."""

from __future__ import annotations

from bisect import bisect_right

Span = tuple[int, int]

SEPARATOR = "\x00"
"""Stands between two sentences; no rule matches it."""


class Sentences:
    """The sentences of a text, joined by the separator, with the way back to their places in the text."""

    def __init__(self, text: str, spans: list[Span]) -> None:
        self.text = SEPARATOR.join(text[start:end].replace(SEPARATOR, " ") for start, end in spans)
        self._spans = spans
        self._starts: list[int] = []
        at = 0
        for start, end in spans:
            self._starts.append(at)
            at += end - start + len(SEPARATOR)

    def around(self, position: int) -> Span:
        """The sentence that holds a position of the joined text, in the joined text."""
        number = self._number(position)
        start, end = self._spans[number]
        return self._starts[number], self._starts[number] + end - start

    def back(self, span: Span) -> Span:
        """A stretch of the joined text, in the original one."""
        number = self._number(span[0])
        shift = self._spans[number][0] - self._starts[number]
        return span[0] + shift, min(span[1] + shift, self._spans[number][1])

    def _number(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1
