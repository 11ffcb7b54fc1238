"""This Discord itself: discord.py works against it, and its answers to mistakes are Discord's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from tests.wire import BotProcess, Person, WireServer
from tests.wire.components import buttons
from tests.wire.faults import LOST
from tests.wire.payloads import text_of
from tests.wire.world import DM, FORUM, Guild, Payload


class Rest:
    """A bot's bare hands: one REST call at a time."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Status, and the payload or Discord's error code."""
        async with self._session.request(method, f"/api/v10{path}", json=body) as response:
            payload = await response.json() if response.status != 204 else None
            return response.status, payload["code"] if payload and response.status >= 400 else payload


@pytest.fixture
async def rest(server: WireServer) -> AsyncIterator[Rest]:
    headers = {"Authorization": f"Bot {server.world.token}"}
    async with aiohttp.ClientSession(server.world.base_url, headers=headers) as session:
        yield Rest(session)


@pytest.fixture
def guild(server: WireServer) -> Guild:
    return server.world.guild("Harbour")


@pytest.fixture
def channel(server: WireServer, guild: Guild) -> Payload:
    return server.world.channel(guild, "board")


@pytest.fixture
def ada(server: WireServer, guild: Guild, channel: Payload) -> Person:
    return server.person(guild, "Ada")


def overwrite(channel: Payload, target: int, deny: discord.Permissions) -> None:
    entry = {"id": str(target), "type": 0, "allow": "0", "deny": str(deny.value)}
    channel["permission_overwrites"].append(entry)


async def test_discord_py_works_against_it(
    server: WireServer, guild: Guild, channel: Payload, ada: Person
) -> None:
    forum = server.world.channel(guild, "forum", kind=FORUM, available_tags=[tag("7", "CV")])
    async with BotProcess(server, "-m", "tests.wire.sample_bot") as bot:
        opened = await ada.slash("demo form")
        preview = await ada.submit_modal(opened, {"Story": "They said no.", "Stage": "Final"})
        assert preview.text == "final: They said no."
        assert preview.ephemeral
        assert buttons(preview.message) == ["Post", "Discard"]
        assert ada.sees(channel) == ""

        posted = await ada.click(preview.message, "Post")
        assert posted.text == "Posted."
        message = server.world.in_channel(channel)[0]
        assert message["author"]["id"] == str(server.world.bot.id)
        assert [thread["name"] for thread in server.world.threads(channel)] == ["Replies"]
        counted = await ada.click(message, "Me too (0)")
        assert buttons(counted.message) == buttons(message) == ["Me too (1)"]

        slow = await ada.slash("demo slow", where=channel, size=4)
        assert slow.text == "board 4\nnotes.txt"
        assert slow.ephemeral
        assert await ada.autocomplete("demo slow", "size", "9", where=channel) == [
            {"name": f"9{n}", "value": n} for n in range(3)
        ]
        assert (await ada.slash("demo forum", where=forum)).text == "A post First"
        assert server.world.threads(forum)[0]["applied_tags"] == ["7"]
        assert (await ada.menu("Count letters", message)).text == "20"
        assert text_of(await ada.dm("hello", ("a.txt", b"12345"))) == "You said 'hello' [5]"
        assert server.unserved == []
        assert bot.output == ""


async def test_a_dropped_connection_is_resumed_and_nothing_is_lost(server: WireServer, ada: Person) -> None:
    async with BotProcess(server, "-m", "tests.wire.sample_bot"):
        await server.gateway.drop()
        ada.say("while you were away", DM)
        assert text_of(await ada.next_dm(0)) == "You said 'while you were away' []"
        assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)


async def test_discarding_takes_the_preview_away(server: WireServer, ada: Person) -> None:
    async with BotProcess(server, "-m", "tests.wire.sample_bot"):
        preview = await ada.submit_modal(await ada.slash("demo form"), {"Story": "No.", "Stage": "CV"})
        message = preview.message
        assert (await ada.click(message, "Discard")).messages == []
        with pytest.raises(AssertionError, match="gone"):
            await ada.click(message, "Post")


def tag(tag_id: str, name: str) -> Payload:
    return {"id": tag_id, "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}


async def test_a_wrong_token_is_refused(server: WireServer) -> None:
    async with aiohttp.ClientSession(server.world.base_url) as session:
        assert await Rest(session)("GET", "/users/@me") == (401, 0)


async def test_an_enforced_nonce_makes_one_message(rest: Rest, server: WireServer, channel: Payload) -> None:
    path = f"/channels/{channel['id']}/messages"
    body = {"content": "once", "nonce": "n1", "enforce_nonce": True}
    first, second = (await rest("POST", path, body))[1], (await rest("POST", path, body))[1]
    assert first["id"] == second["id"]
    assert len(server.world.in_channel(channel)) == 1
    await rest("DELETE", f"{path}/{first['id']}")
    assert await rest("POST", path, body) == (404, 10008)
    server.world.nonce_window = 0.0
    assert (await rest("POST", path, body))[0] == 200


async def test_a_message_has_one_thread(rest: Rest, channel: Payload) -> None:
    _, message = await rest("POST", f"/channels/{channel['id']}/messages", {"content": "root"})
    path = f"/channels/{channel['id']}/messages/{message['id']}/threads"
    status, thread = await rest("POST", path, {"name": "replies"})
    assert (status, thread["id"]) == (200, message["id"])
    assert await rest("POST", path, {"name": "again"}) == (400, 160004)


@pytest.mark.parametrize(
    ("denied", "code"),
    [
        (discord.Permissions(view_channel=True), 50001),
        (discord.Permissions(send_messages=True), 50013),
        (discord.Permissions(embed_links=True), 50013),
    ],
)
async def test_overwrites_are_respected(
    rest: Rest, server: WireServer, channel: Payload, denied: discord.Permissions, code: int
) -> None:
    overwrite(channel, next(iter(server.world.guilds)), denied)
    overwrite(
        channel, server.world.guilds[int(channel["guild_id"])].members[server.world.bot.id].roles[0], denied
    )
    body = {"embeds": [{"description": "hello"}]}
    assert await rest("POST", f"/channels/{channel['id']}/messages", body) == (403, code)


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("GET", "/channels/1", None, (404, 10003)),
        ("GET", "/channels/{channel}/messages/1", None, (404, 10008)),
        ("POST", "/channels/{channel}/messages", {"content": ""}, (400, 50006)),
        ("POST", "/channels/{channel}/messages", {"content": "x" * 2001}, (400, 50035)),
        ("POST", "/channels/{channel}/messages", {"content": "x", "flags": 1 << 15}, (400, 50035)),
        ("POST", "/channels/{channel}/messages", {"content": "x", "nonce": "n" * 26}, (400, 50035)),
        ("POST", "/channels/{channel}/threads", {"name": "x" * 101}, (400, 50035)),
        ("POST", "/interactions/1/t/callback", {"type": 5}, (404, 10062)),
        ("POST", "/webhooks/1/t", {"content": "x"}, (404, 10015)),
        ("GET", "/guilds/1/members/1", None, (404, 10004)),
        ("GET", "/no/such/route", None, (404, 0)),
    ],
)
async def test_mistakes_get_discords_codes(
    rest: Rest, channel: Payload, method: str, path: str, body: Any, expected: tuple[int, int]
) -> None:
    assert await rest(method, path.replace("{channel}", channel["id"]), body) == expected


async def test_a_closed_dm_is_50007(rest: Rest, ada: Person) -> None:
    _, dm = await rest("POST", "/users/@me/channels", {"recipient_id": str(ada.id)})
    ada.user.dms_open = False
    assert await rest("POST", f"/channels/{dm['id']}/messages", {"content": "hi"}) == (403, 50007)


async def test_a_second_answer_is_40060(rest: Rest, server: WireServer, ada: Person) -> None:
    assert ada.channel is not None
    sent = server.interactions.start(2, ada.user, ada.channel, {"id": "1", "name": "x", "type": 1})
    path = f"/interactions/{sent.id}/{sent.token}/callback"
    assert await rest("POST", path, {"type": 5, "data": {"flags": 64}}) == (204, None)
    assert await rest("POST", path, {"type": 5}) == (400, 40060)
    await rest("POST", f"/webhooks/{server.world.application_id}/{sent.token}", {"content": "later"})
    assert sent.ephemeral, "the deferral decides who sees the answer"


async def test_archived_threads_are_listed_and_wake_up(rest: Rest, channel: Payload) -> None:
    _, thread = await rest("POST", f"/channels/{channel['id']}/threads", {"name": "t", "type": 11})
    path = f"/channels/{thread['id']}"
    _, message = await rest("POST", f"{path}/messages", {"content": "x"})
    await rest("PATCH", path, {"archived": True})
    assert await rest("PATCH", f"{path}/messages/{message['id']}", {"content": "y"}) == (400, 50083)
    _, archived = await rest("GET", f"/channels/{channel['id']}/threads/archived/public")
    assert [t["id"] for t in archived["threads"]] == [thread["id"]]
    await rest("POST", f"{path}/messages", {"content": "awake"})
    _, active = await rest("GET", f"/guilds/{channel['guild_id']}/threads/active")
    assert [t["id"] for t in active["threads"]] == [thread["id"]]


async def test_pings_follow_allowed_mentions(rest: Rest, channel: Payload, ada: Person) -> None:
    path, text = f"/channels/{channel['id']}/messages", f"<@{ada.id}> @everyone"
    _, loud = await rest("POST", path, {"content": text})
    _, quiet = await rest("POST", path, {"content": text, "allowed_mentions": {"parse": []}})
    assert (len(loud["mentions"]), loud["mention_everyone"]) == (1, True)
    assert (quiet["mentions"], quiet["mention_everyone"]) == ([], False)


async def test_faults_come_before_or_after_the_effect(
    rest: Rest, server: WireServer, channel: Payload
) -> None:
    path, world = f"/channels/{channel['id']}/messages", server.world
    server.faults.fail("POST", "/messages$", 500)
    server.faults.fail("POST", "/messages$", 429)
    server.faults.fail("POST", "/messages$", 502, after=True)
    assert await rest("POST", path, {"content": "a"}) == (500, 0)
    async with aiohttp.ClientSession(world.base_url) as session, session.post(f"/api/v10{path}") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "0.2")
    assert world.in_channel(channel) == []
    assert await rest("POST", path, {"content": "b"}) == (502, 0)
    assert [m["content"] for m in world.in_channel(channel)] == ["b"]


async def test_an_answer_can_be_lost_or_held(rest: Rest, server: WireServer, channel: Payload) -> None:
    path = f"/channels/{channel['id']}/messages"
    server.faults.fail("POST", "/messages$", LOST, after=True)
    with pytest.raises(aiohttp.ClientError):
        await rest("POST", path, {"content": "a"})
    held = server.faults.hold("POST", "/messages$", after=True)
    waiting = asyncio.create_task(rest("POST", path, {"content": "b"}))
    await held.reached.wait()
    assert [m["content"] for m in server.world.in_channel(channel)] == ["a", "b"]
    assert not waiting.done()
    held.release()
    assert (await waiting)[0] == 200


async def test_every_call_is_logged(rest: Rest, server: WireServer, channel: Payload) -> None:
    await rest("POST", f"/channels/{channel['id']}/messages", {"content": "x"})
    logged = server.calls[-1]
    assert logged.pop("seconds") >= 0
    assert logged == {
        "method": "POST",
        "path": f"/channels/{channel['id']}/messages",
        "query": {},
        "json": {"content": "x"},
        "multipart": False,
        "reason": None,
        "status": 200,
    }


async def test_the_log_can_be_a_file(tmp_path: Path) -> None:
    log = tmp_path / "calls.jsonl"
    async with WireServer(log=log) as server, aiohttp.ClientSession(server.world.base_url) as session:
        await Rest(session)("GET", "/users/@me")
        assert [json.loads(line) for line in log.read_text().splitlines()] == server.calls
