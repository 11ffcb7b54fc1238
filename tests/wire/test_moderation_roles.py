"""Moderation as four people live through it, on the wire: a moderator in a raid, a blocked troll with three accounts,
an author in a crisis, a curious moderator. Discord fails and the process is killed in the middle of each story."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import discord
import pytest

from tests.wire.faults import LOST, Fault
from tests.wire.onward import STORY, Harbour, share, write
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.test_blocks import handle_of
from tests.wire.test_five_members import forged
from tests.wire.world import Payload

CALLBACK = r"^/interactions/\d+/[^/]+/callback$"
ANSWER = r"^/webhooks/\d+/[^/]+/messages/"
REASON = "This is no place for advertising."
CRISIS = "They said no again and I want to kill myself tonight."
CHOICES = {"stage": "final", "help": "listen"}


@pytest.fixture
def mo(harbour: Harbour) -> Person:
    """May do everything by a permission of Discord's."""
    return harbour.server.moderator(harbour.guild, "Mo")


@pytest.fixture
def max_(harbour: Harbour) -> Person:
    return harbour.server.moderator(harbour.guild, "Max")


@pytest.fixture
def rita(harbour: Harbour) -> Person:
    """May moderate by the role of the set-up, and loses it."""
    role = harbour.server.world.role(harbour.guild, "Helpers", discord.Permissions.none())
    return harbour.server.person(harbour.guild, "Rita", role)


async def set_up(harbour: Harbour, *moderators: Person, **settings: Any) -> None:
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
    await asyncio.wait_for(fault.reached.wait(), 30)


def fires(person: Person) -> None:
    """They lose every role; what Discord says of them with their next press says so."""
    harbour = person.guild
    harbour.members[person.id].roles.clear()


def cards(harbour: Harbour, words: str) -> list[Payload]:
    return [card for card in harbour.server.world.in_channel(harbour.review) if words in text_of(card)]


async def card(harbour: Harbour, words: str) -> Payload:
    await harbour.server.world.until(lambda: cards(harbour, words), 15, f"a card with {words!r}")
    return cards(harbour, words)[-1]


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


