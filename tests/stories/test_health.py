"""/mod health, and what changes on a server: noticed, told once, and healed by itself."""

from __future__ import annotations

import pytest

from bot.health import version
from tests.stories.test_raids import allow, try_to_post
from tests.support.stage import Stage


async def health(stage: Stage) -> str:
    return stage.heard(await stage.mo.slash(stage.general, "mod health"))


def notices(stage: Stage) -> list[str]:
    return [m.content for m in stage.review.history() if "Something needs you" in m.content]


@pytest.mark.usefixtures("quiet")
async def test_all_is_well(ready: Stage) -> None:
    said = await health(ready)
    assert said.splitlines()[:4] == [
        "✓ Channels and permissions are as they should be.",
        "✓ Publication goes on as set up.",
        "✓ Nothing waits for moderators.",
        "✓ Everything that was due has been sent.",
    ]
    assert f"Onward {version()}" in said


async def test_what_waits_and_since_when(ready: Stage) -> None:
    await ready.post(ready.ana)
    assert "✓ 1 waiting for moderators, the oldest since <t:" in await health(ready)
    await ready.later(hours=25)
    assert "⚠ 1 waiting for moderators, the oldest since <t:" in await health(ready)


async def test_a_permission_that_was_taken_is_told_once_and_heals_by_itself(ready: Stage) -> None:
    ready.deny(ready.board, "send_messages")
    await ready.later(seconds=20)
    words = f"A permission of mine is missing in {ready.board.mention}."
    assert [words in notice for notice in notices(ready)] == [True]
    assert f"⚠ {words}" in await health(ready)
    handle = await ready.post(ready.ana)
    await ready.approve(handle)
    await ready.later(minutes=40)
    await ready.restart()
    await ready.later(minutes=10)
    assert len(notices(ready)) == 1, "a send that fails of it, and a restart, are no news"
    assert "1 could not be sent; I keep trying." in await health(ready)
    ready.deny(ready.board)
    await ready.later(seconds=20)
    assert ready.message(handle) is not None
    assert "⚠" not in await health(ready)
    ready.deny(ready.board, "embed_links")
    await ready.later(seconds=20)
    assert len(notices(ready)) == 2, "another time is another trouble"


async def test_a_channel_that_was_deleted(ready: Stage) -> None:
    ready.env.backend.delete_channel(ready.board.id)
    await ready.later(seconds=20)
    [notice] = notices(ready)
    assert f"The channel <#{ready.board.id}> is gone." in notice
    await ready.set_up(board=ready.forum)
    assert "⚠" not in await health(ready)


async def test_the_moderators_role_renamed_and_removed(ready: Stage) -> None:
    backend, role = ready.env.backend, ready.moderators
    backend.edit_role(ready.guild.id, role.id, {"name": "Stewards"})
    await ready.later(seconds=20)
    assert f"The role <@&{role.id}> has a new name." in notices(ready)[-1]
    backend.edit_role(ready.guild.id, role.id, {"hoist": True})
    await ready.later(seconds=20)
    assert len(notices(ready)) == 1
    backend.delete_role(ready.guild.id, role.id)
    await ready.later(seconds=20)
    assert "The role that may moderate is gone." in notices(ready)[-1]
    assert len(notices(ready)) == 2


async def test_a_failed_delivery_is_tried_again_or_given_up(ready: Stage) -> None:
    first, second = await ready.post(ready.ana), await ready.post(ready.ben, "A story of mine.")
    ready.env.inject_error("POST", f"/channels/{ready.board.id}/messages", status=500, times=None)
    for handle in (first, second):
        await ready.approve(handle)
    await ready.released()
    shown = await ready.mo.slash(ready.general, "mod health")
    said = ready.text_of(shown)
    assert "2 could not be sent; I keep trying." in said
    assert f"- a post's message ({first}): Discord answered 500. I keep trying." in said
    stored = ready.env.backend.get_message(shown.response.channel_id, shown.response.id)
    options = stored.components[0]["components"][0]["options"]
    value = next(option["value"] for option in options if first in option["label"])
    await ready.mo.select(shown.response, [value], custom_id="v1:health-drop:")
    assert f"Give up a post's message ({first})?" in ready.text_of(shown)
    await ready.mo.click(shown.response, label="Give it up")
    assert f"Given up: a post's message ({first})." in ready.text_of(shown)
    assert "removed" in ready.text_of(await ready.mine(ready.ana, first))
    ready.env.backend.faults.clear()
    await ready.mo.click(shown.response, label="Try again now")
    await ready.later(seconds=10)
    await ready.mo.click(shown.response, label="Look again")
    assert "Everything that was due has been sent." in ready.text_of(shown)
    assert ready.message(first) is None
    assert ready.message(second) is not None
    assert any("stopped trying" in text for text in ready.dms(ready.ana))


async def test_moderators_hear_of_a_raid_as_soon_as_they_can_be_told(stage: Stage) -> None:
    await stage.set_up(review=False, release="0", review_channel=stage.general)
    await allow(stage, posts_per_minute=3)
    stage.deny(stage.general, "send_messages")
    for n in range(5):
        await try_to_post(stage, stage._member(f"raider{n}", f"Raider {n}"))
    await stage.later(minutes=2)
    stage.deny(stage.general)
    await stage.later(minutes=15)
    notices = [m for m in stage.general.history() if "I have paused publication" in m.content]
    assert len(notices) == 1
