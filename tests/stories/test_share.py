"""`/rejection share`: typed, shown to its author alone, changed, kept, posted or discarded."""

from __future__ import annotations

import pytest

from bot.board.post import State
from tests.support.stage import CHOICES, STORY, Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")


async def test_the_form_asks_five_things(ready: Stage) -> None:
    form = await ready.ana.slash(ready.general, "rejection share")
    assert list(filled(form)) == ["story", "stage", "company", "role", "help"]
    assert form.modal is not None
    required = {
        row["component"]["custom_id"]: row["component"]["required"] for row in form.modal["components"]
    }
    assert required == {"story": True, "stage": True, "company": False, "role": False, "help": True}


async def test_the_preview_says_everything_and_nothing_is_public_yet(ready: Stage) -> None:
    preview = await ready.share(ready.ana, company="Initech")
    text = ready.text_of(preview)
    assert preview.ephemeral
    assert "Only you see this. Below is exactly what others will see." in text
    for words, placeholder in (("Initech", "[company]"), ("ana@mail.example", "[email]")):
        assert f"“{words}” → {placeholder} ·" in text, "what was masked, and why"
    assert "**Appears:** after a moderator has read it, at a random moment within 15 minutes" in text
    assert "Nobody on this server learns who wrote it, moderators included." in text
    assert "Whoever runs the bot holds the key" in text
    assert [*ready.board.history(), *ready.review.history(), *ready.general.history()] == []
    await ready.later(hours=1)
    assert [*ready.board.history(), *ready.review.history()] == []


async def test_what_the_preview_shows_is_what_appears(ready: Stage) -> None:
    preview = await ready.share(ready.ana, company="Initech")
    promised = preview.response.embeds[0].to_dict()
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    await ready.approve(handle)
    await ready.released()
    message = ready.message(handle)
    assert message is not None
    shown = message.embeds[0].to_dict()
    assert promised.pop("footer")["text"] == "a handle drawn when you post · posted without a name"
    assert shown.pop("footer")["text"] == f"{handle} · posted without a name"
    assert shown == promised


async def test_edit_opens_the_form_as_it_was_typed(ready: Stage) -> None:
    preview = await ready.share(ready.ana, company="Initech")
    form = await ready.ana.click(preview.response, label="Edit")
    assert filled(form) == {
        "story": STORY, "stage": "final", "company": "Initech", "role": "", "help": "ideas",
    }  # fmt: skip
    await ready.ana.submit_modal(form, {**CHOICES, "story": "Shorter, at Initech.", "company": "Initech"})
    text = ready.text_of(preview)
    assert "Shorter, at [company]." in text
    assert "Whitfield" not in text


async def test_discard_leaves_nothing(ready: Stage) -> None:
    preview = await ready.share(ready.ana)
    await ready.ana.click(preview.response, label="Discard")
    assert "Discarded. Nothing was posted and nothing is kept." in ready.text_of(preview)
    form = await ready.ana.slash(ready.general, "rejection share")
    assert filled(form)["story"] == ""


async def test_a_draft_waits_through_hours_and_a_restart(ready: Stage) -> None:
    await ready.share(ready.ana)
    await ready.restart()
    await ready.later(hours=2)
    offered = await ready.ana.slash(ready.general, "rejection share")
    assert offered.modal is None
    assert "You have a draft from" in ready.text_of(offered)
    assert "Nothing of it is public." in ready.text_of(offered)
    await ready.ana.click(offered.response, label="Go on with it")
    assert "They turned me down after the final round" in ready.text_of(offered)
    await ready.ana.click(offered.response, label="Post")
    assert "waits for a moderator" in ready.text_of(offered)


async def test_starting_over_keeps_the_draft_until_something_new_was_typed(ready: Stage) -> None:
    await ready.share(ready.ana)
    offered = await ready.ana.slash(ready.general, "rejection share")
    form = await ready.ana.click(offered.response, label="Start over")
    assert filled(form)["story"] == ""
    again = await ready.ana.slash(ready.general, "rejection share")
    assert "You have a draft" in ready.text_of(again), "closing the form loses nothing"
    await ready.ana.submit_modal(form, {**CHOICES, "story": "Another one."})
    later = await ready.ana.slash(ready.general, "rejection share")
    await ready.ana.click(later.response, label="Go on with it")
    assert "Another one." in ready.text_of(later)


async def test_the_offer_can_be_declined(ready: Stage) -> None:
    await ready.share(ready.ana)
    offered = await ready.ana.slash(ready.general, "rejection share")
    await ready.ana.click(offered.response, label="Discard it")
    assert (await ready.ana.slash(ready.general, "rejection share")).modal is not None


async def test_a_form_that_was_open_during_a_restart_still_arrives(ready: Stage) -> None:
    form = await ready.ana.slash(ready.general, "rejection share")
    await ready.restart()
    preview = await ready.ana.submit_modal(form, {"story": STORY, **CHOICES})
    assert "They turned me down after the final round" in ready.text_of(preview)
    await ready.ana.click(preview.response, label="Post")
    assert "waits for a moderator" in ready.text_of(preview)


async def test_the_same_draft_is_posted_once(ready: Stage) -> None:
    first = await ready.share(ready.ana)
    second = await ready.ana.slash(ready.general, "rejection share")
    await ready.ana.click(second.response, label="Go on with it")
    await ready.ana.click(first.response, label="Post")
    pressed = await ready.ana.click(second.response, label="Post")
    assert "This draft is gone: it was posted or discarded." in ready.heard(pressed)
    async with ready.bot.database.begin() as session:
        posts = await ready.bot.board.store.by_author(session, ready.guild.id, ready.ana.id)
    assert [post.state for post in posts] == [State.WAITING]


async def test_the_author_decides_what_is_masked(ready: Stage) -> None:
    preview = await ready.share(ready.ana, company="Initech", role="Data engineer")
    form = await ready.ana.click(preview.response, label="Mask more")
    await ready.ana.submit_modal(form, {"also": "final round"})
    assert "after the final round" not in ready.text_of(preview)
    await ready.ana.click(preview.response, label="Show the company")
    assert preview.response.embeds[0].fields[1].value == "Initech"
    await ready.ana.click(preview.response, label="Hide the company")
    assert len(preview.response.embeds[0].fields) == 1
    await ready.ana.click(preview.response, label="Appear at once")
    assert "after a moderator has read it, at once." in ready.text_of(preview)
    form = await ready.ana.click(preview.response, label="Edit")
    await ready.ana.submit_modal(form, {**CHOICES, "story": STORY, "company": "Initech"})
    assert "after the final round" not in ready.text_of(preview), "decisions outlive an edit"


async def test_a_contact_is_masked_whatever_the_author_wants(ready: Stage) -> None:
    preview = await ready.share(ready.ana)
    selects = [
        option["label"]
        for row in preview.response.components
        for item in row["components"]
        for option in item.get("options", ())
    ]
    assert "ana@mail.example" not in selects


async def test_in_a_dm_there_is_no_sharing(ready: Stage) -> None:
    assert "rejection share" not in ready.ana.user.available_commands()