async def test_an_author_in_crisis(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Answered although the connection breaks; moderators learn a name only after a yes, and one of them writes."""
    await set_up(harbour, mo, max_, rita)
    world, faults, output = harbour.server.world, harbour.server.faults, ""
    ada.user.dms_open = False
    async with harbour.running() as bot:
        faults.fail("POST", CALLBACK)
        opened = await ada.slash("rejection share")
        faults.fail("POST", CALLBACK, LOST, after=True)
        faults.fail("PATCH", ANSWER, LOST)
        answered = await ada.submit_modal(opened, {"story": CRISIS, **CHOICES})
        assert "what you wrote matters" in answered.text
        assert "988" in answered.text
        assert answered.ephemeral
        await bot.kill()
        output += bot.output
    async with harbour.running() as bot:
        assert not harbour.published()
        assert not world.in_channel(harbour.review)
        asked = await ada.click(answered.message, "Ask a moderator to reach out")
        assert not world.in_channel(harbour.review), "nobody is told before the yes"
        faults.fail("POST", posting(harbour.review), 429)
        held = faults.hold("POST", posting(harbour.review), after=True)
        twice = await asyncio.gather(
            *(ada.click(asked.message, "Yes, tell them my name") for _ in range(2)), return_exceptions=True
        )
        assert not [one for one in twice if isinstance(one, Exception)]
        await reached(held)
        await bot.kill()
        output += bot.output
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await harbour.until_nothing_is_due(kind="care.reach")
        [told] = cards(harbour, "Somebody asks for a person")
        assert f"<@{ada.id}>" in text_of(told)
        assert "kill" not in mo.sees(harbour.review)
        assert not told["mentions"]
        held = faults.hold("PATCH", rf"/messages/{told['id']}$|{ANSWER}")
        pressed = asyncio.create_task(mo.click(told, "I write to them"))
        await reached(held)
        await bot.kill()
        output += bot.output
        held.release()
        pressed.cancel()
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await world.until(lambda: not told["components"], 15, "the card says that somebody writes")
        assert f"<@{ada.id}>" in text_of(told), "whoever was to write still knows to whom"
        passed = await ada.click(answered.message, "I meant something else")
        await ada.click(passed.message, "Post")
        assert "kill myself tonight" in text_of(await harbour.until_published())
        output += bot.output
    assert ada.user.name not in output
    assert "unexpected" not in output


async def test_a_troll_with_three_accounts(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Each account is stopped once and told once; one appeals, and moderators answer once."""
    await set_up(harbour, mo, max_, rita)
    world, faults = harbour.server.world, harbour.server.faults
    trolls = [harbour.server.person(harbour.guild, name) for name in ("Wolfram", "Wilhelmine", "Waltraud")]
    first, closed, last = trolls
    closed.user.dms_open = False
    handles: list[str] = []
    async with harbour.running() as bot:
        for count, troll in enumerate(trolls, 1):
            await share(troll, "Buy my course about interviews.")
            handles.append(handle_of(await harbour.until_published(count)))
        preview, form = await write(closed), await last.slash("rejection share")
        report = await ada.click(harbour.published()[0], "Report")
        await ada.submit_modal(report, {"kind": ["attack"], "reason": ""})
        reported = await card(harbour, "was reported")
        forms = [await who.click(reported, "Block the author") for who in (mo, max_)]
        faults.fail("POST", posting(dm_of(first)), LOST, after=True)
        said = await asyncio.gather(
            *(who.submit_modal(one, {"reason": REASON}) for who, one in zip((mo, max_), forms, strict=True))
        )
        assert sorted("is blocked already" in one.text for one in said) == [False, True]
        faults.fail("POST", CALLBACK)
        blocked = [await mo.slash("mod block", post=handles[1], reason=REASON)]
        held = faults.hold("POST", posting(dm_of(last)), after=True)
        blocked.append(await mo.slash("mod block", post=handles[2], reason=REASON))
        assert all("Nobody learns who it is" in one.text for one in blocked)
        await reached(held)
        await harbour.server.world.until(lambda: first.inbox, 10, "a word about the block")
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await harbour.until_nothing_is_due(kind="block.told", within=20)
        assert [len(troll.inbox) for troll in trolls] == [1, 0, 1], "told once, or when they try"
        late = await last.submit_modal(form, {"story": STORY, **CHOICES})
        tried = await closed.click(preview.message, "Post")
        assert REASON in (await last.click(late.message, "Post")).text
        for refused in (tried, await first.slash("rejection share")):
            assert REASON in refused.text
            assert refused.ephemeral
        assert len(harbour.published()) == 3

        appeals = [await first.click(first.inbox[0], "Appeal") for _ in range(2)]
        held = faults.hold("POST", posting(harbour.review), after=True)
        sent = await asyncio.gather(
            *(first.submit_modal(one, {"appeal": "I am Wolfram and it was my brother."}) for one in appeals)
        )
        assert sorted("You have appealed already" in one.text for one in sent) == [False, True]
        await reached(held)
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await harbour.until_nothing_is_due(kind="block.appeal")
        [appeal] = cards(harbour, "An appeal.")
        block = appeal["components"][0]["components"][0]["custom_id"].rpartition(":")[2]
        for name in ("appeal", "appeal-lift", "appeal-keep"):
            assert "Nothing was done" in (await forged(ada, reported, name, block)) or name == "appeal"
        assert "This block is over" in await forged(last, reported, "appeal", block), "only their own"
        answers = [await who.click(appeal, "Keep the block") for who in (rita, max_)]
        fires(rita)
        refused = await forged(rita, appeal, "appeal-lift", block)
        assert "That is for moderators" in refused
        faults.fail("PATCH", rf"/messages/{appeal['id']}$", LOST, times=2)
        lifted = await mo.click(appeal, "Lift the block")
        assert "was lifted after an appeal" in lifted.text, "it was, whatever became of the card"
        late = await max_.submit_modal(answers[1], {"answer": "No."})
        assert "No block stands" in late.text or "already" in late.text
        gone = await rita.submit_modal(answers[0], {"answer": "No."})
        assert "That is for moderators" in gone.text
        await world.until(lambda: not appeal["components"], 10, "the card answered")
        await world.until(lambda: len(first.inbox) == 2, 10, "a word that the block is lifted")
        assert "has lifted your block" in text_of(first.inbox[1])
        await share(first)
        await harbour.until_published(4)
        assert REASON in (await closed.click(preview.message, "Post")).text
        seen = [(await mo.slash(name)).text for name in ("mod blocks", "mod audit", "mod health")]
    names_nobody(harbour, [*trolls, ada], *seen, mo.sees(harbour.review), *(one.text for one in blocked))
