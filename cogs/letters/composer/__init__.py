"""Letters of inquiry, composed from what the member said and nothing else.

Pure: no Discord, no database, no clock. The sentences are in ``content/<locale>/letters``; what members typed is data
that is put in once and never read as a template.
"""

from __future__ import annotations

from dataclasses import dataclass

from .assembly import body_of, subject_of
from .fields import Fields
from .phrases import Values
from .sentences import TONES, VARIANTS

__all__ = ["TONES", "VARIANTS", "Fields", "Letter", "compose"]


@dataclass(frozen=True)
class Letter:
    """A composed letter: one subject line of at most 100 characters, and the text with greeting and name."""

    subject: str
    body: str


def compose(variant: str, tone: str, fields: Fields, *, phrasing: str | int | None = None) -> Letter:
    """Compose a letter; ValueError for an unknown variant or tone.

    The same arguments give the same letter everywhere. Another ``phrasing`` may give other words for the same content;
    without one it follows from variant and fields, so that different drafts differ.
    """
    if variant not in VARIANTS:
        raise ValueError(f'"variant" must be one of {", ".join(VARIANTS)}')
    if tone not in TONES:
        raise ValueError(f'"tone" must be one of {", ".join(TONES)}')
    values = Values(fields.tidied(), tone)
    seed = f"{variant}:{fields.fingerprint() if phrasing is None else phrasing}"
    return Letter(subject_of(variant, values), body_of(variant, tone, values, seed))
