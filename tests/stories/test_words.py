"""Moderators hold posts by words of their own: tried first, held and never deleted, seen in the queue."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Stage


async def add(stage: Stage, rule: str, sample: str = "") -> Any:
    """Fill the form of `/mod words add`; what comes back is the trial."""
    form = await stage.mo.slash(stage.general, "mod words add")
    return await stage.mo.submit_modal(form, {"rule": rule, "sample": sample})


async def test_a_rule_is_tried_and_saved_and_holds_every_kind_of_post(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    shown = await add(stage, "kys*", "kill yourself, KYS")
    assert "Nothing is saved yet" in stage.heard(shown), (
        "words that are not the writer's own are not screened"
    )
    assert "**KYS**" in stage.heard(shown)
    await stage.restart()
    await stage.mo.click(shown.response, label="Save")
    assert "Saved" in stage.text_of(shown)
    await stage.mo.click((await add(stage, r"/guaranteed\s+income/")).response, label="Save")
    free = await stage.share(stage.ana, "They were kind to me.")
    await stage.ana.click(free.response, label="Post")
    await stage.later(minutes=1)
    handle = stage.handle_in(free)
    assert stage.message(handle) is not None
    held = await stage.post(stage.ben, "They promised a Guaranteed   income.")
    assert "guaranteed" not in str(stage.dms(stage.ben))
    feedback = await stage.feedback(stage.chi, handle, "I like how you tell it, guaranteed income or not.")
    await stage.chi.click(feedback.response, label="Post")
    await stage.chi.click(feedback.response, label="Leave it as it is")
    await stage.later(minutes=20)
    assert stage.message(held) is None
    assert "guaranteed" in (await stage.carded_at(held)).content
    assert "guaranteed" in (await stage.carded_at(stage.handle_in(feedback))).content
    await stage.approve(held)
    await stage.later(minutes=1)
    assert stage.message(held) is not None


async def test_list_and_remove(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    assert "No word holds a post here" in stage.heard(await stage.mo.slash(stage.general, "mod words list"))
    for rule in ("scam*", "`@everyone`"):
        shown = await add(stage, rule)
        if shown.response is not None and "Nothing is saved yet" in stage.text_of(shown):
            await stage.mo.click(shown.response, label="Save")
    assert "scam*" in stage.heard(await stage.mo.slash(stage.general, "mod words list"))
    async with stage.bot.database.begin() as session:
        actions = [entry.action for entry in await stage.bot.audit.entries(session, stage.guild.id)]
    assert "words-add" in actions
    first = await stage.mo.slash(stage.general, "mod words remove")
    second = await stage.kit.slash(stage.general, "mod words remove")
    key = first.response.components[0]["components"][0]["options"][-1]["value"]
    await stage.mo.select(first.response, [key], custom_id="v1:words-removed:")
    assert "Removed" in stage.text_of(first)
    late = await stage.kit.select(second.response, [key], custom_id="v1:words-removed:")
    assert "Another moderator has removed that already" in stage.heard(late)


async def test_a_rule_that_cannot_be_used_says_why_and_the_words_come_back(ready: Stage) -> None:
    shown = await add(ready, "/(/", "anything")
    assert "RE2 cannot read" in ready.heard(shown)
    assert "/(/" in ready.files_of(shown)[0]
    shown = await add(ready, "scam*")
    change = await ready.mo.click(shown.response, label="Change it")
    assert change.modal is not None
    await ready.mo.click(shown.response, label="Leave it")
    assert "No word holds" in ready.heard(await ready.mo.slash(ready.general, "mod words list"))
