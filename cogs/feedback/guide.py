"""The guide to feedback, from its data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def guide() -> tuple[str, str]:
    """The one line that stands at the form (at most 100 characters), and the whole text."""
    data = files("cogs.feedback") / "content" / "en" / "guide.toml"
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return table["line"], table["text"].strip()
