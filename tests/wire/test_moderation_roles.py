"""Moderation as four people live through it, on the wire: a moderator in a raid, a blocked troll with three accounts,
an author in a crisis, a curious moderator. Discord fails and the process is killed in the middle of each story."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

from tests.wire.faults import LOST
from tests.wire.onward import (
    STORY,
    Harbour,
    card,
    cards,
    dm_of,
    handle_in,
    names_nobody,
    posting,
    reached,
    share,
    with_moderators,
    write,
)
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.test_blocks import handle_of
from tests.wire.test_five_members import forged

CALLBACK = r"^/interactions/\d+/[^/]+/callback$"
ANSWER = r"^/webhooks/\d+/[^/]+/messages/"
REASON = "This is no place for advertising."
CRISIS = "They said no again and I want to kill myself tonight."
CHOICES = {"stage": "final", "help": "listen"}


async def test_an_author_in_crisis(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Answered although the connection breaks; moderators learn a name only after a yes, and one of them writes."""
    await with_moderators(harbour, mo, max_, rita)
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
        twice = await asyncio.gather(*(ada.click(asked.message, "Yes, tell them my name") for _ in range(2)))
        await reached(held)
        assert all("open for this server" in one.text for one in twice)
        await bot.kill()
        output += bot.output
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await harbour.until_nothing_is_due(kind="care.reach")
        [told] = cards(harbour, "Somebody asks for a person")
        assert f"<@{ada.id}>" in text_of(told)
        assert "kill" not in mo.sees(harbour.review)
        assert not told["mentions"]
        key = told["components"][0]["components"][0]["custom_id"].rpartition(":")[2]
        harbour.guild.members[rita.id].roles.clear()
        assert "That is for moderators" in (await rita.click(told, "I write to them")).text
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
        assert "taken already" in await forged(max_, told, "care-taken", key)
        ada.user.dms_open, world.nonce_window = True, 300.0
        faults.fail("POST", posting(dm_of(ada)), LOST, after=True)
        assert "what you wrote matters" in text_of(await ada.dm("i just want to die"))
        passed = await ada.click(answered.message, "I meant something else")
        await ada.click(passed.message, "Post")
        assert "kill myself tonight" in text_of(await harbour.until_published())
        output += bot.output
    assert len(ada.inbox) == 1, "answered once there, too"
    assert ada.user.name not in output
    assert "unexpected" not in output


