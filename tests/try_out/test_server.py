"""The page's server around the toy bot: who may ask, and what the answers hold."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import pytest_asyncio
from simcord import Env

from try_out.previews import PAGE
from try_out.server import FILES
from try_out.session import Session
from try_out.world import World

FOREIGN = ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1.evil.example:80", ""]


@pytest_asyncio.fixture
async def web(address: str, session: Session) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(address) as client:
        yield client


async def state_of(web: aiohttp.ClientSession) -> dict[str, Any]:
    async with web.get("/api/state") as answer:
        state: dict[str, Any] = await answer.json()
        return state


async def channels_of(web: aiohttp.ClientSession, name: str) -> dict[str, Any]:
    people = (await state_of(web))["people"]
    return {c["name"]: c for p in people if p["name"] == name for c in p["channels"]}


async def post(web: aiohttp.ClientSession, path: str, body: Any, **headers: str) -> tuple[int, Any]:
    async with web.post(path, json=body, headers=headers) as answer:
        return answer.status, await (answer.json() if answer.content_type.endswith("json") else answer.text())


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/api/state"])
async def test_a_foreign_host_is_refused(web: aiohttp.ClientSession, path: str, host: str) -> None:
    async with web.get(path, headers={"Host": host}) as answer:
        assert answer.status in (400, 403)  # 400: aiohttp itself refuses what is no host at all


async def test_both_names_of_this_machine_are_welcome(web: aiohttp.ClientSession, address: str) -> None:
    for host in (address.split("/")[2], address.split("/")[2].replace("127.0.0.1", "localhost")):
        async with web.get("/", headers={"Host": host}) as answer:
            assert answer.status == 200


async def test_another_sites_page_cannot_act(web: aiohttp.ClientSession) -> None:
    before = (await state_of(web))["now"]
    assert (await post(web, "/api/skip", {"minutes": 1440}, Origin="http://evil.example"))[0] == 403
    async with web.post(
        "/api/skip", data='{"minutes": 1440}', headers={"Content-Type": "text/plain"}
    ) as answer:
        assert answer.status == 415
    assert (await state_of(web))["now"][:13] == before[:13]


@pytest.mark.parametrize(
    "body", [{}, {"minutes": 0}, {"minutes": -5}, {"minutes": 10**9}, {"minutes": "15"}, []]
)
async def test_only_a_sensible_time_can_be_skipped(web: aiohttp.ClientSession, body: Any) -> None:
    assert (await post(web, "/api/skip", body))[0] == 400


async def test_skipping_moves_the_clock(web: aiohttp.ClientSession) -> None:
    before = (await state_of(web))["now"]
    status, after = await post(web, "/api/skip", {"minutes": 24 * 60})
    assert status == 200
    assert (before[:10], after["now"][:10]) == ("2026-11-23", "2026-11-24")


async def test_the_files_are_served_and_fetch_nothing_from_elsewhere(web: aiohttp.ClientSession) -> None:
    for path, name in FILES.items():
        async with web.get(path) as answer:
            assert answer.status == 200
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert await answer.text() == (PAGE / name).read_text(encoding="utf-8")
    for file in PAGE.iterdir():
        addresses = re.findall(r"(?:https?:)?//[\w.-]+\.\w+", file.read_text(encoding="utf-8"))
        assert set(addresses) <= {"http://www.w3.org"}, file.name


async def test_each_person_sees_their_own_channels(
    web: aiohttp.ClientSession, env: Env, world: World, session: Session
) -> None:
    async with session.turn:
        forum = world.guild.create_forum_channel("ideas")
    assert set(await channels_of(web, "Ana")) == {"general", "rejections", "ideas", "Onward"}
    assert set(await channels_of(web, "Mo")) == {"general", "rejections", "moderators", "ideas", "Onward"}
    assert (await channels_of(web, "Ana"))["ideas"]["kind"] == "forum"

    channel = env.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    await channel.create_thread(name="A quiet hour", content="Who would come?\n\nOnce a week.")
    entry = (await channels_of(web, "Ben"))["A quiet hour"]
    assert (entry["kind"], entry["parent"]) == ("thread", str(forum.id))
    assert (entry["excerpt"], entry["replies"]) == ("Who would come? Once a week.", 0)


async def test_what_came_during_the_visit_is_newer_than_its_start(
    web: aiohttp.ClientSession, world: World, session: Session
) -> None:
    state = await state_of(web)
    async with session.turn:
        await world.ben.send(world.general, "hello")
    assert int((await channels_of(web, "Ana"))["general"]["last"]) > int(state["started"])


async def test_an_ephemeral_answer_is_news_to_its_reader_alone(
    web: aiohttp.ClientSession, world: World, session: Session
) -> None:
    async with session.turn:
        shown = (await world.ana.slash(world.general, "show")).response
        assert shown is not None
        hidden = (await world.ana.click(shown, label="Count")).followups[0]
    assert (await channels_of(web, "Ana"))["general"]["last"] == str(hidden.id)
    assert (await channels_of(web, "Ben"))["general"]["last"] == str(shown.id)


async def test_a_conversation_opens_in_our_frame_and_no_other(
    web: aiohttp.ClientSession, address: str, world: World
) -> None:
    asked = {"person": str(world.ana.id), "channel": str(world.general.id), "zone": "Europe/Berlin"}
    status, answer = await post(web, "/api/open", asked)
    assert status == 200
    assert await post(web, "/api/open", asked) == (200, answer)  # once more: the same conversation
    async with aiohttp.ClientSession() as browser:
        frame = answer["url"].split("#")[0]
        async with browser.get(frame) as page:
            assert "X-Frame-Options" not in page.headers
            policy = page.headers["Content-Security-Policy"]
            assert f"frame-ancestors {address[:-1]} http://localhost:" in policy
            assert '<link rel="stylesheet" href="/embed.css">' in await page.text()
        for file in ("embed.css", "embed.js"):
            async with browser.get(frame + file) as served:
                assert await served.text() == (PAGE / file).read_text(encoding="utf-8")
            async with browser.get(frame + file, headers={"Host": "evil.example"}) as refused:
                assert refused.status == 403


async def test_what_one_does_not_see_does_not_open(web: aiohttp.ClientSession, world: World) -> None:
    for person, channel in (
        (world.ana.id, world.mod_room.id),
        (world.ana.id, world.ben.user.dm_channel.id),
        (world.ana.id, 5),
        (5, world.general.id),
    ):
        asked = {"person": str(person), "channel": str(channel)}
        assert await post(web, "/api/open", asked) == (200, {"url": None})


@pytest.mark.parametrize("zone", [None, "Nowhere/Town", "../../etc/passwd", "Europe", "x" * 3000])
async def test_an_unknown_time_zone_does_no_harm(
    web: aiohttp.ClientSession, world: World, zone: object
) -> None:
    asked = {"person": str(world.ana.id), "channel": str(world.general.id), "zone": zone}
    assert (await post(web, "/api/open", asked))[0] == 200


async def test_everyone_has_a_face(web: aiohttp.ClientSession) -> None:
    pictures = []
    for person in (await state_of(web))["people"]:
        async with web.get(f"/faces/{person['id']}") as answer:
            pictures.append(await answer.read())
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(set(pictures)) == 4
    async with web.get("/faces/nobody") as answer:
        assert answer.status == 404
