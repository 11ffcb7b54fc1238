"""Why it may have been a no: ten reasons that happen, one that closes the question, and how sure anybody is. Pure.

A guess is never shown as a fact: ``Why.words`` says whose word it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.words import t

Source = Literal["guessed", "stated", "inferred"]
"""The member's own guess; what the employer said; what was read out of an answer's words."""
Control = Literal["mine", "partly", "outside"]

REASONS: Mapping[str, str] = {
    "interpersonal": "How I came across",
    "strong_field": "Others were very close, or ahead",
    "insider": "Somebody they knew",
    "terms": "Pay, place or hours",
    "other_role": "Another role would suit me",
    "experience": "Experience still missing",
    "qualification": "A requirement I do not meet",
    "performance": "A question or a task",
    "closed": "The post was stopped",
    "unknown": "They gave no reason",
}
UNKNOWABLE = "unknowable"
"""A choice like the others: nobody will find out, and the question may rest."""
CHOICES: Mapping[str, str] = {**REASONS, UNKNOWABLE: "It cannot be known, and I leave it there"}

CONTROLS: Mapping[Control, str] = {
    "mine": "Mostly in my hands",
    "partly": "Partly",
    "outside": "Not in my hands",
}
_USUAL: Mapping[str, Control] = {
    "interpersonal": "partly", "strong_field": "outside", "insider": "outside", "terms": "partly",
    "other_role": "partly", "experience": "mine", "qualification": "partly", "performance": "mine",
    "closed": "outside", "unknown": "outside", UNKNOWABLE: "outside",
}  # fmt: skip
_SURE: Mapping[Source, float] = {"stated": 0.8, "inferred": 0.5, "guessed": 0.3}


@dataclass(frozen=True, slots=True)
class Why:
    """One reason with whose word it is, how sure that is (0 to 1) and how far it lies in the member's hands."""

    reason: str
    source: Source = "guessed"
    confidence: float = 0.3
    control: Control = "outside"

    @classmethod
    def of(cls, reason: str, source: Source = "guessed", control: str = "") -> Why | None:
        """A reason with the usual confidence of its source, and its usual control unless one is given; None for a
        name that is no choice."""
        if reason not in CHOICES:
            return None
        hold = next((known for known in CONTROLS if known == control), _USUAL[reason])
        return cls(reason, source, 1.0 if reason == UNKNOWABLE else _SURE[source], hold)

    @property
    def topic(self) -> str:
        """The reason that prompts and steps are kept for: what cannot be known is ``unknown`` to them."""
        return "unknown" if self.reason == UNKNOWABLE else self.reason

    def words(self) -> str:
        """The reason as one line that says whose word it is."""
        label = t(CHOICES[self.reason])
        if self.reason in ("unknown", UNKNOWABLE):
            return label
        said = {
            "guessed": t("{label} (a guess)", label=label),
            "stated": t("{label} (they said so)", label=label),
            "inferred": t("{label} (read out of their words, so not certain)", label=label),
        }
        return said[self.source]

    def dump(self) -> dict[str, Any]:
        return {
            "reason": self.reason,
            "source": self.source,
            "confidence": self.confidence,
            "control": self.control,
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Why:
        return cls(kept["reason"], kept["source"], kept["confidence"], kept["control"])
