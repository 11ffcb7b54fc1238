"""Thirty-one days of one member in virtual time: two rejections, one letter, a DST change, a bot that was down for
three days, and a "not today". Everything that came by itself is told to the minute.

It is March 2027 in Berlin, where the clocks go forward on Sunday the 28th: 18:00 is 17:00 UTC before, 16:00 after.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from cogs.encouragement.prompts import load
from tests.support.letters import desk_of, written
from tests.support.stage import Stage
from try_out.simulator import skip

pytestmark = pytest.mark.usefixtures("quiet")
HOURS = (8, 9, 16, 17)
"""UTC: when something may come in Berlin, before the clocks change and after."""
KINDS = {
    "v1:daily-today:": "words",
    "v1:letter-offer": "a letter is offered",
    "v1:letter-not-today": "about the letter",
}
EXPECTED = """
Mon 01 Mar 17:00 words, for a first day
Wed 03 Mar 09:00 a letter is offered
Wed 03 Mar 17:00 words
Fri 05 Mar 17:00 words
Thu 11 Mar 12:00 about the letter
Fri 12 Mar 17:00 words
Mon 15 Mar 17:00 words, for a first day
Thu 18 Mar 08:00 a letter is offered
Thu 18 Mar 08:00 about the letter
Fri 19 Mar 17:00 words
Mon 22 Mar 17:00 words
Fri 26 Mar 17:00 words
Mon 29 Mar 16:00 words
Wed 31 Mar 16:00 words
"""


class Month:
    """Ana's month: time passes in jumps to a moment before and a moment after each hour at which something may come."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.own: set[int] = set()

    async def to(self, day: int, hour: int, minute: int = 0) -> None:
        """Let time pass up to this minute of March (UTC)."""
        wanted = dt.datetime(2027, 3, day, hour, minute, 5, tzinfo=dt.UTC)
        while (now := self.stage.clock.now()) < wanted:
            await self._jump(min(wanted, self._next(now)))

    def _next(self, now: dt.datetime) -> dt.datetime:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        hours = [midnight + dt.timedelta(days=day, hours=hour) for day in (0, 1) for hour in HOURS]
        moments = [hour + dt.timedelta(seconds=beside) for hour in hours for beside in (-10, 5)]
        return min(moment for moment in moments if moment > now)

    async def _jump(self, to: dt.datetime) -> None:
        distance = to - self.stage.clock.now()
        await skip(self.stage.env, distance, distance)

    async def down_until(self, day: int, hour: int) -> None:
        """The process is gone until then: nothing is done meanwhile, and afterwards there is a new one."""
        self.stage.bot._beat.cancel()
        await self._jump(dt.datetime(2027, 3, day, hour, 0, 5, tzinfo=dt.UTC))
        await self.stage.restart()
        await self.stage.later(seconds=10)

    @asynccontextmanager
    async def acting(self) -> AsyncIterator[None]:
        """What the bot says in here is an answer to what she does."""
        before = {message.id for message in self._dms()}
        yield
        self.own |= {message.id for message in self._dms()} - before

    def newest_words(self) -> Any:
        return [one for one in self._dms() if _kind(one) == "words"][-1]

    def arrived(self) -> list[str]:
        """What came by itself: the minute in UTC, and what it was."""
        own = [one for one in self._dms() if one.id not in self.own and not _is_about_link(one)]
        # What is due at one minute may arrive in any order.
        told = sorted((one.created_at.replace(second=0, microsecond=0), _named(one)) for one in own)
        return [f"{at:%a %d %b %H:%M} {name}" for at, name in told]

    def _dms(self) -> list[Any]:
        return list(self.stage.ana.user.dm_channel.history())


def _is_about_link(message: Any) -> bool:
    """The notice that the link between an author and a post ends soon: told by days, not by minutes."""
    return "the link between you and your post" in message.content


def _kind(message: Any) -> str:
    ids = str([str(item.custom_id) for row in message.components for item in row.children])
    return next((name for mark, name in KINDS.items() if mark in ids), f"something else: {message.content}")


def _named(message: Any) -> str:
    kind = _kind(message)
    rests = [prompt.rest for prompt in load().values() if prompt.is_rest]
    return f"{kind}, for a first day" if any(rest in message.content for rest in rests) else kind


async def test_a_month(ready: Stage) -> None:
    month = Month(ready)
    ana, stage = ready.ana, ready
    await month._jump(dt.datetime(2027, 3, 1, 9, 0, 0, tzinfo=dt.UTC))

    await stage.publish(ana)  # the first no
    async with month.acting():
        asked = {"cadence": "3", "hour": "18:00", "timezone": "Europe/Berlin"}
        await ana.slash(stage.general, "encourage daily", **asked)
    await month.to(2, 12)
    await desk_of(stage, shown=month.newest_words()).press("Helped")
    await month.to(3, 12)
    async with month.acting():
        desk = await written(stage)
        await desk.press("I sent it")
        await desk.submit(await desk.press("Remind me"), {"hour": ["9"], "zone": "Berlin"})
    await month.to(4, 12)
    await stage.restart()
    await month.to(5, 18)
    await desk_of(stage, shown=month.newest_words()).press("Helped")

    await month.to(8, 12)
    await month.down_until(11, 12)
    await month.to(12, 17)
    await desk_of(stage, shown=month.newest_words()).press("Neutral")

    await month.to(15, 9)
    await stage.publish(ana)  # the second no
    await month.to(17, 7)
    await desk_of(stage, shown=month.newest_words()).press("Not today")
    await month.to(26, 17)
    assert "The last two had no answer" in month.newest_words().content, "the 24th was left out"
    await desk_of(stage, shown=month.newest_words()).press("Helped")
    await month.to(31, 23)

    assert month.arrived() == EXPECTED.strip().split("\n")
    assert sum(map(_is_about_link, month._dms())) == 1
