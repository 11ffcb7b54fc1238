"""Letters: nothing lost, nothing twice, at whatever commit or call to Discord the bot dies."""

from __future__ import annotations

import pytest

from tests.stories.test_faults import die, on
from tests.support.letter_acts import FillIn, Nudge, Rewrite, TypeAnswer
from tests.support.steps import Step

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.mark.parametrize("step", [FillIn, TypeAnswer, Rewrite, Nudge])
@on(argvalues=["sqlite"])
async def test_a_death_at_any_instant_loses_and_doubles_nothing(step: type[Step], migrated_url: str) -> None:
    assert await die(step, migrated_url) > 2
