"""Two presses at one instant do once what was pressed."""

from __future__ import annotations

from functools import partial

import pytest

from tests.stories.test_refusals import check_published
from tests.support.stage import Stage
from tests.support.steps import Step
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("trouble")


async def test_two_presses_of_post_make_one_post(open_stage: Stage) -> None:
    stage = open_stage
    preview = await stage.share(stage.ana)
    press = partial(stage.ana.click, preview.response, label="Post")
    await together(stage.env, press, press)
    (handle,) = await Step(stage).own()
    assert "Sent." in stage.text_of(preview)
    assert len(Step(stage).cards(handle)) == 1


async def test_two_presses_of_approve_publish_once(open_stage: Stage) -> None:
    stage = open_stage
    handle = await stage.post(stage.ana)
    press = partial(stage.mo.click, await stage.carded_at(handle), label="Approve")
    results = await together(stage.env, press, press)
    said = sorted("Somebody was faster" in stage.heard(result) for result in results)
    assert said == [False, True]
    await check_published(stage, handle)


async def test_two_presses_of_delete_delete_once(open_stage: Stage) -> None:
    stage = open_stage
    handle = await stage.publish(stage.ana)
    own = await stage.mine(stage.ana, handle)
    await stage.ana.click(own, label="Delete")
    press = partial(stage.ana.click, own, label="Delete for good")
    results = await together(stage.env, press, press)
    assert any("is erased here" in stage.heard(result) for result in results)
    await stage.later(seconds=20)
    assert Step(stage).public(handle) == []
    assert await Step(stage).rows() == 0
