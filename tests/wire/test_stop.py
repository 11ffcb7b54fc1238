"""SIGTERM: what is under way is finished or given back, within ten seconds, and the next start goes on from there."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

from tests.wire.onward import STORY, Harbour, share, write
from tests.wire.payloads import text_of
from tests.wire.people import Person

MESSAGES = r"^/channels/\d+/messages$"
CALLBACK = r"^/interactions/\d+/[^/]+/callback$"
LONGEST = 10.0


def outbox(harbour: Harbour) -> list[tuple[str, bool]]:
    """The publications that are not done: kind, and whether somebody has claimed them."""
    with closing(sqlite3.connect(harbour.data / "onward.sqlite3")) as database:
        rows = database.execute("SELECT kind, claimed_until FROM outbox WHERE kind = 'board.sync'").fetchall()
    return [(kind, claimed is not None) for kind, claimed in rows]


async def test_a_send_under_way_is_finished(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    held = harbour.server.faults.hold("POST", MESSAGES)
    async with harbour.running() as bot:
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        ending = asyncio.create_task(bot.terminate(within=LONGEST))
        await asyncio.sleep(0.3)  # the signal arrives while Discord still keeps its answer back
        held.release()
        assert await ending == 0
        assert len(harbour.published()) == 1
        assert "unexpected" not in bot.output


async def test_a_send_that_hangs_is_given_back_and_sent_once_later(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    held = harbour.server.faults.hold("POST", MESSAGES)
    async with harbour.running() as bot:
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        assert [claimed for _, claimed in outbox(harbour)] == [True]
        assert await bot.terminate(within=LONGEST) == 0
        assert [claimed for _, claimed in outbox(harbour)] == [False], "nobody has to wait for a lease to end"
        assert "unexpected" not in bot.output
    async with harbour.running():
        message = await harbour.until_published()
        await harbour.until_nothing_is_due()
        assert STORY in text_of(message)
        assert len(harbour.published()) == len(harbour.threads()) == 1


async def test_what_a_member_just_did_is_kept(harbour: Harbour, ada: Person) -> None:
    """`Post` was pressed, and Discord is slow to take the acknowledgement: the post is saved before the end."""
    await harbour.configure()
    async with harbour.running() as bot:
        preview = await write(ada)
        held = harbour.server.faults.hold("POST", CALLBACK)
        pressing = asyncio.create_task(ada.click(preview.message, "Post"))
        await asyncio.wait_for(held.reached.wait(), 30)
        ending = asyncio.create_task(bot.terminate(within=LONGEST))
        await asyncio.sleep(0.3)
        held.release()
        assert await ending == 0
        await asyncio.wait_for(pressing, 30)
        assert "unexpected" not in bot.output
    async with harbour.running():
        assert STORY in text_of(await harbour.until_published())


async def test_it_says_goodbye(harbour: Harbour) -> None:
    """Nothing to do: it ends at once, and its line among those that run is gone."""
    await harbour.configure()
    async with harbour.running() as bot:
        assert await bot.terminate(within=5.0) == 0
        with closing(sqlite3.connect(harbour.data / "onward.sqlite3")) as database:
            assert database.execute("SELECT * FROM meta WHERE name LIKE 'running:%'").fetchall() == []


async def test_it_ends_while_discord_is_away(harbour: Harbour) -> None:
    """The line was cut, nobody lets it in, and discord.py sleeps until it tries again."""
    await harbour.configure()
    server = harbour.server
    async with harbour.running(WIRE_BACKOFF="60") as bot:
        server.gateway.is_away = True
        await server.gateway.drop()
        await server.world.until(lambda: "a reconnect for shard ID 0 in 60" in bot.output, 10, "an attempt")
        assert await bot.terminate(within=LONGEST) == 0
        assert "unexpected" not in bot.output


async def test_it_ends_while_it_logs_in(harbour: Harbour) -> None:
    await harbour.configure()
    held = harbour.server.faults.hold("GET", r"^/users/@me$")
    bot = harbour.process()
    await bot.start()
    await asyncio.wait_for(held.reached.wait(), 20)
    assert await bot.terminate(within=LONGEST) == 0
    assert "cannot be reached" not in bot.output
    held.release()
