"""An attacker's look: whatever somebody can see of the server, no id and no name of anybody else stands there."""

from __future__ import annotations

import json

import pytest
from simcord import MemberActor
from simcord.backend import serializers
from simcord.backend.access import message_accessible

from tests.support.leaks import find_leaks
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


def seen_by(stage: Stage, viewer: MemberActor) -> bytes:
    """Every message that this person can read, with all that their client is told, private answers among them."""
    backend = stage.env.backend
    messages = [
        serializers.message_payload(backend, message)
        for channel_id, held in backend.messages.items()
        for message in held.values()
        if message_accessible(backend, channel_id, message, viewer.id, history=False)
    ]
    threads = [serializers.channel_payload(backend, c) for c in backend.channels.values() if c.is_thread]
    return json.dumps([messages, threads], ensure_ascii=False, default=str).encode()


def secrets_of(*people: MemberActor) -> dict[str, int | str]:
    """Ids and names, also the longer parts of a name."""
    found: dict[str, int | str] = {}
    for person in people:
        shown = person.user.global_name or ""
        found |= {f"{person.name}: id": person.id, f"{person.name}: name": person.name}
        found |= {f"{person.name}: {part}": part for part in (shown, *shown.split()) if len(part) > 4}
    return found


async def a_busy_day(stage: Stage) -> None:
    """Ana posts, answers, edits and closes; Ben gives feedback, reports and says me too; moderators decide."""
    handle = await stage.publish(stage.ana, "Dear Ana Quistgard, they wrote. I am <@1574348783616000012>.")
    await stage.approve(await stage.answer(stage.ana, handle, "Thank you, says anaquistgard."))
    preview = await stage.feedback(stage.ben, handle, "I, Ben Overwijk, have been there.")
    await stage.ben.click(preview.response, label="Post")
    await stage.approve(stage.handle_in(preview))
    await stage.ben.click(stage.message(handle), label="Me too")
    form = await stage.ben.click(stage.message(handle), label="Report")
    await stage.ben.submit_modal(form, {"reason": "It is too sad."})
    await stage.released()
    edit = await stage.ana.click(await stage.mine(stage.ana, handle), label="Edit")
    changed = await stage.ana.submit_modal(edit, {"story": "Shorter.", "stage": ["task"], "help": ["listen"]})
    await stage.ana.click(changed.response, label="Save")
    await stage.decline(handle, "The first one was better.")
    await stage.ana.click(await stage.mine(stage.ana, handle), label="Close for feedback")
    await stage.post(stage.ana, "A second one.")
    for moderator in (stage.mo, stage.kit):
        await moderator.slash(stage.general, "mod queue")
    await stage.later(seconds=10)


async def test_nobody_learns_who_anybody_else_is(ready: Stage) -> None:
    await a_busy_day(ready)
    everybody = (ready.ana, ready.ben, ready.chi, ready.mo, ready.kit)
    for viewer in everybody:
        sight = seen_by(ready, viewer)
        assert b"posted without a name" in sight, "there is something to see"
        others = secrets_of(*(person for person in everybody if person is not viewer))
        assert find_leaks(sight, others) == [], viewer.name


async def test_the_look_would_find_a_name(ready: Stage) -> None:
    await a_busy_day(ready)
    sight = seen_by(ready, ready.ana)
    assert find_leaks(sight, secrets_of(ready.ana)), "her own screens do say who she is"


async def test_refusals_read_the_same_to_the_author_and_to_others(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    heard = []
    for person in (ready.ana, ready.ben):
        pressed = await person.click(ready.message(handle), label="Me too")
        form = await person.click(ready.message(handle), label="Report")
        reported = await person.submit_modal(form, {"reason": "It is too sad."})
        heard.append((ready.heard(pressed), ready.heard(reported)))
    assert heard[0] == heard[1]


async def test_what_discord_shows_of_an_interaction_is_never_beside_a_post(ready: Stage) -> None:
    await a_busy_day(ready)
    backend = ready.env.backend
    public = [m for held in backend.messages.values() for m in held.values() if not m.is_ephemeral]
    assert len(public) > 4
    for message in public:
        assert message.interaction_metadata is None
        assert message.mention_user_ids == []
        assert message.author_id == ready.bot.user.id
