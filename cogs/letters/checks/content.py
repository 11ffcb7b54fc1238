"""The word lists and patterns of ``content/en/checks``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "content" / "en" / "checks"


@cache
def read(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@cache
def frame(kind: str) -> tuple[str, ...]:
    """A list of ``frame.toml``: words or, for whole phrases, patterns."""
    return tuple(read("frame")[kind])
