"""Blocks by a post's handle: the author learns why, nobody learns who, and nothing gets around them."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.board.blocks import BlockRow
from bot.board.tables import DraftRow
from tests.support.stage import Stage, custom_ids
from try_out.simulator import skip, together

pytestmark = pytest.mark.usefixtures("quiet")

REASON = "Please no names of colleagues here."


async def block(stage: Stage, handle: str, **options: str) -> str:
    """What a moderator does; what they are answered."""
    options = {"post": handle, "reason": REASON, **options}
    said = stage.heard(await stage.mo.slash(stage.general, "mod block", **options))
    await stage.later(seconds=6)
    return said


async def unlink(stage: Stage, handle: str) -> None:
    """What retention does to a post that has been quiet for long."""
    async with stage.bot.database.begin() as session:
        post = await stage.bot.board.find(session, stage.guild.id, handle)
        await stage.bot.board.unlink(session, post)
        assert await stage.bot.board.store.author_of(session, post.id) is None


async def refused(stage: Stage) -> str:
    """What Ana reads when she wants to share something."""
    return stage.heard(await stage.ana.slash(stage.general, "rejection share"))


async def test_the_author_learns_why_and_nobody_learns_who(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    said = await block(ready, handle)
    assert f"Whoever wrote **{handle}** is blocked until <t:" in said
    told = ready.dms(ready.ana)[-1]
    for words in (told, await refused(ready)):
        assert "you cannot post, give feedback or report on this server until <t:" in words
        assert f">>> {REASON}" in words
        assert "You can appeal once, without saying who you are." in words
    listed = ready.heard(await ready.mo.slash(ready.general, "mod blocks"))
    assert handle in listed
    assert "Ana" not in said + listed
    assert ready.message(handle) is not None, "what stands, stands"


async def test_what_was_typed_is_kept_and_nobody_else_sees_the_attempt(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.share(ready.ana, "They turned me down again.")
    await block(ready, handle)
    seen = [len(channel.history()) for channel in (ready.board, ready.review, ready.general)]
    pressed = await ready.ana.click(preview.response, label="Post")
    assert "Anything you have written is kept." in ready.heard(pressed)
    assert [len(channel.history()) for channel in (ready.board, ready.review, ready.general)] == seen
    async with ready.bot.database.begin() as session:
        assert len(list(await session.scalars(select(DraftRow.id)))) == 1
    await ready.mo.slash(ready.general, "mod unblock", post=handle)
    again = await ready.ana.slash(ready.general, "rejection share")
    assert "You have a draft" in ready.heard(again)


async def test_it_survives_a_restart_coming_back_and_the_end_of_the_author_link(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle, length="0")
    await ready.restart()
    ready.guild.remove_member(ready.ana)
    ready.ana = ready.guild.add_member(ready.ana.user)
    assert "until a moderator lifts it" in await refused(ready)
    await unlink(ready, handle)
    assert "until a moderator lifts it" in await refused(ready)


async def test_a_second_handle_is_blocked_in_the_same_words_whoever_wrote_it(ready: Stage) -> None:
    first, second = await ready.publish(ready.ana), await ready.publish(ready.ana, "Another no.")
    other = await ready.publish(ready.ben, "A third one.")
    await block(ready, first)
    hers, his = await block(ready, second), await block(ready, other)
    plain = [re.sub(r"<t:\d+:f>", "…", said) for said in (hers.replace(second, "?"), his.replace(other, "?"))]
    assert plain[0] == plain[1]
    await ready.mo.slash(ready.general, "mod unblock", post=first)
    assert REASON in await refused(ready), "the other block still stands"


async def test_unblocked_she_is_told_and_takes_part_again(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    said = ready.heard(await ready.mo.slash(ready.general, "mod unblock", post=handle.lower()))
    assert f"Whoever wrote **{handle}** can take part again" in said
    await ready.later(seconds=6)
    assert ready.dms(ready.ana)[-1] == "A moderator of **Career community** has lifted your block."
    assert "No block stands under" in ready.heard(
        await ready.mo.slash(ready.general, "mod unblock", post=handle)
    )
    assert (await ready.ana.slash(ready.general, "rejection share")).modal is not None
    async with ready.bot.database.begin() as session:
        assert list(await session.scalars(select(BlockRow.id))) == []


async def test_it_ends_by_itself(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle, length="1")
    await skip(ready.env, timedelta(hours=23), timedelta(hours=4))
    assert REASON in await refused(ready)
    await skip(ready.env, timedelta(hours=2), timedelta(hours=1))
    assert (await ready.ana.slash(ready.general, "rejection share")).modal is not None
    async with ready.bot.database.begin() as session:
        assert list(await session.scalars(select(BlockRow.id))) == []


async def test_of_feedback_alone(ready: Stage) -> None:
    mine, hers = await ready.publish(ready.ana), await ready.publish(ready.ben, "A story of mine.")
    await block(ready, mine, what="feedback")
    pressed = await ready.ana.click(ready.message(hers), label="Give feedback")
    assert "you cannot give feedback on this server" in ready.heard(pressed)
    await ready.publish(ready.ana, "They turned me down again.")


async def test_of_changes_and_answers_too_while_she_may_still_take_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    for label in ("Edit", "Answer in the thread"):
        pressed = await ready.ana.click(await ready.mine(ready.ana, handle), label=label)
        assert REASON in ready.heard(pressed)
    asked = await ready.mine(ready.ana, handle)
    await ready.ana.click(asked, label="Delete")
    await ready.ana.click(asked, label="Delete for good")
    await ready.later(seconds=6)
    assert ready.message(handle) is None
    assert handle in ready.heard(await ready.mo.slash(ready.general, "mod blocks")), "the block stays"


async def test_with_dms_closed_the_reason_is_read_when_she_tries(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    ready.close_dms(ready.ana)
    await block(ready, handle)
    assert REASON in await refused(ready)


async def test_two_moderators_at_once_and_handles_that_are_none(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    options = {"post": handle, "reason": REASON}
    both = await together(
        ready.env,
        partial(ready.mo.slash, ready.general, "mod block", **options),
        partial(ready.kit.slash, ready.general, "mod block", **options),
    )
    said = sorted(ready.heard(one) for one in both)
    assert f"{handle} is blocked already" in said[1] + said[0]
    assert f"Whoever wrote **{handle}** is blocked" in said[0] + said[1]
    assert "There is no post Z9Z9 here" in await block(ready, "#z9z9")
    assert "There is no post ? here" in await block(ready, "!!")


async def test_after_the_link_was_destroyed_nobody_can_be_blocked(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await unlink(ready, handle)
    assert "nobody can be blocked by it any more" in await block(ready, handle)


async def test_members_reach_none_of_it(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    listed = await ready.mo.slash(ready.general, "mod blocks")
    await ready.mo.select(listed.response, [handle], custom_id="v1:blocks-open:")
    ready.env.backend.edit_member(ready.guild.id, ready.mo.id, {"role_ids": []})
    pressed = await ready.mo.click(listed.response, label="Lift the block")
    assert "That is for moderators of this server. Nothing was done." in ready.heard(pressed)
    assert REASON in await refused(ready)


async def test_every_step_stands_in_the_audit_and_none_names_her(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    await ready.mo.slash(ready.general, "mod unblock", post=handle)
    async with ready.bot.database.begin() as session:
        entries = await ready.bot.audit.entries(session, ready.guild.id)
    steps = [(entry.action, entry.handle, entry.moderator_id) for entry in entries if "block" in entry.action]
    assert steps == [("unblock", handle, ready.mo.id), ("block", handle, ready.mo.id)]


async def test_a_button_opens_the_same_as_a_form(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    asked = await ready.mo.slash(ready.general, "mod purge", post=handle)
    await ready.mo.click(asked.response, label="Take it all down")
    form = await ready.mo.click(asked.response, label="Block the author")
    sent = await ready.mo.submit_modal(form, {"reason": REASON, "what": ["posting"], "length": ["7"]})
    assert "is blocked until <t:" in ready.heard(sent)
    assert "you cannot post on this server" in await refused(ready)
    assert not any("block" in name for one in ready.board.history() for name in custom_ids(one))
