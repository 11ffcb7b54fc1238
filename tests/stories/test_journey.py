"""`/journey`: a member's own path, to them alone."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.stories.test_letters_after import replied, sent
from tests.support.letters import desk_of
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")


async def test_before_anything_happened_it_asks_for_nothing(stage: Stage) -> None:
    shown = await stage.ana.slash(stage.general, "journey")
    assert "None of that has to happen today." in stage.heard(shown)
    assert shown.response is not None
    assert not shown.response.attachments


async def test_one_entry_is_a_path_with_a_picture_that_is_described(ready: Stage) -> None:
    await ready.publish(ready.ana)
    shown = await ready.ana.slash(ready.general, "journey")
    assert shown.response is not None
    assert shown.response.flags.ephemeral
    said = ready.heard(shown)
    assert "a final round" in said
    assert "Initech" not in said
    (file,) = shown.response.attachments
    assert file.filename == "journey.png"
    stored = ready.env.backend.get_message(shown.response.channel_id, shown.response.id)
    assert str(stored.attachments[0].get("description", "")).startswith("A path on 23 November 2026")
    image = Image.open(io.BytesIO(ready.env.backend.cdn.get(file.url) or b""))
    assert image.size == (1280, 295)
    assert image.info == {}


async def test_letters_answers_and_plans_stand_in_it(ready: Stage) -> None:
    await sent(ready)
    await replied(ready)
    letter = desk_of(ready)
    await letter.press("Take all your proposals")
    await letter.choose("0")
    said = ready.heard(await ready.ana.slash(ready.general, "journey"))
    for words in (
        "a letter sent (Crumb Street)",
        "an employer's answer (Crumb Street)",
        "interrupted us three times",
    ):
        assert words in said


async def test_nobody_elses_path_is_in_it(ready: Stage) -> None:
    await ready.publish(ready.ana)
    assert "Nothing stands here yet." in ready.heard(await ready.ben.slash(ready.general, "journey"))