async def test_a_troll_with_three_accounts(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Each account is stopped once and told once; one appeals, and moderators answer once."""
    await with_moderators(harbour, mo, max_, rita)
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
        for name in ("appeal-lift", "appeal-keep"):
            assert "That is for moderators" in await forged(ada, reported, name, block)
        assert "This block is over" in await forged(last, reported, "appeal", block), "only their own"
        answers = [await who.click(appeal, "Keep the block") for who in (rita, max_)]
        harbour.guild.members[rita.id].roles.clear()
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


async def test_a_moderator_in_a_raid(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Paused by itself and told once; two moderators clear up; one who lost the role decides nothing more."""
    world, faults = harbour.server.world, harbour.server.faults
    log = world.channel(harbour.guild, "log")
    await with_moderators(harbour, mo, max_, rita, posts_per_minute=2, log_channel_id=int(log["id"]))
    raiders = [harbour.server.person(harbour.guild, f"Raimund{n}") for n in range(5)]
    spam = "Cheap certificates, write to me."
    async with harbour.running() as bot:
        for count in (1, 2):
            faults.fail("POST", posting(harbour.board), (500, 429)[count - 1])
            await share(raiders[0], f"{spam} {count}")
            post = await harbour.until_published(count, within=20)
        held = faults.hold("POST", posting(log), after=True)
        faults.fail("POST", posting(harbour.review), LOST, after=True)
        await asyncio.gather(*(share(raider, spam) for raider in raiders[1:]), share(ada))
        await reached(held)
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running() as bot:
        await harbour.until_nothing_is_due(kind="board.raid", within=20)
        await world.until(lambda: len(cards(harbour, "waits for you")) == 5, 30, "five cards")
        assert mo.sees(log).count("I have paused publication") == 1
        assert "is paused already" in (await mo.slash("mod pause")).text
        theirs = cards(harbour, spam)[0]
        form = await rita.click(theirs, "Decline")
        harbour.guild.members[rita.id].roles.clear()
        late = await rita.submit_modal(form, {"listed": [], "reason": "Advertising."})
        assert "That is for moderators" in late.text
        assert theirs["components"], "nothing was decided"

        asked = [await who.slash("mod purge", post=handle_of(post)) for who in (mo, max_)]
        faults.fail("POST", CALLBACK, LOST)
        begun = await asyncio.gather(
            *(who.click(one.message, "Take it all down") for who, one in zip((mo, max_), asked, strict=True))
        )
        assert all("under way" in one.text for one in begun)
        await bot.kill()
    harbour.let_time_pass(timedelta(minutes=2))
    faults.fail("DELETE", r"^/channels/", 500)
    faults.fail("DELETE", r"^/channels/", LOST, after=True)
    async with harbour.running() as bot:
        await world.until(
            lambda: not harbour.published(), 30, "the troll's posts are gone, although all is paused"
        )
        await world.until(lambda: not harbour.threads(), 30, "with their threads")
        [adas] = cards(harbour, STORY)
        both = await asyncio.gather(mo.click(adas, "Approve"), max_.click(adas, "Approve"))
        assert sorted("Somebody was faster" in one.text for one in both) == [False, True]
        for raid in cards(harbour, spam):
            form = await max_.click(raid, "Remove")
            assert "being taken down" in (await max_.submit_modal(form, {"reason": ""})).text
        twice = await asyncio.gather(mo.slash("mod resume"), max_.slash("mod resume"))
        assert sorted("is not paused here" in one.text for one in twice) == [False, True]
        await harbour.until_published(1, within=20)
        await harbour.until_nothing_is_due(within=20)
        assert STORY in text_of(harbour.published()[0])
        assert len(harbour.published()) == len(harbour.threads()) == 1
        audit = (await mo.slash("mod audit")).text
        seen = [(await mo.slash(name)).text for name in ("mod health", "mod queue", "mod reports")]
        assert "Nothing waits for you." in seen[1]
        assert audit.count("approved") == 1
    names_nobody(harbour, [*raiders, ada], audit, *seen)


async def test_a_curious_moderator(
    harbour: Harbour, ada: Person, mo: Person, max_: Person, rita: Person
) -> None:
    """Whoever wrote it, a member, one with closed DMs or without an account, or they themselves: all reads the same."""
    await with_moderators(harbour, mo, max_, rita, review=True)
    faults, read, output = harbour.server.faults, list[str](), ""
    ben, cleo = (harbour.server.person(harbour.guild, name) for name in ("Benedikt", "Cleopatra"))
    ben.user.dms_open = False
    authors = [ada, ada, ben, cleo, mo]

    async def about(handle: str, *seen: Any) -> str:
        screens = [(await mo.slash(name)).text for name in ("mod health", "mod queue")]
        sent = [line for line in screens[0].splitlines() if "sent" in line]
        text = "\n".join([one.text for one in seen] + sent)
        read.extend([text, *screens])
        return re.sub(r"\d+", "·", text.replace(handle, "·"))

    async with harbour.running() as bot:
        handles = []
        for count, author in enumerate(authors, 1):
            faults.fail("POST", posting(harbour.review), (500, 429)[count % 2])
            await share(author)
            await harbour.server.world.until(lambda n=count: len(cards(harbour, STORY)) == n, 30, "a card")
            handles.append(handle_in(cards(harbour, STORY)[-1]))
        declined, blocked = [], []
        faults.fail("POST", posting(dm_of(ada)), 429)
        del harbour.server.world.users[cleo.id]
        for handle, one in zip(handles, cards(harbour, STORY), strict=True):
            form = await mo.click(one, "Decline")
            said = await mo.submit_modal(form, {"listed": ["topic"], "reason": ""})
            await harbour.until_nothing_is_due(kind="board.tell", within=20)
            declined.append(await about(handle, said))
        await bot.kill()
        output += bot.output
    async with harbour.running() as bot:
        for handle in handles:
            said = await mo.slash("mod block", post=handle, reason=REASON)
            await harbour.until_nothing_is_due(kind="block.told", within=20)
            blocked.append(await about(handle, said))
            read.append((await mo.slash("mod purge", post=handle)).text)
        assert len(set(declined)) == len(set(blocked)) == 1
        for name in ("own-show", "own-edit", "own-delete-now", "received", "given-show"):
            keys = (*handles[:4], "Z9Z9")
            tried = {(await forged(mo, harbour.review, name, key)).replace(key, "·") for key in keys}
            assert len(tried) == 1, name
        shown = [(await mo.slash(f"mod {name}")).text for name in ("blocks", "audit", "reports", "insights")]
        output += bot.output
    assert [len(who.inbox) for who in (ada, ben)] == [4, 0]
    names_nobody(harbour, [ada, ben, cleo], *read, *shown, mo.sees(harbour.review))
    people = [ada, ben, cleo, mo]
    assert not [who.user.name for who in people if who.user.name in output or str(who.id) in output]
    assert not [who.user.name for who in people if dm_of(who)["id"] in output]
