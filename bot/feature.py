"""What a feature gives the kernel, and how the kernel finds the features without knowing one by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.errors import StartupError
from bot.filters import Filter

if TYPE_CHECKING:
    from bot.checks import Check
    from bot.db import Person

Setup = Callable[[Any], Awaitable[None]]
Export = Callable[[Any, "Person"], AsyncIterator[tuple[str, Mapping[str, Any]]]]
"""``(bot, who)`` to everything that the feature's own tables hold about that person: a heading and a record, one by
one."""
Files = Callable[[Any, "Person"], AsyncIterator[tuple[str, bytes]]]
"""``(bot, who)`` to what of it is also handed out as files: name and content, one by one."""
Forget = Callable[[Any, int], Awaitable[None]]
"""``(bot, guild_id)``: afterwards the feature keeps nothing of that server; may run any number of times."""
Erase = Callable[[Any, "Person"], Awaitable[None]]
"""``(bot, who)``: afterwards the feature's own tables hold nothing about that person; may run any number of times."""

Sweep = Callable[[Any, datetime], Awaitable[None]]
"""``(bot, now)``; ``bot.settings.periods`` says how long things are kept."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A folder of ``cogs/``, or a part of the kernel. ``tables`` are the names of tables that hold something about a
    member.

    Each table declares itself with ``held = Held(…)`` in its class; ``bot.db.held`` tells how. A declaration that says
    which rows are a member's (``mine``) is enough: they are then shown, exported and erased without a line of code.
    ``export`` and ``erase`` are for features that must do more than that, such as taking a message back from Discord,
    and ``files`` for what should also be handed out as files. ``forget_server`` is for what a feature keeps of a server
    elsewhere than in tables with a ``guild_id``, which are erased without it (``bot.leaving``).

    ``setup`` adds the feature's cogs, kinds of posts and senders to the bot. It is called rather than loaded as one
    of discord.py's extensions: those are thrown out of memory when a bot closes, and their tables would be
    declared twice when another bot starts in the same process, as tests and the try-out do.

    ``sweep`` deletes what has become too old where the tables' declarations cannot say it (``bot.retention``).
    ``checks`` are what `doctor` looks at for the feature, without Discord (``bot.checks``).
    """

    name: str
    setup: Setup | None = None
    tables: tuple[str, ...] = ()
    export: Export | None = None
    files: Files | None = None
    erase: Erase | None = None
    forget_server: Forget | None = None
    sweep: Sweep | None = None
    filters: Mapping[str, Filter] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()

    def check(self) -> None:
        """StartupError when the feature keeps something about a member that it could not hand out or erase."""
        declared = importlib.import_module(
            "bot.db.persons"
        ).declared()  # only where the database is there anyway
        unknown = [name for name in self.tables if name not in declared or declared[name].held.mine is None]
        if unknown and (self.erase is None or self.export is None):
            raise StartupError(
                f"The feature {self.name} stores {', '.join(unknown)} but cannot export and erase it."
            )


def features() -> list[Feature]:
    """Every feature, imported and checked: the kernel's own, and the ``FEATURE`` of each package in ``cogs``."""
    folder = importlib.import_module("cogs").__path__
    found: list[Feature] = [*importlib.import_module("bot.kernel").FEATURES]
    for module in sorted(pkgutil.iter_modules(folder), key=lambda module: module.name):
        feature = getattr(importlib.import_module(f"cogs.{module.name}"), "FEATURE", None)
        if not isinstance(feature, Feature):
            raise StartupError(f"cogs/{module.name} has no FEATURE.")
        feature.check()
        found.append(feature)
    return found


def find_filter(name: str) -> Filter:
    """The filter of that name: the kernel's own, or one that a feature brings. StartupError where there is none."""
    if name == "mask":
        from bot.masking.tool import mask_line

        return mask_line
    if name == "screen":
        from bot.safety.tool import screen_line

        return screen_line
    brought = {known: work for feature in features() for known, work in feature.filters.items()}
    if name not in brought:
        raise StartupError(
            f"There is no tool {name}; there are {', '.join(['mask', 'screen', *sorted(brought)])}."
        )
    return brought[name]
