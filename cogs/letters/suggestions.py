"""What a peer suggests for one line of a letter, put where that line stands in the letter itself. Pure.

A peer saw the masked letter. Their line is looked for in the letter masked the same way, and carried back from there;
placeholders in the suggestion become the author's own words again. Nothing of it leaves the author's hands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.masking import Decisions, Known, Masked, mask
from bot.masking.model import Span, applies


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One piece of feedback on a letter: by which handle, on which line (as peers see it), what instead, what else."""

    handle: str
    line: str
    instead: str
    said: str

    @property
    def words(self) -> str:
        return "\n".join(part for part in (self.instead, self.said) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a letter, and what would stand in its place (``start`` and ``end`` in code points of the body)."""

    start: int
    end: int
    before: str
    after: str

    def applied(self, body: str) -> str:
        return body[: self.start] + self.after + body[self.end :]


def masked_for_peers(found: Iterable[tuple[str, str]], role: str) -> frozenset[str]:
    """Which of the spans that could be masked are (each as its key and its words): all but words of the role, which a
    reader needs to understand the letter."""
    return frozenset(
        key for key, words in found if not re.search(rf"(?i)(?<!\w){re.escape(words)}(?!\w)", role)
    )


def change_of(body: str, suggestion: Suggestion, known: Known) -> Change | None:
    """What taking the suggestion would change; None where it is about no line, or the line is not there any more."""
    if not suggestion.line or not suggestion.instead:
        return None
    masked = mask(body, known)
    found = [(span.key, masked.original[span.start : span.end]) for span in masked.spans]
    decisions = Decisions(accepted=masked_for_peers(found, known.role))
    seen = masked.text(decisions)
    start = seen.find(suggestion.line)
    if start < 0 or seen.find(suggestion.line, start + 1) >= 0:
        return None
    spans = [span for span in masked.spans if applies(span, decisions)]
    first, last = _origin(start, spans), _origin(start + len(suggestion.line), spans)
    return Change(first, last, body[first:last], _unmasked(suggestion.instead, masked))


def _origin(position: int, spans: list[Span]) -> int:
    """Where a position of the masked text lies in the text; for one inside a placeholder, where that began."""
    shift = 0
    for span in spans:
        begin = span.start + shift
        if position < begin:
            break
        if position < begin + len(span.replacement):
            return span.start
        shift += len(span.replacement) - (span.end - span.start)
    return position - shift


def _unmasked(text: str, masked: Masked) -> str:
    """The text with the author's own words in place of their placeholders."""
    words: dict[str, str] = {}
    for span in masked.spans:
        words.setdefault(span.replacement, masked.original[span.start : span.end])
    for placeholder, word in words.items():
        if placeholder.startswith("["):
            text = text.replace(placeholder, word)
    return text
