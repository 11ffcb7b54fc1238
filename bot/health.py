"""What `/mod health` looks at: every feature registers what it can tell about itself on a server.

``bot.health.register(check)`` with ``async def check(guild) -> Sequence[Finding]``. A check asks the database and what
is cached of Discord, changes nothing and sends nothing: it also runs whenever something changed on a server. It never
says anything about a member.
"""

from __future__ import annotations

import tomllib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import discord

from bot.errors import report
from bot.words import t


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a sentence: how it is, and where something is wrong, what to do.

    ``code`` names a trouble that moderators should hear of without asking, once while it lasts: at most 50 characters,
    without a comma, such as ``no-permission:42``. Findings without one are only shown.
    """

    words: str
    good: bool = True
    code: str = ""


Check = Callable[[discord.Guild], Awaitable[Sequence[Finding]]]


class Health:
    """The checks of all features, in the order in which they were registered."""

    def __init__(self) -> None:
        self._checks: list[Check] = []

    def register(self, check: Check) -> None:
        self._checks.append(check)

    async def findings(self, guild: discord.Guild) -> list[Finding]:
        """What all of them find on a server, troubles first; a check that fails is a finding itself."""
        found: list[Finding] = []
        for check in self._checks:
            try:
                found += await check(guild)
            except Exception as error:
                words = t("One of my checks failed. Reference: `{code}`.", code=report(error, "health"))
                found.append(Finding(words, good=False))
        return sorted(found, key=lambda finding: finding.good)


@cache
def version() -> str:
    """Onward's version, as its checkout says."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())
    return str(project["project"]["version"])
