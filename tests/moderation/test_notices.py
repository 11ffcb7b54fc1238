"""What moderators are told when Discord does not let the bot do its work."""

from __future__ import annotations

import pytest

from cogs.moderation.notices import TROUBLES, trouble_words
from tests.support.stage import Stage


@pytest.mark.parametrize("kind", TROUBLES)
def test_each_trouble_is_a_sentence_that_leaves_no_gap(kind: str) -> None:
    words = trouble_words(f"{kind}:42")
    assert words.endswith(".")
    assert "{" not in words
    assert kind not in words


def test_any_other_failure_is_named() -> None:
    assert trouble_words("Discord answered 500") == "Discord answered 500. I keep trying."


async def test_the_notice_goes_to_its_channel_once_and_to_the_review_channel_where_that_is_gone(
    stage: Stage,
) -> None:
    await stage.set_up(log=stage.general)
    handle = await stage.post(stage.ana)
    stage.deny(stage.board, "send_messages")
    await stage.approve(handle)
    await stage.later(minutes=20)
    notices = [m.content for m in stage.general.history() if "Something needs you" in m.content]
    assert len(notices) == 1
    assert f"A permission of mine is missing in {stage.board.mention}." in notices[0]
    assert handle not in notices[0]
    stage.env.backend.delete_channel(stage.general.id)
    stage.deny(stage.board)
    await stage.later(minutes=10)
    assert stage.message(handle) is not None
