"""What the author told us: the company, their own names, and words they added in the preview."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.masking.found import Found
from bot.masking.model import Known
from bot.masking.normalise import fold


def find(text: str, known: Known) -> Iterator[Found]:
    """Every mention of what the author named."""
    named = [(known.company, "COMPANY", "known company", "company")]
    named += [(name, "PERSON", "known author", "me") for name in known.author]
    named += [(word, "OTHER", "known word", "hidden") for word in known.also]
    for name, kind, rule, label in named:
        words = re.findall(r"[^\W_]+", fold(name))
        if not words:
            continue
        pattern = r"[\W_]{0,3}".join(map(re.escape, words))
        for match in re.finditer(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text, re.I):
            yield Found(*match.span(), kind, rule, 0.98, label, key=fold(name))
