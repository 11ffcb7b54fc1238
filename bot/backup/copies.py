"""What is known of a backup, whichever database it is a copy of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from bot.errors import StartupError


class Kind(Enum):
    """The two forms of a backup, by how their files begin."""

    SQLITE = b"SQLite format 3\0"
    POSTGRES = b"PGDMP"


@dataclass(slots=True)
class Told:
    """What a backup says of itself once it was read from end to end: the schema's revision, the fingerprints of its
    keys, how many rows it has, and which sealed values do not open, by ``table.column``."""

    revision: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    broken: Counter[str] = field(default_factory=Counter)


def kind_of(file: Path) -> Kind:
    """The form of a backup; StartupError where it cannot be read or is none."""
    try:
        with file.open("rb") as opened:
            beginning = opened.read(16)
    except OSError:
        raise StartupError(f"{file} cannot be read: check the name, and who owns the file.") from None
    for kind in Kind:
        if beginning.startswith(kind.value):
            return kind
    raise StartupError(f"{file} is no backup that Onward made.")
