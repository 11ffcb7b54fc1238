"""What a feature gives the kernel, and how the kernel finds the features without knowing one by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import StartupError
from bot.filters import Filter

Export = Callable[[Any, int], Awaitable[Mapping[str, Any]]]
"""``(bot, user_id)`` to everything that the feature's own tables hold about that person."""
Erase = Callable[[Any, int], Awaitable[None]]
"""``(bot, user_id)``: afterwards the feature's own tables hold nothing about that person."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A folder of ``cogs/``. ``tables`` are the names of tables that hold something about a member."""

    name: str
    tables: tuple[str, ...] = ()
    export: Export | None = None
    erase: Erase | None = None
    filters: Mapping[str, Filter] = field(default_factory=dict)

    def check(self) -> None:
        """StartupError when the feature keeps something about a member that it could not hand out or erase."""
        if self.tables and (self.erase is None or self.export is None):
            raise StartupError(
                f"The feature {self.name} stores {', '.join(self.tables)} but cannot export and erase it."
            )


def extensions() -> list[str]:
    """The names under which discord.py loads the features: every package in ``cogs``."""
    folder = importlib.import_module("cogs").__path__
    return sorted(f"cogs.{module.name}" for module in pkgutil.iter_modules(folder) if module.ispkg)


def features() -> list[Feature]:
    """Every feature, imported and checked."""
    found: list[Feature] = []
    for name in extensions():
        feature = getattr(importlib.import_module(name), "FEATURE", None)
        if not isinstance(feature, Feature):
            raise StartupError(f"{name} has no FEATURE.")
        feature.check()
        found.append(feature)
    return found
