"""The list of one's own posts, and one of them."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import discord
import pytest

from bot.board.post import Content, Placed, Post, State
from cogs.rejections.kinds import RejectionKind
from cogs.rejections.views import own_list, own_post

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POST = Post(
    **dict.fromkeys((field.name for field in dataclasses.fields(Post)), None)
    | {"id": 7, "guild_id": 1, "handle": "K7Q2", "kind": "rejection", "state": State.PUBLISHED}
    | {"content": Content("No again."), "reason": "", "submitted_at": NOW, "active_at": NOW}
    | {"at_once": False, "closed": False, "edited": False, "placed": Placed(2, 3)}
)  # type: ignore[arg-type]  # fields that have defaults in the table


def labels(view: discord.ui.View | None) -> list[str | None]:
    assert view is not None
    return [item.label for item in view.children if isinstance(item, discord.ui.Button)]


@pytest.mark.parametrize(("page", "first"), [(-3, "P0"), (0, "P0"), (1, "P10"), (99, "P20")])
async def test_a_page_that_is_not_there_is_the_nearest_one(page: int, first: str) -> None:
    posts = [dataclasses.replace(POST, handle=f"P{number}") for number in range(21)]
    text, view = own_list(posts, page)
    assert text.splitlines()[1] == f"**{first}** · published"
    assert labels(view) == ["Newer", "Older"]


async def test_ten_posts_need_no_pages() -> None:
    _, view = own_list([POST] * 10, 0)
    assert labels(view) == []


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.WAITING, {"Edit", "Delete"}),
        (State.HELD, {"Edit", "Delete"}),
        (State.SCHEDULED, {"Edit", "Delete"}),
        (State.DECLINED, {"Edit", "Delete"}),
        (State.REMOVED, {"Delete"}),
        (State.PUBLISHED, {"Answer in the thread", "Edit", "Close for feedback", "Delete"}),
    ],
)
async def test_only_what_can_be_done_is_offered(state: State, offered: set[str]) -> None:
    post = dataclasses.replace(POST, state=state, release_at=NOW)
    _, _, view = own_post(post, None, {"rejection": RejectionKind()}, {})
    assert {label for label in labels(view) if label} >= offered
    assert ("Answer in the thread" in labels(view)) == (state is State.PUBLISHED)
    assert ("Edit" in labels(view)) == (state is not State.REMOVED)


async def test_what_discord_refuses_is_said_before_the_reason_that_ends_the_text() -> None:
    post = dataclasses.replace(POST, reason="Too *long*.")
    text, _, _ = own_post(post, None, {"rejection": RejectionKind()}, {"7": "no-access:2"})
    lines = text.splitlines()
    assert "https://discord.com/channels/1/2/3" in lines[1]
    assert "Nothing is lost" in lines[2]
    assert lines[-1] == r">>> Too \*long\*."
