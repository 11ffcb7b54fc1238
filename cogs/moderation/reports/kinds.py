"""What a post can be reported for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from bot.words import t

CONTENT = Path(__file__).parents[1] / "content" / "en" / "reporting.toml"
OTHER = "other"


@cache
def kinds() -> dict[str, str]:
    """Name to words, in the order in which they are offered."""
    found = tomllib.loads(CONTENT.read_text("utf-8"))["kind"]
    return {one["name"]: one["choice"] for one in found}


def kind_words(kind: str) -> str:
    return t(kinds().get(kind, kinds()[OTHER]))
