"""The guide to feedback, from its data file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Guide(NamedTuple):
    """The line that stands at the form, the one for somebody who asked to be heard (at most 100 characters each), and
    the whole text."""

    line: str
    listen: str
    text: str


@cache
def guide() -> Guide:
    """From its data file."""
    data = files("cogs.feedback") / "content" / "en" / "guide.toml"
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    return Guide(table["line"], table["listen"], table["text"].strip())
