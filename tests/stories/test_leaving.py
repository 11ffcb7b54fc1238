"""The bot is removed from a server, or the server deleted: all is kept for seven days, then all of it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from simcord.backend import serializers
from sqlalchemy import func, select

from bot.board.tables import PostRow
from bot.db import Base
from cogs.letters.tables import LetterRow
from tests.support.stage import Stage
from try_out.simulator import skip


class Gone:
    """A server as Discord keeps it, while the bot is not there."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._backend = stage.env.backend
        self.guild = self._backend.guilds[stage.guild.id]
        self.channels = {
            channel_id: channel
            for channel_id, channel in self._backend.channels.items()
            if channel.guild_id == stage.guild.id
        }
        self.messages = {channel_id: self._backend.messages[channel_id] for channel_id in self.channels}
        self._backend.remove_guild(stage.guild.id)

    def stand_again(self) -> None:
        """At Discord, without the bot's hearing of it."""
        self._backend.guilds[self.guild.id] = self.guild
        self._backend.channels.update(self.channels)
        for channel_id, messages in self.messages.items():
            self._backend.messages.setdefault(channel_id, messages)

    def come_back(self) -> None:
        self.stand_again()
        self._backend.emit("GUILD_CREATE", serializers.guild_create_payload(self._backend, self.guild))


@pytest.fixture
def leave(ready: Stage) -> Iterator[Callable[[], Gone]]:
    """Removes the bot; afterwards the server stands again, to be searched for leaks."""
    gone: list[Gone] = []

    def remove() -> Gone:
        gone.append(Gone(ready))
        return gone[-1]

    yield remove
    for one in gone:
        one.stand_again()


async def kept(stage: Stage) -> dict[str, int]:
    """How many rows of the server each table has."""
    async with stage.bot.database.begin() as session:
        return {
            table.name: count
            for table in Base.metadata.sorted_tables
            if "guild_id" in table.c
            for count in [
                await session.scalar(
                    select(func.count()).select_from(table).where(table.c.guild_id == stage.guild.id)
                )
            ]
            if count
        }


async def days(stage: Stage, count: float) -> None:
    await stage.env.settle()
    await skip(stage.env, dt.timedelta(days=count), dt.timedelta(hours=18))
    await stage.later(seconds=20)


async def test_kept_for_seven_days_then_erased(ready: Stage, leave: Callable[[], Gone]) -> None:
    handle = await ready.publish(ready.ana)
    await ready.feedback(ready.ben, handle, "I like how plainly you say it.")
    await ready.mo.slash(ready.general, "mod block", post=handle, reason="Too long.")
    await ready.later(seconds=10)
    before = await kept(ready)
    assert {"posts", "drafts", "blocks", "audit", "servers"} <= set(before)
    leave()
    await days(ready, 6.5)
    left = await kept(ready)
    assert {name: left[name] for name in before} == before
    await days(ready, 1)
    assert await kept(ready) == {}


async def test_what_people_keep_for_themselves_stays(ready: Stage, leave: Callable[[], Gone]) -> None:
    await ready.ana.slash(ready.general, "letter new")
    await ready.publish(ready.ana)
    async with ready.bot.database.begin() as session:
        letters = await session.scalar(select(func.count()).select_from(LetterRow))
    leave()
    await days(ready, 7.5)
    async with ready.bot.database.begin() as session:
        assert await session.scalar(select(func.count()).select_from(LetterRow)) == letters == 1
        assert await session.scalar(select(func.count()).select_from(PostRow)) == 0


async def test_back_within_the_week_everything_goes_on(ready: Stage, leave: Callable[[], Gone]) -> None:
    handle = await ready.publish(ready.ana)
    waiting = await ready.post(ready.ben, "Another story.")
    gone = leave()
    await days(ready, 6)
    gone.come_back()
    await ready.env.settle()
    await days(ready, 3)
    assert ready.message(handle) is not None
    assert handle in ready.text_of(await ready.mine(ready.ana, handle))
    await ready.approve(waiting)
    await ready.released()
    assert ready.message(waiting) is not None


async def test_removed_while_the_bot_was_away_counts_from_its_return(
    ready: Stage, leave: Callable[[], Gone]
) -> None:
    await ready.publish(ready.ana)
    ready.bot.remove_listener(ready.bot.extra_events["on_guild_remove"][0], "on_guild_remove")
    leave()
    await ready.restart()
    await days(ready, 6.5)
    await ready.restart()
    assert "posts" in await kept(ready)
    await days(ready, 1)
    assert await kept(ready) == {}


async def test_nothing_is_tried_on_a_server_that_is_gone(ready: Stage, leave: Callable[[], Gone]) -> None:
    await ready.post(ready.ana)
    await ready.publish(ready.ben, "Another story.")
    leave()
    before = len(ready.requests())
    await days(ready, 5)
    there = (str(ready.board.id), str(ready.review.id))
    tried = [seen for seen in ready.requests()[before:] if any(channel in str(seen) for channel in there)]
    assert len(tried) <= 2, "what was under way when the bot was removed, and nothing later"
