"""What an author can choose: how far they came, and what would help."""

from __future__ import annotations

STAGES = {
    "application": "Application",
    "screen": "First call",
    "task": "Test or task",
    "interview": "Interview",
    "final": "Final round",
    "offer": "Offer withdrawn",
    "silence": "No answer at all",
}

HELPS = {
    "listen": "Just listen",
    "ideas": "Ideas",
    "letter": "Review my letter",
}
