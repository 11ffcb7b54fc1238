"""How prompts did, and which of them do harm. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

RATINGS: Mapping[str, str] = {"helped": "Helped", "neutral": "Neutral", "worse": "Worse"}
LEAST = 20
"""So many ratings before anything is said about a prompt."""
MOST_WORSE = 0.10
ROUNDED_TO = 5


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people said what of one prompt."""

    helped: int = 0
    neutral: int = 0
    worse: int = 0

    @property
    def total(self) -> int:
        return self.helped + self.neutral + self.worse

    @property
    def does_harm(self) -> bool:
        """Enough ratings, and too many of them "worse": from then on it is shown to nobody any more."""
        return self.total >= LEAST and self.worse > MOST_WORSE * self.total

    def share(self, rating: str) -> int | None:
        """Percent of a rating, rounded so that no single press can be read from it; None where there are too few."""
        if self.total < LEAST:
            return None
        return ROUNDED_TO * round(100 * int(getattr(self, rating)) / self.total / ROUNDED_TO)
