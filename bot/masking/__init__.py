"""The anonymizer: ``mask`` finds what could tell who wrote a story, and what should stand in its place."""

from __future__ import annotations

from bot.masking.engine import mask
from bot.masking.model import Decisions, Known, Masked, Span
from bot.masking.reasons import explain

__all__ = ["Decisions", "Known", "Masked", "Span", "explain", "mask"]
