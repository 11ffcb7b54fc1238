"""Five members on the wire: one posts, three answer at one instant, one tries every screen to find out who they are;
the process is killed and Discord fails in the middle."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest

from tests.wire.interactions import COMPONENT, Interaction
from tests.wire.onward import HANDLE, Harbour, share
from tests.wire.payloads import text_of
from tests.wire.people import Person
from tests.wire.world import Payload

NOBODYS = "Z9Z9"
PRIVATE = (
    "own-show", "own-edit", "own-reply", "own-delete", "own-delete-now", "own-close", "own-open",
    "received", "received-helped", "received-thank", "received-words", "received-hide", "received-how",
    "given-show", "given-edit", "given-delete", "given-delete-now",
)  # fmt: skip


@pytest.fixture
def crew(harbour: Harbour) -> dict[str, Person]:
    return {
        name: harbour.server.person(harbour.guild, name)
        for name in ("Bartholomew", "Chiara", "Dagmar", "Evander")
    }


async def give(giver: Person, post: Payload, like: str) -> str:
    """Feedback on a post, the whole way to `Post`; its handle."""
    form = await giver.click(post, "Give feedback")
    preview = await giver.submit_modal(form, {"like": like})
    said = await giver.click(preview.message, "Post")
    return HANDLE.findall(said.text + text_of(preview.message))[0]


async def forged(person: Person, message: Payload, name: str, key: str) -> str:
    """Press a button that is on no message this person has; all that they read."""
    data: dict[str, Any] = {"custom_id": f"v1:{name}:{key}", "component_type": 2}
    sent: Interaction = await person._send(COMPONENT, _place(person), data, message)
    shown = [sent.text, *(text_of(one) for one in [*sent.messages, *sent.followups])]
    return "\n".join(shown) + str(sent.modal or "")


def _place(person: Person) -> Payload:
    assert isinstance(person.channel, dict)
    return person.channel


async def test_an_attacker_learns_nothing_while_everything_fails(
    harbour: Harbour, ada: Person, crew: dict[str, Person]
) -> None:
    await harbour.configure()
    world, faults = harbour.server.world, harbour.server.faults
    bart, chiara, dagmar, eve = crew.values()
    async with harbour.running() as bot:
        await share(ada)
        post = await harbour.until_published()
        thread = harbour.threads()[0]
        handle = HANDLE.findall(text_of(post))[-1]
        faults.fail("POST", r"/channels/\d+/messages$", 500)
        given = await asyncio.gather(
            give(bart, post, "I've been there. It stings."),
            give(chiara, post, "I like how plainly you say it."),
            give(dagmar, post, "I've been there too, twice."),
        )
        held = faults.hold("POST", rf"/channels/{thread['id']}/messages$", after=True)
        await asyncio.wait_for(held.reached.wait(), 30)
        await bot.kill()
    harbour.let_leases_run_out()
    async with harbour.running():
        await harbour.until_nothing_is_due(within=30)
        answers = [one for one in world.in_channel(thread) if one["embeds"]]
        assert len(answers) == 3, "nothing is lost, nothing appears twice"
        assert all(any(one in text_of(answer) for answer in answers) for one in given)

        shown = await ada.slash("rejection mine")
        await ada.select(shown.message, "", handle)
        about = [handle, *given]
        read = []
        for name, key in itertools.product(PRIVATE, about):
            seen = await forged(eve, post, name, key)
            unknown = await forged(eve, post, name, NOBODYS)
            assert seen.replace(key, "·") == unknown.replace(NOBODYS, "·"), name
            read.append(seen)
        before = (await ada.click(post, "Me too")).text
        after = (await eve.click(post, "Me too")).text
        assert before == after, "the author's own press reads as anybody's"
        for command in ("rejection mine", "feedback mine"):
            read.append((await eve.slash(command)).text)
        read += [eve.sees(harbour.board), eve.sees(thread)]
    everything = "\n".join(read)
    for person in (ada, bart, chiara, dagmar):
        assert person.user.name not in everything
        assert str(person.id) not in everything
