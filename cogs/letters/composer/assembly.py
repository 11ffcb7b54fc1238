"""Sentences chosen, filled and joined to a letter; and its subject line."""

from __future__ import annotations

import hashlib
import re

from .phrases import Values, upper_first
from .sentences import NAME, dispensable, limit_of_questions, phrasings, plan, subject_start

LONGEST_SUBJECT = 100
LONGEST_BRIEF_TEXT = 78
"""Words between greeting and closing from which a brief letter leaves out what it can do without."""


def body_of(variant: str, tone: str, values: Values, seed: str) -> str:
    """The letter from greeting to name; slots with nothing to say leave no trace."""
    values.ask(limit_of_questions(variant, tone))
    spoken = {
        slot: _slot(variant, tone, slot, values, seed) for slots in plan(variant, tone) for slot in slots
    }
    _lighten(spoken, dispensable(tone), bool(values.named.get("question")))
    texts = [" ".join(spoken[slot] for slot in slots if spoken.get(slot)) for slots in plan(variant, tone)]
    paragraphs = [_greeting(variant, tone, values, seed), *(text for text in texts if text)]
    closing = _slot(variant, tone, "close_named", values, seed)
    paragraphs.append(f"{closing}\n{values.sender}" if values.sender else closing.rstrip(","))
    return "\n\n".join(paragraphs)


def _lighten(spoken: dict[str, str], spare: tuple[str, ...], asks: bool) -> None:
    """Drop what a brief letter can do without while it is too long; what was valued stays where nothing is asked."""
    for slot in spare:
        if sum(len(text.split()) for text in spoken.values()) <= LONGEST_BRIEF_TEXT:
            return
        if asks or slot != "valued":
            spoken.pop(slot, None)


def subject_of(variant: str, values: Values) -> str:
    """ "Thank you – ROLE, NAME" in at most 100 characters, shortened at a word."""
    start, role, sender = subject_start(variant), values.role, values.sender
    whole = (
        f"{start} – {role}, {sender}"
        if role and sender
        else f"{start} – {role or sender}"
        if role or sender
        else start
    )
    if len(whole) <= LONGEST_SUBJECT:
        return whole
    named = f"{start} – {role}, " if role else f"{start} – "
    if len(named) + 12 <= LONGEST_SUBJECT:
        return shortened(whole, LONGEST_SUBJECT)
    return shortened(f"{start} – {role}", LONGEST_SUBJECT)


def shortened(text: str, longest: int) -> str:
    """``text`` cut at a word to ``longest`` characters, the ellipsis included."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at_word = cut.rsplit(" ", 1)[0] if not text[longest - 1].isspace() else cut
    kept = at_word if len(at_word) > longest // 2 else cut
    return kept.rstrip(" ,;:–-") + "…"


def _greeting(variant: str, tone: str, values: Values, seed: str) -> str:
    if values.greets_itself():
        return f"{upper_first(values.recipient)},"
    return _slot(variant, tone, "greeting" if values.recipient else "greeting_open", values, seed)


def _slot(variant: str, tone: str, slot: str, values: Values, seed: str) -> str:
    """One phrasing of a slot, filled: of those whose gaps can all be filled, one with the most gaps; else ""."""
    possible = [
        text for text in phrasings(variant, tone, slot) if set(NAME.findall(text)) <= values.named.keys()
    ]
    if not possible:
        return ""
    most = max(len(NAME.findall(text)) for text in possible)
    best = [text for text in possible if len(NAME.findall(text)) == most]
    return _filled(best[_draw(f"{seed}:{tone}:{slot}", len(best))], values)


def _filled(sentence: str, values: Values) -> str:
    """The sentence with its gaps filled once; a mark that ends a value replaces the one behind the gap."""
    parts, at = [], 0
    for gap in NAME.finditer(sentence):
        parts.append(sentence[at : gap.start()])
        value, at = values.named[gap[1]], gap.end()
        parts.append(value)
        at += _clashes(value, sentence[at : at + 1])
    return "".join([*parts, sentence[at:]])


def _clashes(value: str, mark: str) -> bool:
    """Whether ``mark`` may not stand behind ``value``: a full stop behind a stop, a comma behind "?" or "!"."""
    if mark == ".":
        return re.search(r"[.!?…][\"'”’)\]*_]*$", value) is not None
    return mark in (",", ";") and value.endswith(("!", "?"))


def _draw(seed: str, count: int) -> int:
    """A number from 0 to ``count`` - 1 that depends on the seed alone, in every process."""
    return (
        int.from_bytes(hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        % count
    )
