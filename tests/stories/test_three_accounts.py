"""One troll with three accounts, one moderator: slowed down, taken down and blocked, and nobody learns who it was."""

from __future__ import annotations

import re

import pytest
from simcord import MemberActor

from tests.stories.test_blocks import REASON
from tests.stories.test_raids import REFUSAL, allow, try_to_post
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")


async def flood(stage: Stage, trolls: list[MemberActor]) -> dict[MemberActor, list[str]]:
    """Each posts twice; the handles of each."""
    posted: dict[MemberActor, list[str]] = {}
    for troll in [*trolls, *trolls]:
        said = await try_to_post(stage, troll)
        posted.setdefault(troll, []).append(re.findall(r"\*\*([A-Z]\d[A-Z]\d)\*\*", said)[0])
    return posted


async def test_a_troll_with_three_accounts(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    trolls = [stage._member(f"troll{n}", f"Troll {n}") for n in range(3)]
    await allow(stage, posts_per_minute=len(trolls) * 2)
    posted = await flood(stage, trolls)
    await stage.later(seconds=30)
    assert all(stage.message(handle) for handles in posted.values() for handle in handles)
    refused = [REFUSAL in await try_to_post(stage, troll) for troll in trolls]
    assert all(refused), "long before the usual limit"
    said = await try_to_post(stage, stage.ben)
    assert "waits for a moderator" in said, "others are still heard, and read first"

    for handles in posted.values():
        asked = await stage.mo.slash(stage.general, "mod purge", post=handles[0])
        await stage.mo.click(asked.response, label="Take it all down")
        form = await stage.mo.click(asked.response, label="Block the author")
        await stage.mo.submit_modal(form, {"reason": REASON, "what": ["all"], "length": ["30"]})
    await stage.later(minutes=3)
    assert [handle for handles in posted.values() for handle in handles if stage.message(handle)] == []
    listed = stage.heard(await stage.mo.slash(stage.general, "mod blocks"))
    assert all(handles[0] in listed for handles in posted.values())
    second = await stage.mo.slash(stage.general, "mod block", post=posted[trolls[0]][1], reason=REASON)
    assert "is blocked until" in stage.heard(second), (
        "a second handle does not tell that it is the same person's"
    )

    await stage.restart()
    for troll in trolls:
        told = await try_to_post(stage, troll)
        assert REASON in told
        assert "Nobody was told who you are." in told
    person = trolls[0].user
    form = await person.click(person.dm_channel.history()[-1], label="Appeal")
    await person.submit_modal(form, {"appeal": "I am Troll 0 and it was my brother."})
    await stage.later(minutes=20)
    seen = [m for m in stage.review.history() if any("appeal-lift" in name for name in custom_ids(m))]
    assert len(seen) == 1
    assert not any(f"Troll {n}" in str(m.content) for m in stage.review.history() for n in range(3))
