"""What a feature gives the kernel, and how the kernel finds the features without knowing one by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import StartupError
from bot.filters import Filter

Setup = Callable[[Any], Awaitable[None]]
Export = Callable[[Any, int], Awaitable[Mapping[str, Any]]]
"""``(bot, user_id)`` to everything that the feature's own tables hold about that person."""
Erase = Callable[[Any, int], Awaitable[None]]
"""``(bot, user_id)``: afterwards the feature's own tables hold nothing about that person."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A folder of ``cogs/``. ``tables`` are the names of tables that hold something about a member.

    ``setup`` adds the feature's cogs, kinds of posts and senders to the bot. It is called rather than loaded as one
    of discord.py's extensions: those are thrown out of memory when a bot closes, and their tables would be
    declared twice when another bot starts in the same process, as tests and the try-out do.
    """

    name: str
    setup: Setup | None = None
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


def features() -> list[Feature]:
    """Every feature, imported and checked: each package in ``cogs`` has one as its ``FEATURE``."""
    folder = importlib.import_module("cogs").__path__
    found: list[Feature] = []
    for module in sorted(pkgutil.iter_modules(folder), key=lambda module: module.name):
        feature = getattr(importlib.import_module(f"cogs.{module.name}"), "FEATURE", None)
        if not isinstance(feature, Feature):
            raise StartupError(f"cogs/{module.name} has no FEATURE.")
        feature.check()
        found.append(feature)
    return found
