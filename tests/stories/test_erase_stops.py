"""Erasing that is interrupted: the bot dies half-way, starts again, and nothing is left. With ONWARD_EVERY_INSTANT it
dies at each commit and call, else at every fifth."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import func, select

from bot.board.draft import Member
from bot.outbox.tables import OutboxRow
from cogs.privacy.service import ERASE, Privacy
from cogs.privacy.store import Erasure
from cogs.privacy.tables import ErasureRow
from tests.support.everything import searched
from tests.support.faults import EVERY_INSTANT, Stopped, trapped
from tests.support.leaks import find_leaks
from tests.support.lives import everything_in, secrets_of
from tests.support.stage import Stage, staged
from tests.support.steps import Step

STRIDE = 1 if EVERY_INSTANT else 5


class Erase(Step):
    """A member with a post and a draft has everything erased."""

    async def prepare(self) -> None:
        stage = self.stage
        self.post = await self.published("The zebrafish said no.")
        member = Member(stage.guild.id, stage.ana.id)
        await stage.bot.drafts.keep(member, "rejection", {"story": "Half a story about a pelican."})
        self.wish = await Privacy(stage.bot).begin(Erasure(stage.ana.id, None, keep=False))

    async def act(self) -> None:
        try:
            await Privacy(self.stage.bot).erase(self.wish)
        except Stopped:
            return
        await self.stage.later(seconds=6)

    async def check(self) -> None:
        await self.work()
        assert await self.rows() == 0
        assert self.public(self.post) == []
        assert await begun(self.stage) == 0, "the wish itself goes last, and goes"
        names = {
            name: value for name, value in secrets_of(self.stage.ana).items() if not name.startswith("text")
        }
        words = {"post": "zebrafish", "draft": "pelican"}
        assert find_leaks(everything_in(self.stage), {**names, **words}) == []


async def begun(stage: Stage) -> int:
    """How much is left of wishes to be erased: their rows and jobs."""
    async with stage.bot.database.begin() as session:
        rows = await session.scalar(select(func.count()).select_from(ErasureRow)) or 0
        return rows + (await session.scalar(select(func.count()).where(OutboxRow.kind == ERASE)) or 0)


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_death_at_any_instant_leaves_nothing_behind(migrated_url: str) -> None:
    async with staged(migrated_url) as stage:
        await stage.set_up(release="0")
        step, deaths = Erase(stage), 0
        with searched(stage):
            for number in count(1, STRIDE):
                await step.prepare()
                with trapped(stage, number, after=True) as trap:
                    await step.act()
                await stage.restart()
                await step.check()
                if not trap.sprung:
                    break
                deaths += 1
        assert deaths >= 4
