"""Nothing lost, nothing twice: the bot dies at every commit and call to Discord of every step of a
post's life, starts again, and the step is finished exactly once. On a forum and on PostgreSQL, at every third."""

from __future__ import annotations

from functools import partial
from unittest.mock import AsyncMock, patch

import pytest

from bot.board.limits import Limits
from tests.support.acts import (
    ApproveEdit,
    Decline,
    Delete,
    DeleteWaiting,
    Edit,
    Publish,
    PublishReply,
    Refused,
    Reply,
    SentThenDeleted,
    Submit,
    ThenDeleted,
    ThenEdited,
    Write,
)
from tests.support.everything import searched
from tests.support.stage import staged
from tests.support.steps import Step, die_everywhere

STEPS = (
    Write,
    Submit,
    Publish,
    Edit,
    ApproveEdit,
    Delete,
    DeleteWaiting,
    Reply,
    PublishReply,
    Decline,
    Refused,
)
OVERTAKEN = (ThenDeleted, SentThenDeleted, ThenEdited)
FORUM = (Publish, ApproveEdit, Delete, PublishReply, ThenDeleted, ThenEdited)
on = partial(pytest.mark.parametrize, "migrated_url", indirect=True)


async def die(step: type[Step], url: str, *, forum: bool = False, stride: int = 1) -> int:
    async with staged(url) as stage:
        await stage.set_up(board=stage.forum if forum else stage.board, release="0")
        # The same post again and again is no raid here.
        with patch.object(Limits, "take", AsyncMock(spec=Limits.take, return_value=False)), searched(stage):
            return await die_everywhere(step(stage), stride)


@pytest.mark.parametrize("step", STEPS + OVERTAKEN)
@on(argvalues=["sqlite"])
async def test_a_death_at_any_instant_loses_and_doubles_nothing(step: type[Step], migrated_url: str) -> None:
    assert await die(step, migrated_url) > 2


@pytest.mark.parametrize("step", FORUM)
@on(argvalues=["sqlite"])
async def test_nor_on_a_forum(step: type[Step], migrated_url: str) -> None:
    assert await die(step, migrated_url, forum=True, stride=3) > 1


@pytest.mark.parametrize("step", [Publish, Reply, Delete])
@on(argvalues=["postgres"])
async def test_nor_on_the_larger_database(step: type[Step], migrated_url: str) -> None:
    assert await die(step, migrated_url, stride=3) > 0
