"""A letter by buttons and forms: begun in a server, drafted in the DM, checked, changed, taken along, deleted."""

from __future__ import annotations

import pytest

from tests.support.letters import FIRST, desk_of
from tests.support.stage import Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")


async def test_the_whole_way_by_buttons(stage: Stage) -> None:
    said = await stage.ana.slash(stage.general, "letter new")
    assert said.ephemeral
    assert "We go on in our DM" in stage.text_of(said)
    desk = desk_of(stage)
    assert "You need not write one" in desk.text()
    await desk.choose("final")
    assert "one interviewer who gave you an address" in desk.text()
    form = await desk.press("Fill in the form")
    assert list(filled(form)) == ["company", "role", "recipient", "sender", "valued"]
    await desk.submit(form, FIRST)
    assert "Night Baker · Crumb Street" in desk.text()
    assert "version 1" in desk.text()
    assert "Dear Ms Roe" in desk.letter()
    form = await desk.press("Say more")
    await desk.submit(form, {"question": "What would you practise first?", "aim": "", "moment": ""})
    assert "What would you practise first?" in desk.letter()
    assert "version 2" in desk.text()


async def test_forms_and_typing_can_be_mixed_and_give_the_same_letter(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    assert "`1` Turned down after applying" in desk.text()
    said = await desk.type("3")
    assert "Which company" in said
    assert "Which role" in await desk.type("Crumb Street")
    assert "Which company" in await desk.type("back")
    assert "You have said: Crumb Street" in desk.text()
    assert "Which role" in await desk.type("skip")
    for answer in ("Night Baker", "Ms Roe", "Rowan Ashby"):
        await desk.type(answer)
    assert "What did you value there?" in desk.text()
    form = await desk.press("Fill in the form")
    assert filled(form)["company"] == "Crumb Street"
    await desk.submit(form, FIRST)
    first = desk.letter()
    await stage.ana.user.slash("letter new")
    for answer in ("final", *FIRST.values(), "skip", "skip", "skip", "skip"):
        said = await desk.type(answer)
    assert desk.letter() == first
