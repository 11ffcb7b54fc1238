"""Privacy: what is held about somebody, shown, handed out, and erased."""

from __future__ import annotations

import cogs.privacy.tables  # noqa: F401  the schema is known before anything is set up
from bot.feature import Feature

FEATURE = Feature("privacy", tables=("erasures",))
