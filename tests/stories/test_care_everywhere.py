"""A crisis is answered wherever it is written: in a report, an appeal, a letter; and what was typed is never lost."""

from __future__ import annotations

import pytest

from tests.stories.test_blocks import block
from tests.stories.test_blocks_appeals import card as appeal_card
from tests.support.letters import desk_of, letters_of
from tests.support.stage import Stage, custom_ids

pytestmark = pytest.mark.usefixtures("quiet")

CRISIS = "I cannot take this any more. I want to kill myself tonight."
ANSWER = "what you wrote matters"


def cards(stage: Stage, control: str) -> list[str]:
    """What moderators see that has such a control."""
    shown = stage.review.history()
    return [m.content for m in shown if any(control in name for name in custom_ids(m))]


async def test_in_a_report(ready: Stage) -> None:
    handle = await ready.publish(ready.ben)
    message = ready.message(handle)
    assert message is not None
    form = await ready.ana.click(message, label="Report")
    shown = await ready.ana.submit_modal(form, {"reason": f"This makes me despair. {CRISIS}"})
    assert ANSWER in ready.heard(shown)
    await ready.released()
    assert cards(ready, "report-dismiss") == []
    await ready.restart()
    await ready.ana.click(shown.response, label="I meant something else")
    assert "Moderators see your report, not who sent it." in ready.text_of(shown)
    await ready.released()
    [card] = cards(ready, "report-dismiss")
    assert CRISIS in card


async def test_in_an_appeal(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    tried = await ready.ana.slash(ready.general, "rejection share")
    form = await ready.ana.click(tried.response, label="Appeal")
    shown = await ready.ana.submit_modal(form, {"appeal": CRISIS})
    assert ANSWER in ready.heard(shown)
    assert CRISIS in ready.files_of(shown)[0]
    await ready.released()
    assert cards(ready, "appeal-lift") == []
    sent = await ready.ana.click(shown.response, label="I meant something else")
    assert "Your appeal is on its way to the moderators" in ready.heard(sent)
    await ready.released()
    assert "I want to kill myself tonight." in appeal_card(ready).content


async def test_in_a_moderators_own_words(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    form = await ready.mo.click(ready.card(handle), label="Decline")
    shown = await ready.mo.submit_modal(form, {"reason": "Reading this, I want to kill myself too."})
    assert ANSWER in ready.heard(shown)
    assert "waits for you" in ready.card(handle).content, "nothing was decided"
    await ready.mo.click(shown.response, label="I meant something else")
    assert f"The author of **{handle}** gets your reason." in ready.text_of(shown)


async def test_typed_into_a_letter_after_a_restart_too(stage: Stage) -> None:
    await stage.ana.user.slash("letter new")
    desk = desk_of(stage)
    await desk.type("final")
    assert ANSWER in await desk.type("I want to kill myself over Crumb Street")
    await stage.restart()
    await desk.press("I meant something else")
    letters = await letters_of(stage).all(stage.ana.id)
    assert [letter.company for letter in letters] == ["I want to kill myself over Crumb Street"]
