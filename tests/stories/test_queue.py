"""The queue: old and long, filtered and paged, decided on by several at once, and telling nobody who is online."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pytest

from bot.board.post import Briefing, Content, State
from tests.support.stage import Stage
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")


async def state_of(stage: Stage, handle: str) -> State:
    async with stage.bot.database.begin() as session:
        return (await stage.bot.board.find(session, stage.guild.id, handle)).state


async def fill(stage: Stage, count: int, **values: Any) -> list[str]:
    """So many posts that moderators see by now, a minute apart, the oldest first; their handles."""
    store, now = stage.bot.board.store, stage.clock.now()
    handles = []
    async with stage.bot.database.begin() as session:
        for n in range(count):
            post = await store.add(
                session,
                guild_id=stage.guild.id,
                kind="rejection",
                author_id=stage.ana.id,
                content=Content(
                    values.get("text", f"Story number {n}."), {"stage": "final", "help": "listen"}
                ),
                glossary={},
                parent_id=None,
                state=values.get("state", State.WAITING),
                submitted_at=now,
                release_at=None,
                at_once=False,
                review_at=now - dt.timedelta(minutes=count - n),
                briefing=values.get("briefing"),
            )
            handles.append(post.handle)
    return handles


def options(stage: Stage, shown: Any, name: str) -> list[dict[str, Any]]:
    """What a select of a private answer offers."""
    stored = stage.env.backend.get_message(shown.response.channel_id, shown.response.id)
    selects = [item for row in stored.components for item in row["components"] if "options" in item]
    return next(list(item["options"]) for item in selects if item["custom_id"].startswith(f"v1:{name}:"))


async def test_five_hundred_entries_stay_usable(ready: Stage) -> None:
    handles = await fill(ready, 500)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert f"1 of 500 · **{handles[0]}** waits for you." in ready.text_of(queue)
    offered = options(ready, queue, "queue-jump")
    assert [one["value"] for one in offered] == handles[:25]
    assert offered[0]["description"].startswith("8 h · a story")
    assert options(ready, queue, "queue-show")[0]["label"] == "Everything · 500"
    await ready.mo.click(queue.response, label="Newer page")
    assert f"26 of 500 · **{handles[25]}**" in ready.text_of(queue)
    await ready.mo.select(queue.response, [handles[40]], custom_id="v1:queue-jump:all")
    assert f"41 of 500 · **{handles[40]}**" in ready.text_of(queue)
    await ready.mo.click(queue.response, label="Approve")
    assert f"Approved. **{handles[40]}**" in ready.text_of(queue)
    assert f"41 of 499 · **{handles[41]}**" in ready.text_of(queue), "it goes on where it was"
    first = await ready.mo.slash(ready.general, "mod queue")
    await ready.mo.click(first.response, label="Previous")
    assert f"499 of 499 · **{handles[-1]}**" in ready.text_of(first)


async def test_filters_show_their_part_with_its_number(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(form, {"story": "Changed.", "stage": ["final"], "help": ["ideas"]})
    await ready.ana.click(preview.response, label="Save")
    [held] = await fill(ready, 1, state=State.HELD)
    [flagged] = await fill(ready, 1, briefing=Briefing({"PERSON": 2, "DATE": 1}, 1, ("the word acme*",)))
    [new] = await fill(ready, 1)
    await ready.carded()
    queue = await ready.mo.slash(ready.general, "mod queue")
    labels = [one["label"] for one in options(ready, queue, "queue-show")]
    assert labels == [
        "Everything · 4", "New posts · 2", "Answers and feedback · 0", "Changes of published posts · 1",
        "Held · 1", "Held by a rule or by reports · 1",
    ]  # fmt: skip
    for show, expected in (("changes", handle), ("held", held), ("rules", flagged)):
        await ready.mo.select(queue.response, [show], custom_id="v1:queue-show:")
        text = ready.text_of(queue)
        assert "1 of 1 · " in text
        assert f"**{expected}**" in text
    assert "**Held by:** the word acme\\*" in text
    assert "Masked: a date, 2 people, the author took one mask back" in text
    await ready.mo.select(queue.response, ["answers"], custom_id="v1:queue-show:")
    assert "Nothing of that kind waits." in ready.text_of(queue)
    assert new


async def test_neither_queue_nor_card_nor_suggestion_tells_that_somebody_has_just_posted(
    ready: Stage,
) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    await ready.later(seconds=10)
    assert not ready.has_card(handle)
    queue = await ready.mo.slash(ready.general, "mod queue")
    assert "Nothing waits for you." in ready.text_of(queue)
    assert await ready.mo.autocomplete(ready.general, "mod remove", "post", "") == []
    async with ready.bot.database.begin() as session:
        post = await ready.bot.board.find(session, ready.guild.id, handle)
    assert post.review_at is not None
    wait = post.review_at - ready.clock.now()
    assert dt.timedelta(0) < wait <= dt.timedelta(minutes=6)
    assert (post.review_at.second, post.review_at.microsecond) == (0, 0)
    await ready.carded()
    assert f"<t:{int(post.review_at.timestamp())}:R>" in ready.card(handle).content
    assert str(int(post.submitted_at.timestamp())) not in ready.card(handle).content


async def test_cards_come_in_another_order_than_posts(ready: Stage) -> None:
    async with ready.bot.database.begin() as session:
        server = await ready.bot.board.server(session, ready.guild.id)
    now = ready.clock.now()
    times = [server.review_at(now + dt.timedelta(seconds=n)) for n in range(60)]
    assert times != sorted(times)
    assert {(at - now) >= dt.timedelta(minutes=1) - dt.timedelta(seconds=60) for at in times} == {True}
    assert len(set(times)) > 3


async def test_who_wants_a_post_at_once_is_shown_at_once(ready: Stage) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Appear at once")
    await ready.ana.click(preview.response, label="Post")
    await ready.later(seconds=10)
    assert ready.has_card(ready.handle_in(preview))


async def test_what_its_author_has_changed_since_is_not_decided_on(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    old = ready.card(handle)
    queue = await ready.kit.slash(ready.general, "mod queue")
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    preview = await ready.ana.submit_modal(
        form, {"story": "They are crooks.", "stage": ["final"], "help": ["ideas"]}
    )
    await ready.ana.click(preview.response, label="Save")
    pressed = await ready.mo.click(old, label="Approve")
    assert f"The author has changed {handle} since you saw it." in ready.heard(pressed)
    await ready.kit.click(queue.response, label="Approve")
    assert f"The author has changed {handle} since you saw it." in ready.text_of(queue)
    asked = await ready.mo.click(old, label="Decline")
    declined = await ready.mo.submit_modal(asked, {"reason": "Too short."})
    assert f"The author has changed {handle} since you saw it." in ready.heard(declined)
    assert await state_of(ready, handle) is State.WAITING
    await ready.carded()
    assert ready.card(handle).embeds[0].description == "They are crooks."
    await ready.approve(handle)
    assert await state_of(ready, handle) is State.SCHEDULED


async def test_two_in_the_queue_at_once_and_a_page_that_is_old(ready: Stage) -> None:
    first, second = await fill(ready, 2)
    ones = await ready.mo.slash(ready.general, "mod queue")
    others = await ready.kit.slash(ready.general, "mod queue")
    results = await together(
        ready.env,
        partial(ready.mo.click, ones.response, label="Approve"),
        partial(ready.kit.click, others.response, label="Hold"),
    )
    assert len(results) == 2
    texts = [ready.text_of(ones), ready.text_of(others)]
    assert sum("Somebody was faster" in text or "is held already" in text for text in texts) <= 1
    assert sum("Approved." in text or "is held; it stays" in text for text in texts) >= 1
    assert all(f"**{second}**" in text or f"**{first}**" in text for text in texts)


async def test_a_second_click_does_nothing_twice(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    card = ready.card(handle)
    results = await together(
        ready.env,
        partial(ready.mo.click, card, label="Approve"),
        partial(ready.mo.click, card, label="Approve"),
    )
    assert sum("Somebody was faster" in ready.heard(result) for result in results) == 1
    async with ready.bot.database.begin() as session:
        found = await ready.bot.audit.entries(session, ready.guild.id, handle=handle)
    assert [entry.action for entry in found] == ["approve"]
