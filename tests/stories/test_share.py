"""From the set-up to a published post, as people live it."""

from __future__ import annotations

from tests.support.stage import Stage


async def test_whole_way(ready: Stage) -> None:
    preview = await ready.share(ready.ana, company="Initech")
    print(ready.text_of(preview))
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    print(ready.text_of(preview))
    done = await ready.approve(handle)
    print(ready.text_of(done))
    assert ready.message(handle) is None
    await ready.later(minutes=16)
    message = ready.message(handle)
    assert message is not None
    print(message.embeds[0].to_dict())
    assert ready.thread(handle) is not None
