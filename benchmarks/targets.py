"""The bots that are measured, each behind the same few handles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from tests.wire import Person, WireServer
from tests.wire.interactions import Interaction
from tests.wire.onward import RUN, Harbour, database_url
from tests.wire.world import Guild

FORM = {
    "story": "After the final round at Northwind Traders on 3 March they wrote that they went with somebody else. "
    "Priya, the recruiter, was kind; I had hoped for this one, and now I doubt everything I said.",
    "stage": "final",
    "company": "Northwind Traders",
    "role": "Data engineer",
    "help": "listen",
}


class Target(ABC):
    """One bot: how to start it, the first thing it can answer, and one member's way through it."""

    name: ClassVar[str]
    arguments: ClassVar[tuple[str, ...]]

    @abstractmethod
    def env(self, data: Path) -> dict[str, str]:
        """Settings for a start with everything kept in `data`."""

    async def set_up(self, server: WireServer, guild: Guild, data: Path) -> None:  # noqa: B027  (may need none)
        """What a moderator does once, before the bot starts here."""

    @abstractmethod
    async def probe(self, person: Person) -> None:
        """The simplest command; done when it is acknowledged."""

    @abstractmethod
    async def journey(self, person: Person) -> list[Interaction]:
        """What one member does, interaction by interaction."""


class BareBot(Target):
    """The yardstick of bare_bot.py: one command, one INSERT, one SELECT."""

    name = "bare bot"
    arguments = ("-m", "benchmarks.bare_bot")

    def env(self, data: Path) -> dict[str, str]:
        return {"BARE_DATA": str(data)}

    async def probe(self, person: Person) -> None:
        await person.slash("note", text="ready?")

    async def journey(self, person: Person) -> list[Interaction]:
        return [await person.slash("note", text="They said no.")]


class Onward(Target):
    """The bot: share, form, preview, Post. Without review and with the default delay before a post appears, on a
    server that takes this many posts in a minute: else all but the first would be measured as a raid, each with a card
    for moderators."""

    name = "Onward"
    arguments = RUN

    def env(self, data: Path) -> dict[str, str]:
        return {"DATABASE_URL": database_url(data), "ONWARD_DATA": str(data)}

    async def set_up(self, server: WireServer, guild: Guild, data: Path) -> None:
        board, review = (channel for channel in list(guild.channels.values())[1:3])
        await Harbour(server, guild, board, review, data).configure(
            release_minutes=15, posts_per_minute=100_000
        )

    async def probe(self, person: Person) -> None:
        await person.slash("rejection mine")

    async def journey(self, person: Person) -> list[Interaction]:
        opened = await person.slash("rejection share")
        preview = await person.submit_modal(opened, FORM)
        return [opened, preview, await person.click(preview.message, "Post")]


TARGETS: tuple[Target, ...] = (BareBot(), Onward())
