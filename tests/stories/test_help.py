"""What somebody who is lost finds: their commands, and people to talk to."""

from __future__ import annotations

from typing import NoReturn

import pytest
from sqlalchemy.exc import OperationalError

from tests.support.stage import CHOICES, Stage


def away() -> NoReturn:
    raise OperationalError("", None, OSError())


async def test_help_by_what_one_may_do(ready: Stage) -> None:
    for_ana = ready.heard(await ready.ana.slash(ready.general, "help"))
    assert "`/rejection share`" in for_ana
    assert "For moderators" not in for_ana
    assert "`/mod queue`" in ready.heard(await ready.mo.slash(ready.general, "help"))
    in_dm = ready.heard(await ready.ana.user.slash("help"))
    assert "`/letter new`" in in_dm
    assert "/rejection" not in in_dm


async def test_every_command_that_help_names_can_be_used_there(ready: Stage) -> None:
    said = ready.heard(await ready.mo.slash(ready.general, "help"))
    named = {part.split("`")[0] for part in said.split("`/")[1:]}
    known = {command.qualified_name for command in ready.bot.tree.walk_commands()}
    assert named <= known
    assert len(named) > 12


async def test_help_before_the_set_up(stage: Stage) -> None:
    assert "not set up" in stage.heard(await stage.ana.slash(stage.general, "help"))


@pytest.mark.parametrize("where", ["server", "dm"])
async def test_help_now_by_country_without_set_up_and_without_a_database(
    stage: Stage, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.bot.database, "begin", away)
    who = stage.ana.user if where == "dm" else stage.ana
    place = () if where == "dm" else (stage.general,)
    shown = await who.slash(*place, "help-now")
    assert "findahelpline.com" in stage.heard(shown)
    assert "United States" in stage.heard(shown)
    labels = str(list(shown.response.components))
    assert ("Ask a moderator to reach out" in labels) == (where == "server")
    await who.select(shown.response, ["GB"], custom_id="v1:care-country:1")
    assert "Samaritans" in stage.text_of(shown)
    assert "116 123" in stage.text_of(shown)


async def test_the_crisis_answer_comes_also_without_a_database(
    ready: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await ready.ana.slash(ready.general, "rejection share")
    monkeypatch.setattr(ready.bot.database, "begin", away)
    shown = await ready.ana.submit_modal(form, {**CHOICES, "story": "I want to kill myself."})
    assert "what you wrote matters" in ready.heard(shown)
