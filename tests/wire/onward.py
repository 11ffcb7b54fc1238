"""Onward itself on this Discord: a server that is set up, the real process, steps that stories share."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord

from bot.db import Database, migrate
from bot.servers import ServerSettings, save_server
from tests.wire.faults import Fault
from tests.wire.interactions import Interaction
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.process import BotProcess
from tests.wire.server import WireServer
from tests.wire.world import Guild, Payload

HANDLE = re.compile(r"\b(?:[BCDFGHJKLMNPQRSTVWXZ][2-9]){2}\b")
RUN = ("-m", "bot", "run")
STORY = "They wrote that they went with somebody else. I had hoped for this one."


def database_url(data: Path) -> str:
    return f"sqlite+aiosqlite:///{data / 'onward.sqlite3'}"


@dataclass
class Harbour:
    """A server with the channels that Onward needs, and where the bot keeps its data."""

    server: WireServer
    guild: Guild
    board: Payload
    review: Payload
    data: Path

    @classmethod
    def make(cls, server: WireServer, data: Path) -> Harbour:
        guild = server.world.guild("Harbour")
        board = server.world.channel(guild, "turned-down")
        return cls(server, guild, board, server.world.channel(guild, "review"), data)

    @property
    def url(self) -> str:
        return database_url(self.data)

    @property
    def env(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "ONWARD_DATA": str(self.data), "ONWARD_LOG": "info,text"}

    async def configure(self, **settings: Any) -> None:
        """A finished set-up without waiting: no review, released at once; `settings` override."""
        given: dict[str, Any] = {"review": False, "release_minutes": 0} | settings
        database = Database(self.url)
        try:
            await migrate.upgrade(database)
            async with database.begin() as session:
                await save_server(
                    session,
                    ServerSettings(
                        guild_id=self.guild.id,
                        board_channel_id=int(self.board["id"]),
                        board_is_forum=self.board["type"] == 15,
                        review_channel_id=int(self.review["id"]),
                        **given,
                    ),
                )
        finally:
            await database.close()

    def process(self, **env: str) -> BotProcess:
        """The bot, not started yet; it runs in its data folder, where no `.env` of a developer lies."""
        return BotProcess(self.server, *RUN, env=self.env | env, cwd=self.data)

    @asynccontextmanager
    async def running(self, **env: str) -> AsyncIterator[BotProcess]:
        """The bot, connected."""
        async with self.process(**env) as bot:
            yield bot

    def let_leases_run_out(self) -> None:
        """As if a minute had passed since the process died: what it had claimed is free again."""
        with closing(sqlite3.connect(self.data / "onward.sqlite3")) as database, database:
            database.execute("UPDATE outbox SET claimed_until = NULL")

    def let_time_pass(self, span: timedelta) -> None:
        """As if the process had been dead for so long: what is due by then is due now."""
        with closing(sqlite3.connect(self.data / "onward.sqlite3")) as database, database:
            for table, column in (
                ("outbox", "due_at"),
                ("outbox", "claimed_until"),
                ("posts", "release_at"),
                ("purges", "begun_at"),
            ):
                for row, at in database.execute(f"SELECT rowid, {column} FROM {table}").fetchall():  # noqa: S608
                    if at is not None:
                        earlier = (datetime.fromisoformat(at) - span).isoformat(" ", "microseconds")
                        database.execute(
                            f"UPDATE {table} SET {column} = ? WHERE rowid = ?",  # noqa: S608
                            (earlier, row),
                        )

    async def until_nothing_is_due(self, within: float = 10.0, kind: str = "board.sync") -> None:
        """Wait until every publication and change is done; what is due in days is left alone. Or every job of
        another kind."""
        for _ in range(int(within * 10)):
            if not self._read("SELECT count(*) FROM outbox WHERE kind = ?", kind):
                return
            await asyncio.sleep(0.1)  # nobody on the wire hears of it
        raise AssertionError(f"something is still to be sent after {within:g} s")

    def _read(self, query: str, *values: str) -> int:
        with closing(sqlite3.connect(self.data / "onward.sqlite3")) as database:
            return int(database.execute(query, values).fetchone()[0])

    def published(self) -> list[Payload]:
        return self.server.world.in_channel(self.board)

    def threads(self) -> list[Payload]:
        return self.server.world.threads(self.board)

    async def until_published(self, count: int = 1, within: float = 10.0) -> Payload:
        """The newest message of the board once there are `count`, each with its thread."""
        world = self.server.world
        await world.until(lambda: len(self.published()) >= count, within, "a post on the board")
        await world.until(lambda: len(self.threads()) >= count, within, "a thread under the post")
        return self.published()[-1]


async def write(person: Person, story: str = STORY, **fields: Any) -> Interaction:
    """`/rejection share`, the form, and the preview that follows."""
    opened = await person.slash("rejection share")
    return await person.submit_modal(opened, {"story": story, "stage": "final", "help": "listen"} | fields)


async def share(person: Person, story: str = STORY, **fields: Any) -> Interaction:
    """The whole way to `Post`."""
    preview = await write(person, story, **fields)
    return await person.click(preview.message, "Post")


async def with_moderators(harbour: Harbour, *moderators: Person, **settings: Any) -> None:
    """The review channel is for moderators alone; the last of them has the role of the set-up."""
    world = harbour.server.world
    role = harbour.guild.members[moderators[-1].id].roles[0]
    seen_by = (world.bot.id, *(moderator.id for moderator in moderators))
    view = str(discord.Permissions(view_channel=True).value)
    harbour.review["permission_overwrites"] = [
        {"id": str(harbour.guild.id), "type": 0, "allow": "0", "deny": view},
        *({"id": str(one), "type": 1, "allow": view, "deny": "0"} for one in seen_by),
    ]
    world.nonce_window = 0.0  # Discord remembers no nonce: the bot must look before it sends again
    await harbour.configure(moderator_role_id=role, **settings)


def posting(channel: Payload) -> str:
    return rf"^/channels/{channel['id']}/messages$"


def dm_of(person: Person) -> Payload:
    return person.server.world.dm(person.user)


async def reached(fault: Fault) -> None:
    """A call is in it."""
    await asyncio.wait_for(fault.reached.wait(), 30)


def cards(harbour: Harbour, words: str) -> list[Payload]:
    """What stands before moderators with these words in it."""
    return [card for card in harbour.server.world.in_channel(harbour.review) if words in text_of(card)]


async def card(harbour: Harbour, words: str) -> Payload:
    await harbour.server.world.until(lambda: cards(harbour, words), 15, f"a card with {words!r}")
    return cards(harbour, words)[-1]


def handle_in(message: Payload) -> str:
    return HANDLE.findall(text_of(message))[0]


def names_nobody(harbour: Harbour, people: Iterable[Person], *seen: str) -> None:
    """Neither these texts, nor anything the bot wrote into the server, has a name or an id of these people."""
    places = {str(channel_id) for channel_id in harbour.guild.channels}
    written = [
        json.dumps([call["json"], call["reason"], call["path"]])
        for call in harbour.server.calls
        if call["path"].split("/")[2:3] and call["path"].split("/")[2] in places
    ]
    everything = "\n".join([*seen, *written])
    assert not [who.user.name for who in people if who.user.name in everything or str(who.id) in everything]
