"""`/mod setup`: guided, tried out for real, saved only when complete, and open to change."""

from __future__ import annotations

import pytest

from bot.app import PERMISSIONS
from bot.servers import ServerSettings, get_server
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def saved(stage: Stage) -> ServerSettings | None:
    async with stage.bot.database.begin() as session:
        return await get_server(session, stage.guild.id)


async def choose(stage: Stage, panel: object, **chosen: object) -> None:
    for name, value in chosen.items():
        values = value if isinstance(value, list) else [value]
        await stage.owner.select(panel, values, custom_id=f"v1:setup-choose:{name}")


async def test_members_get_one_kind_sentence_until_it_is_done(stage: Stage) -> None:
    shown = await stage.ana.slash(stage.general, "rejection share")
    assert shown.modal is None
    assert stage.heard(shown) == (
        "Onward is not set up on this server yet: a moderator can do that with `/mod setup`."
    )


async def test_nothing_is_saved_before_everything_is_chosen(stage: Stage) -> None:
    shown = await stage.owner.slash(stage.general, "mod setup")
    assert "Nothing is saved before" in stage.text_of(shown)
    early = await stage.owner.click(shown.response, label="Test and save")
    assert "Still to choose: Board, Review. Nothing was saved yet." in stage.heard(early)
    await choose(stage, shown.response, board=stage.board)
    half = await stage.owner.click(shown.response, label="Test and save")
    assert "Still to choose: Review." in stage.heard(half)
    assert await saved(stage) is None
    assert "not set up" in stage.heard(await stage.ana.slash(stage.general, "rejection share"))


async def test_half_of_it_survives_a_restart(stage: Stage) -> None:
    shown = await stage.owner.slash(stage.general, "mod setup")
    await choose(stage, shown.response, board=stage.board, release="5")
    await stage.restart()
    await choose(stage, shown.response, review=stage.review)
    again = await stage.owner.slash(stage.general, "mod setup")
    await stage.owner.click(again.response, label="Test and save")
    settings = await saved(stage)
    assert settings is not None
    assert (settings.board_channel_id, settings.review_channel_id) == (stage.board.id, stage.review.id)
    assert settings.release_minutes == 5


async def test_it_really_posts_in_each_channel_and_leaves_nothing_behind(stage: Stage) -> None:
    await stage.set_up(log=stage.general)
    sent = {
        call["path"].split("/")[2]
        for call in stage.requests()
        if call["method"] == "POST"
        and call["path"].endswith("/messages")
        and call["path"].startswith("/channels")
    }
    assert {str(channel.id) for channel in (stage.board, stage.review, stage.general)} <= sent
    assert [*stage.board.history(), *stage.review.history(), *stage.general.history()] == []
    assert stage.board.threads == []


async def test_a_forum_is_tried_with_a_post_of_its_own(stage: Stage) -> None:
    await stage.set_up(board=stage.forum)
    opened = [c for c in stage.requests() if c["path"] == f"/channels/{stage.forum.id}/threads"]
    assert len(opened) == 1
    assert stage.forum.threads == []
    settings = await saved(stage)
    assert settings is not None
    assert settings.board_is_forum


async def test_each_missing_permission_is_named_and_where_to_give_it(stage: Stage) -> None:
    shown = await stage.owner.slash(stage.general, "mod setup")
    await choose(stage, shown.response, board=stage.board, review=stage.review)
    for missing in PERMISSIONS:
        stage.deny(stage.board, missing)
        await stage.owner.click(shown.response, label="Test and save")
        text = stage.text_of(shown)
        assert "Not saved yet" in text
        assert f"✗ {stage.board.mention}: I lack *{missing.replace('_', ' ').title()}*." in text
        assert "in the channel's settings, under Permissions" in text
        assert await saved(stage) is None
    stage.deny(stage.board)
    await stage.owner.click(shown.response, label="Test and save")
    assert "Saved" in stage.text_of(shown)
    assert await saved(stage) is not None


async def test_it_can_be_run_again_and_shows_what_stands(ready: Stage) -> None:
    shown = await ready.owner.slash(ready.general, "mod setup")
    assert "This is how it is set up now" in ready.text_of(shown)
    await choose(ready, shown.response, review_on="no", retention="7")
    before = await saved(ready)
    assert before is not None
    assert before.review, "a choice alone changes nothing yet"
    await ready.owner.click(shown.response, label="Test and save")
    after = await saved(ready)
    assert after is not None
    assert (after.review, after.retention_days) == (False, 7)
    assert after.board_channel_id == ready.board.id


async def test_board_and_review_are_never_one_channel(stage: Stage) -> None:
    shown = await stage.owner.slash(stage.general, "mod setup")
    await choose(stage, shown.response, board=stage.board, review=stage.board)
    pressed = await stage.owner.click(shown.response, label="Test and save")
    assert "must be two channels" in stage.heard(pressed)
    assert await saved(stage) is None


async def test_a_review_channel_that_everyone_reads_is_pointed_out(stage: Stage) -> None:
    said = await stage.set_up(review_channel=stage.general)
    assert f"Everyone can read {stage.general.mention}" in said


async def test_a_role_without_the_command_is_told_how_to_get_it(stage: Stage) -> None:
    said = await stage.set_up()
    assert f"{stage.moderators.mention} can use the cards" in said
    assert "Server Settings, Integrations" in said


async def test_a_moderator_who_is_none_any_more_changes_nothing(ready: Stage) -> None:
    shown = await ready.mo.slash(ready.general, "mod setup")
    ready.env.backend.edit_member(ready.guild.id, ready.mo.id, {"role_ids": []})
    pressed = await ready.mo.click(shown.response, label="Test and save")
    assert "That is for moderators of this server. Nothing was done." in ready.heard(pressed)
