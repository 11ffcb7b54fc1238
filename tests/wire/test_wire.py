"""Onward as a real process: what no test inside one process can show."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.wire.faults import LOST
from tests.wire.onward import STORY, Harbour, share, write
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.world import FORUM

MESSAGES = r"^/channels/\d+/messages$"
THREADS = r"^/channels/\d+/messages/\d+/threads$"

WRONG = {"DISCORD_TOKEN": "wrong.token"}


async def test_a_wrong_token_ends_in_one_line(harbour: Harbour) -> None:
    bot = harbour.process(ONWARD_LOG="error,text", **WRONG)
    await bot.start()
    assert await bot.wait(20) == 1
    assert bot.output.count("\n") == 1
    assert "DISCORD_TOKEN" in bot.output


async def test_a_post_appears_with_its_thread(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    async with harbour.running() as bot:
        preview = await write(ada)
        assert STORY in preview.text
        assert preview.ephemeral
        assert harbour.published() == []
        sent = await ada.click(preview.message, "Post")
        assert sent.ephemeral
        message = await harbour.until_published()
        assert STORY in text_of(message)
        assert "Ada" not in text_of(message)
        assert "interaction_metadata" not in message
        assert len(harbour.published()) == len(harbour.threads()) == 1
        assert "unexpected" not in bot.output


async def test_a_forum_gets_a_post(harbour: Harbour, ada: Person) -> None:
    harbour.board = harbour.server.world.channel(harbour.guild, "forum", kind=FORUM)
    await harbour.configure()
    async with harbour.running():
        await share(ada)
        await harbour.server.world.until(harbour.threads, 10, "a forum post")
        assert STORY in text_of(harbour.server.world.in_channel(harbour.threads()[0])[0])


@pytest.mark.parametrize(
    ("path", "nonce_window"),
    [(MESSAGES, 300.0), (MESSAGES, 0.0), (THREADS, 300.0)],
    ids=["message sent", "message sent, nonce forgotten", "thread made"],
)
async def test_killed_while_publishing_it_publishes_once(
    harbour: Harbour, ada: Person, path: str, nonce_window: float
) -> None:
    """The message or thread is made, and the process dies before it hears of it."""
    await harbour.configure()
    harbour.server.world.nonce_window = nonce_window
    held = harbour.server.faults.hold("POST", path, after=True)
    async with harbour.running() as bot:
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running():
        await harbour.until_published()
        await harbour.until_nothing_is_due()
        assert len(harbour.published()) == len(harbour.threads()) == 1


async def test_killed_before_publishing_it_publishes_later(harbour: Harbour, ada: Person) -> None:
    """Discord never heard of the message."""
    await harbour.configure()
    held = harbour.server.faults.hold("POST", MESSAGES)
    async with harbour.running() as bot:
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running():
        await harbour.until_published()
        assert len(harbour.published()) == len(harbour.threads()) == 1


@pytest.mark.parametrize("status", [429, 500, LOST])
async def test_a_send_that_fails_is_repeated_by_itself(harbour: Harbour, ada: Person, status: int) -> None:
    await harbour.configure()
    fault = harbour.server.faults.fail("POST", MESSAGES, status, retry_after=0.3)
    async with harbour.running():
        await share(ada)
        await harbour.until_published(within=15)
        assert fault.hits == 1
        assert len(harbour.published()) == len(harbour.threads()) == 1


@pytest.mark.parametrize("path", [MESSAGES, THREADS], ids=["message", "thread"])
async def test_an_answer_that_is_lost_after_the_effect_doubles_nothing(
    harbour: Harbour, ada: Person, path: str
) -> None:
    """The nonce is forgotten too: the bot must look before it sends again."""
    await harbour.configure()
    harbour.server.world.nonce_window = 0.0
    harbour.server.faults.fail("POST", path, LOST, after=True)
    async with harbour.running():
        await share(ada)
        await harbour.until_published()
        await harbour.until_nothing_is_due(within=15)
        assert len(harbour.published()) == len(harbour.threads()) == 1


async def test_a_form_that_was_open_during_a_restart_still_arrives(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    async with harbour.running() as bot:
        opened = await ada.slash("rejection share")
        await bot.kill()
    async with harbour.running():
        preview = await ada.submit_modal(opened, {"story": STORY, "stage": "final", "help": "listen"})
        assert STORY in preview.text
        await ada.click(preview.message, "Post")
        await harbour.until_published()


async def test_buttons_outlive_a_restart(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    async with harbour.running() as bot:
        await share(ada)
        message = await harbour.until_published()
        await bot.terminate()
    bob = harbour.server.person(harbour.guild, "Bob")
    async with harbour.running():
        assert "Counted" in (await bob.click(message, "Me too")).text


async def test_a_dropped_gateway_is_resumed(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    async with harbour.running():
        await harbour.server.gateway.drop()
        await harbour.server.world.until(lambda: harbour.server.gateway.resumes, 10, "a resume")
        await share(ada)
        await harbour.until_published()
        assert harbour.server.gateway.identifies == 1


async def test_sigterm_stops_it_quietly(harbour: Harbour, ada: Person) -> None:
    """What is being sent is finished first; exit status 0, and nothing in the log that worries."""
    await harbour.configure()
    slow = harbour.server.faults.delay("POST", MESSAGES, 1.0)
    async with harbour.running(ONWARD_LOG="warning,text") as bot:
        await share(ada)
        await asyncio.wait_for(slow.reached.wait(), 30)
        assert await bot.terminate(within=10) == 0
        assert len(harbour.published()) == len(harbour.threads()) == 1
        assert "ERROR" not in bot.output


async def test_sigterm_stops_it_although_discord_hangs(harbour: Harbour, ada: Person) -> None:
    await harbour.configure()
    held = harbour.server.faults.hold("POST", MESSAGES)
    async with harbour.running() as bot:
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        assert await bot.terminate(within=10) == 0


async def test_one_hanging_channel_holds_up_no_other_server(
    harbour: Harbour, ada: Person, tmp_path: Path
) -> None:
    """Discord may keep one channel waiting for a minute; everybody else's posts go on."""
    other = Harbour.make(harbour.server, tmp_path)
    await harbour.configure()
    await other.configure()
    held = harbour.server.faults.hold("POST", f"^/channels/{harbour.board['id']}/messages$")
    bob = harbour.server.person(other.guild, "Bob")
    async with harbour.running():
        await share(ada)
        await asyncio.wait_for(held.reached.wait(), 30)
        await share(bob)
        await other.until_published()
        held.release()
        await harbour.until_published()
