"""Features: found by their folders, and none that keeps what it cannot hand out and erase."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from sqlalchemy import select

import bot.tables  # noqa: F401  so that every table is known
from bot.db import Base, Person, persons
from bot.errors import StartupError
from bot.feature import Feature, features
from bot.vault import KeyRing, Vault


async def export(_bot: Any, _who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    yield "diaries", {}


async def erase(_bot: Any, _who: Person) -> None:
    return None


def test_every_folder_of_cogs_is_a_feature() -> None:
    assert {"feedback", "moderation", "rejections"} <= {feature.name for feature in features()}


def test_every_table_says_what_it_holds() -> None:
    """See ``bot.db.held`` for how a table declares itself."""
    assert set(Base.metadata.tables) == set(persons.declared())


def test_every_table_about_members_is_handed_out_and_erased_by_one_feature() -> None:
    named = [table for feature in features() for table in feature.tables]
    about = [name for name, row in persons.declared().items() if persons.held(row).is_about_members]
    assert sorted(named) == sorted(about)


@pytest.mark.parametrize("name", persons.declared())
def test_a_declaration_makes_sense(name: str) -> None:
    row = persons.declared()[name]
    held = persons.held(row)
    assert held.what
    assert held.readers
    assert held.kept
    assert not held.dated or held.dated in row.__table__.columns
    assert held.old is not None or not held.period
    if held.mine is not None:
        who = Person(1, Vault(KeyRing.new()), [2, 3])
        assert str(select(row).where(held.mine(who)))


@pytest.mark.parametrize("given", [{}, {"export": export}, {"erase": erase}])
def test_who_stores_something_must_hand_it_out_and_erase_it(given: dict[str, Any]) -> None:
    with pytest.raises(StartupError, match="stores diaries but cannot export and erase it"):
        Feature("diary", tables=("diaries",), **given).check()
    Feature("diary", tables=("diaries",), export=export, erase=erase).check()
    Feature("nothing", **given).check()


def test_a_declaration_that_finds_a_members_rows_is_enough() -> None:
    Feature("letters", tables=("letters",)).check()
