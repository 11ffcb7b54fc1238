"""Letters of inquiry: composing, checking, keeping and exporting them."""

from __future__ import annotations

from bot.feature import Feature

FEATURE = Feature("letters")
