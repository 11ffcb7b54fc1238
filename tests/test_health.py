"""The registry of checks."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import Mock

import discord

from bot.health import Finding, Health

GUILD = Mock(spec=discord.Guild)


async def fine(_guild: discord.Guild) -> Sequence[Finding]:
    return [Finding("All is well.")]


async def bad(_guild: discord.Guild) -> Sequence[Finding]:
    return [Finding("A channel is gone.", good=False, code="channel-gone:42")]


async def broken(_guild: discord.Guild) -> Sequence[Finding]:
    raise OSError("a private text")


async def test_troubles_stand_first() -> None:
    health = Health()
    health.register(fine)
    health.register(bad)
    assert [finding.words for finding in await health.findings(GUILD)] == [
        "A channel is gone.",
        "All is well.",
    ]


async def test_a_check_that_fails_is_said_and_hides_no_other() -> None:
    health = Health()
    health.register(broken)
    health.register(fine)
    failed, well = await health.findings(GUILD)
    assert not failed.good
    assert "One of my checks failed" in failed.words
    assert "private" not in failed.words
    assert well.words == "All is well."
