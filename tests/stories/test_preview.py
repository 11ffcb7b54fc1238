"""The preview lets the author decide: what goes, what stays, what still stands in there."""

from __future__ import annotations

import json
from pathlib import Path

import discord

from bot.masking import mask
from tests.support.stage import IDEA, Stage, custom_ids

STORY = (
    "Final round at Initech. My interviewer Dana Whitfield was kind. The recruiter, Tunde Adeyemi, called from "
    "+44 20 7946 0018. They use Kafka. I live in Ghent and the office in Leuven smelled of paint, said Dana."
)


async def test_masks_are_explained_and_contacts_and_full_names_cannot_be_undone(ready: Stage) -> None:
    preview = await ready.share(ready.ana, STORY, company="Initech")
    shown = ready.text_of(preview)
    assert "“Initech” → [company] · the company you named" in shown
    assert "Is a person, company or place still in there?" in shown
    undoable = labels(ready, preview, "draft-undo")
    assert "Initech" in undoable
    assert not {"Dana Whitfield", "Tunde Adeyemi", "+44 20 7946 0018"} & undoable


async def test_a_mask_is_undone_and_done_again(ready: Stage) -> None:
    preview = await ready.share(ready.ana, STORY, company="Initech")
    value = values(ready, preview, "draft-undo")["Initech"]
    await ready.ana.select(preview.response, [value], custom_id=control(ready, preview, "draft-undo"))
    assert "Final round at Initech." in story(ready, preview)
    await ready.ana.select(preview.response, [], custom_id=control(ready, preview, "draft-undo"))
    assert "Final round at [company]." in story(ready, preview)


async def test_what_was_missed_is_typed_once_and_goes_everywhere(ready: Stage) -> None:
    preview = await ready.share(
        ready.ana, "The paint smelled like Bluebucket. Bluebucket's paint always does."
    )
    form = await ready.ana.click(preview.response, label="Mask more")
    await ready.ana.submit_modal(form, {"also": "bluebucket"})
    assert "luebucket" not in story(ready, preview)
    await ready.ana.click(preview.response, label="Post")
    await ready.approve(ready.handle_in(preview))
    await ready.later(minutes=16)
    message = ready.message(ready.handle_in(preview))
    assert message is not None
    assert "luebucket" not in str(message.embeds[0].to_dict())


async def test_suggestions_are_taken_with_one_tap(ready: Stage) -> None:
    preview = await ready.share(ready.ana, uncertain_story())
    offered = labels(ready, preview, "draft-accept")
    assert offered
    before = story(ready, preview)
    assert all(word in before for word in offered)
    await ready.ana.click(preview.response, label="Mask all of these")
    after = story(ready, preview)
    assert sum(after.count(word) for word in offered) < sum(before.count(word) for word in offered)


async def test_company_and_role_are_shown_only_when_asked_for(ready: Stage) -> None:
    preview = await ready.share(ready.ana, STORY, company="Initech", role="Data engineer")
    assert "Data engineer" not in ready.text_of(preview)
    await ready.ana.click(preview.response, label="Show the role")
    assert "Data engineer" in ready.text_of(preview)
    await ready.ana.click(preview.response, label="Hide the role")
    assert "Data engineer" not in ready.text_of(preview)


async def test_the_same_person_is_the_same_placeholder_in_replies_and_feedback(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, STORY, company="Initech")
    message = ready.message(handle)
    assert message is not None
    public = str(message.embeds[0].description)
    assert "interviewer [interviewer] was kind" in public
    assert "recruiter, [recruiter]" in public

    own = await ready.mine(ready.ana, handle)
    form = await ready.ana.click(own, label="Answer in the thread")
    answer = await ready.ana.submit_modal(
        form, {"story": "Dana wrote again, and so did Tunde. Initech is hiring."}
    )
    assert "[interviewer] wrote again, and so did [recruiter]. [company] is hiring." in story(ready, answer)

    form = await ready.ben.click(message, label="Give feedback")
    feedback = await ready.ben.submit_modal(
        form, {"like": "Dana Whitfield called me too, from Initech.", "idea": IDEA}
    )
    guess = story(ready, feedback)
    assert "Dana" not in guess
    assert "[interviewer]" not in guess, "a free preview would tell whether a guess is right"
    await ready.ben.click(feedback.response, label="Post")
    await ready.approve(ready.handle_in(feedback))
    await ready.later(minutes=16)
    thread = ready.thread(handle)
    assert thread is not None
    published = ready.message(ready.handle_in(feedback), thread)
    assert published is not None
    assert "[interviewer] called me too, from [company]." in str(published.embeds[0].description)


def uncertain_story() -> str:
    """A story in which the masker is not sure of something."""
    cases = Path(__file__).parents[1] / "masking" / "dev_cases.jsonl"
    for line in cases.read_text().splitlines():
        text: str = json.loads(line)["text"]
        if 0 < sum(span.action == "suggest" for span in mask(text).spans) < 5:
            return text
    raise AssertionError("no story is uncertain any more")


def story(stage: Stage, shown: object) -> str:
    response = shown.response  # type: ignore[attr-defined]  # an InteractionResult
    return str(stage.env.backend.get_message(response.channel_id, response.id).embeds[0]["description"])


def control(stage: Stage, shown: object, name: str) -> str:
    message: discord.Message = shown.response.message  # type: ignore[attr-defined]  # an InteractionResult
    return next(found for found in custom_ids(message) if found.startswith(f"v1:{name}:"))


def values(stage: Stage, shown: object, name: str) -> dict[str, str]:
    """Option label to value of a select in a private message; empty where it is not shown."""
    message: discord.Message = shown.response.message  # type: ignore[attr-defined]  # an InteractionResult
    for row in message.components:
        for item in getattr(row, "children", ()):
            if isinstance(item, discord.SelectMenu) and str(item.custom_id).startswith(f"v1:{name}:"):
                return {option.label: option.value for option in item.options}
    return {}


def labels(stage: Stage, shown: object, name: str) -> set[str]:
    return set(values(stage, shown, name))
