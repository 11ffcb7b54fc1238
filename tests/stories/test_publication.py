"""How a post appears: after its delay, as the bot's own message, with buttons and a thread, in channel and forum."""

from __future__ import annotations

import discord
import pytest

from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")

RISKY = (
    "Hello @everyone and @here, <@1574348783616000012> and <@&1574348783616000007>, "
    "see https://example.org/page or [this](https://example.org/other)."
)


def sent_to(stage: Stage, channel_id: int) -> list[dict[str, object]]:
    path = f"/channels/{channel_id}/messages"
    return [call["json"] for call in stage.requests() if call["method"] == "POST" and call["path"] == path]


async def test_it_appears_within_the_delay_and_not_before_a_minute(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.later(minutes=2)
    assert ready.message(handle) is None, "nobody approved it yet"
    await ready.approve(handle)
    await ready.later(seconds=50)
    assert ready.message(handle) is None
    await ready.released()
    assert ready.message(handle) is not None


async def test_without_review_it_appears_by_itself(stage: Stage) -> None:
    await stage.set_up(review=False)
    handle = await stage.post(stage.ana)
    assert stage.message(handle) is None
    await stage.released()
    assert stage.message(handle) is not None
    assert stage.review.history() == []


async def test_at_once_where_the_server_or_the_author_wants_that(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    handle = await stage.post(stage.ana)
    assert stage.message(handle) is not None
    await stage.set_up(review=False)
    preview = await stage.share(stage.ben)
    await stage.ben.click(preview.response, label="Appear at once")
    await stage.ben.click(preview.response, label="Post")
    assert stage.message(stage.handle_in(preview)) is not None


async def test_it_is_the_bots_own_message_with_all_that_belongs_to_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    message = ready.message(handle)
    assert message is not None
    assert message.author.id == ready.bot.user.id
    assert message.interaction_metadata is None, "no banner says who used which command"
    assert message.reference is None
    embed = message.embeds[0]
    assert embed.title == "Final round"
    assert embed.description is not None
    assert embed.description.startswith("They turned me down")
    assert {field.name: field.value for field in embed.fields} == {"Would help": "Ideas"}
    assert embed.footer.text == f"{handle} · posted without a name"
    assert custom_ids(message) == [f"v1:{name}:{handle}" for name in ("give-feedback", "me-too", "report")]
    thread = ready.thread(handle)
    assert thread is not None
    assert thread.name == f"{handle} · Final round"
    stored = ready.env.backend.get_channel(thread.id)
    assert set(stored.thread_members) <= {ready.bot.user.id}, "its author is never among a thread's members"


async def test_two_posts_of_one_member_have_nothing_in_common(ready: Stage) -> None:
    first = await ready.publish(ready.ana)
    second = await ready.publish(ready.ana)
    assert first != second
    one, other = ready.message(first), ready.message(second)
    assert one is not None
    assert other is not None
    strip = str.maketrans(dict.fromkeys("0123456789"))
    assert str(one.embeds[0].to_dict()).replace(first, "") == str(other.embeds[0].to_dict()).replace(
        second, ""
    )
    assert first.translate(strip) or second


async def test_nothing_in_it_pings_or_previews_a_link(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, RISKY)
    body = next(b for b in sent_to(ready, ready.board.id) if f":{handle}" in str(b))
    assert body["allowed_mentions"] == {"parse": []}
    assert not body.get("content"), "Discord previews links of the content, never those of an embed"
    message = ready.message(handle)
    assert message is not None
    text = message.embeds[0].description or ""
    assert "@everyone" not in text
    assert "@here" not in text
    assert "<@" not in text
    assert "://" not in text
    assert "](" not in text


async def test_each_request_of_a_publication_pings_nobody(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, RISKY)
    await ready.ana.click(await ready.mine(ready.ana, handle), label="Close for feedback")
    await ready.later(seconds=10)
    bodies = [
        call["json"]
        for call in ready.requests()
        if call["method"] in {"POST", "PATCH"}
        and "/messages" in call["path"]
        and isinstance(call["json"], dict)
    ]
    assert len(bodies) > 3
    for body in bodies:
        if "threads" not in body:
            assert body.get("allowed_mentions", {"parse": []}) == {"parse": []}
            assert "allowed_mentions" in body or not (body.get("content") or body.get("embeds")), body


async def test_a_forum_is_a_board_too(stage: Stage) -> None:
    await stage.set_up(board=stage.forum)
    handle = await stage.publish(stage.ana)
    [opened] = stage.forum.threads
    assert opened.name == f"{handle} · Final round"
    [start] = opened.history()
    assert custom_ids(start)[0] == f"v1:give-feedback:{handle}"

    answer = await stage.answer(stage.ana, handle, "Thank you all.")
    await stage.approve(answer)
    await stage.released()
    [_, reply] = opened.history()
    assert reply.embeds[0].footer.text == f"{handle} · the author"

    form = await stage.ana.click(await stage.mine(stage.ana, handle), label="Edit")
    changed = {"story": "A new story.", "stage": ["offer"], "help": ["listen"]}
    preview = await stage.ana.submit_modal(form, changed)
    await stage.ana.click(preview.response, label="Save")
    await stage.approve(handle)
    await stage.later(seconds=10)
    assert opened.history()[0].embeds[0].description == "A new story."
    assert opened.name == f"{handle} · Offer withdrawn", "the title says what the post says"

    await stage.ana.click(await stage.mine(stage.ana, handle), label="Close for feedback")
    await stage.later(seconds=10)
    metadata = stage.env.backend.get_channel(opened.id).thread_metadata
    assert metadata is not None
    assert metadata.locked

    own = await stage.mine(stage.ana, handle)
    await stage.ana.click(own, label="Delete")
    await stage.ana.click(own, label="Delete for good")
    await stage.later(seconds=10)
    assert stage.forum.threads == []


async def test_the_outbox_publishes_not_the_press(ready: Stage) -> None:
    """What appears is never an answer to somebody's interaction, and nobody types in the channel."""
    handle = await ready.publish(ready.ana)
    answers = [c for c in ready.requests() if c["path"].startswith(("/interactions", "/webhooks"))]
    flags = [(c["json"] or {}).get("data", c["json"] or {}).get("flags", 0) for c in answers if c["json"]]
    assert any(flag & discord.MessageFlags(ephemeral=True).value for flag in flags)
    assert ready.message(handle) is not None
    assert not [c for c in ready.requests() if c["path"].endswith("/typing")]
