"""The gateway by hand: who gets in, which shard hears what, and what a lost session means."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.wire.gateway import DIRECT_MESSAGES, GUILD_MEMBERS, GUILD_MESSAGES, GUILDS
from tests.wire.process import BotProcess
from tests.wire.server import WireServer
from tests.wire.world import DM

Socket = aiohttp.ClientWebSocketResponse


@pytest.fixture
async def socket(server: WireServer) -> AsyncIterator[Socket]:
    async with aiohttp.ClientSession() as session:
        address = f"{server.world.base_url}/gateway/"
        async with session.ws_connect(address) as socket:
            assert (await socket.receive_json())["op"] == 10
            yield socket


async def identify(server: WireServer, socket: Socket, **data: Any) -> None:
    known = {"token": server.world.token, "intents": GUILDS | DIRECT_MESSAGES, "properties": {}}
    await socket.send_json({"op": 2, "d": known | data})


async def events(socket: Socket, count: int) -> list[tuple[str, Any]]:
    frames = [await socket.receive_json(timeout=5) for _ in range(count)]
    return [(frame["t"], frame["d"]) for frame in frames]


@pytest.mark.parametrize(
    ("data", "code"), [({"token": "wrong"}, 4004), ({"intents": GUILDS | GUILD_MEMBERS}, 4014)]
)
async def test_it_refuses(server: WireServer, socket: Socket, data: dict[str, Any], code: int) -> None:
    await identify(server, socket, **data)
    assert (await socket.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE
    assert socket.close_code == code


@pytest.mark.parametrize("shard", [0, 1])
async def test_a_shard_hears_of_its_servers_only(server: WireServer, socket: Socket, shard: int) -> None:
    world = server.world
    guilds = [world.guild(f"Server {number}") for number in range(8)]
    mine = [str(guild.id) for guild in guilds if (guild.id >> 22) % 2 == shard]
    assert 0 < len(mine) < 8
    await identify(server, socket, shard=[shard, 2])
    (_, ready), *created = await events(socket, 1 + len(mine))
    assert [guild["id"] for guild in ready["guilds"]] == mine
    assert [guild["id"] for _, guild in created] == mine


async def test_what_others_write_in_a_server_comes_without_its_words(
    server: WireServer, socket: Socket
) -> None:
    guild = server.world.guild("Harbour")
    server.world.channel(guild, "talk")
    ada = server.person(guild, "Ada")
    await identify(server, socket, intents=GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES)
    await events(socket, 2)
    ada.say("to everyone")
    ada.say("to you", DM)
    heard = await events(socket, 2)
    assert [(name, message["content"]) for name, message in heard] == [
        ("MESSAGE_CREATE", ""),
        ("MESSAGE_CREATE", "to you"),
    ]


async def test_discord_py_resumes_or_identifies_anew_as_it_is_told(server: WireServer) -> None:
    gateway, until = server.gateway, server.world.until
    async with BotProcess(server, "-m", "tests.wire.sample_bot"):
        await gateway.ask_to_reconnect()
        await until(lambda: gateway.resumes == 1, 10, "a resume")
        await gateway.invalidate()
        await until(lambda: gateway.identifies == 2, 10, "a new identify")
