"""Features: found by their folders, and none that keeps what it cannot hand out and erase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import bot.tables  # noqa: F401  so that every table is known
from bot.db import Base
from bot.errors import StartupError
from bot.feature import Feature, features


async def export(_bot: Any, _user_id: int) -> Mapping[str, Any]:
    return {}


async def erase(_bot: Any, _user_id: int) -> None:
    return None


def test_every_folder_of_cogs_is_a_feature() -> None:
    assert {"feedback", "moderation", "rejections"} <= {feature.name for feature in features()}


def test_their_tables_are_there() -> None:
    named = {table for feature in features() for table in feature.tables}
    assert named <= set(Base.metadata.tables)


@pytest.mark.parametrize("given", [{}, {"export": export}, {"erase": erase}])
def test_who_stores_something_must_hand_it_out_and_erase_it(given: dict[str, Any]) -> None:
    with pytest.raises(StartupError, match="stores diaries but cannot export and erase it"):
        Feature("diary", tables=("diaries",), **given).check()
    Feature("diary", tables=("diaries",), export=export, erase=erase).check()
    Feature("nothing", **given).check()
