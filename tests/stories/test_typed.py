"""Members type what members type: shown harmlessly, or refused with a sentence; nothing typed is lost."""

from __future__ import annotations

import re

import pytest

from bot.board.lengths import MESSAGE
from tests.support.stage import CHOICES, Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")

FENCE = "```\nI was late\n```\n`a` ``b`` ||c|| ~~d~~ **e** __f__"
ZALGO = "r" + "\u0337\u0325\u0349\u0316" * 30 + "ejected"
RTL = "\u202edetcejer \u05d0\u05d1\u05d2 مرفوض\u202c again"
HARMLESS = {
    "everyone": ("Hello @everyone, @here", ("@everyone", "@here")),
    "mentions": ("<@123456789012345678> <#123456789012345678> </x:1>", ("<@", "<#", "</")),
    "custom emoji": ("so sad <:cry:123456789012345678> <a:wave:123456789012345678>", ("<:", "<a:")),
    "code fence": (FENCE, ("```\nI was late\n```", "||c||", "**e**")),
    "masked link": ("look [here](https://evil.example/x) and <https://evil.example>", ("](", "://")),
    "heading and list": ("# Big\n## Less\n> quote\n- item\n1. one\n-# small", ("\n# ", "\n> ", "\n- ")),
    "bidi": (RTL, ("\u202e", "\u202c")),
    "zalgo": (ZALGO, ("\u0337\u0325\u0349",)),
    "many lines": ("start" + "\n" * 40 + "end", ("\n\n\n",)),
    "zero width": ("re\u200bject\u200bed by In\u200bi\u200btech", ("re\u200bject",)),
}


@pytest.mark.parametrize("name", HARMLESS)
async def test_it_is_shown_harmlessly_and_kept_as_typed(ready: Stage, name: str) -> None:
    typed, never = HARMLESS[name]
    preview = await ready.share(ready.ana, typed)
    shown = preview.response.embeds[0].description or ""
    assert shown
    for piece in never:
        assert piece not in "\n" + shown
    form = await ready.ana.click(preview.response, label="Edit")
    assert filled(form)["story"] == typed
    await ready.ana.click(preview.response, label="Post")
    handle = ready.handle_in(preview)
    assert ((await ready.carded_at(handle)).embeds[0].description or "") == shown, "to moderators, too"


@pytest.mark.parametrize("typed", ["   ", "\u200b\u200b\u200d", "\u3164\u2800\n\n \u00ad"])
async def test_what_nobody_could_read_is_refused_with_a_sentence(ready: Stage, typed: str) -> None:
    preview = await ready.share(ready.ana, typed)
    pressed = await ready.ana.click(preview.response, label="Post")
    assert "There is nothing to read in it yet. Press `Edit` and write a few words." in ready.heard(pressed)
    form = await ready.ana.click(preview.response, label="Edit")
    assert filled(form)["story"] == typed
    assert ready.review.history() == []


async def test_four_thousand_characters_arrive_whole(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    story = ("The rejection came on a rainy day and I read it twice. " * 80)[:4000].strip()
    assert len(story) > 3990
    handle = await stage.post(stage.ana, story)
    message = stage.message(handle)
    assert message is not None
    assert "".join(embed.description or "" for embed in message.embeds) == story


@pytest.mark.parametrize("story", ["and once*" * 300 + "*" * 700, "* # " * 975])
async def test_no_frame_ends_between_a_backslash_and_what_it_holds(stage: Stage, story: str) -> None:
    await stage.set_up(review=False, release="0")
    message = stage.message(await stage.post(stage.ana, story))
    assert message is not None
    first, second = (embed.description or "" for embed in message.embeds)
    assert not first.endswith("\\")
    assert not second.lstrip().startswith(("*", "# "))


@pytest.mark.parametrize("letter", ["*", "_", "~"])
async def test_four_thousand_signs_that_each_need_a_backslash_are_refused_not_cut(
    ready: Stage, letter: str
) -> None:
    preview = await ready.share(ready.ana, "a" + letter * 3999)
    text = ready.text_of(preview)
    assert "characters too long for one message" in text
    assert "Nothing is lost" in text
    with pytest.raises(Exception, match="disabled"):
        await ready.ana.click(preview.response, label="Post")
    form = await ready.ana.click(preview.response, label="Edit")
    assert filled(form)["story"] == "a" + letter * 3999


async def test_a_preview_on_screen_cannot_post_what_became_too_long(ready: Stage) -> None:
    first = await ready.share(ready.ana)
    second = await ready.ana.slash(ready.general, "rejection share")
    await ready.ana.click(second.response, label="Go on with it")
    form = await ready.ana.click(second.response, label="Edit")
    await ready.ana.submit_modal(form, {**CHOICES, "story": "*" * 4000})
    pressed = await ready.ana.click(first.response, label="Post")
    assert "too long" in ready.heard(pressed)
    assert ready.review.history() == []


async def test_a_long_post_takes_two_frames_and_stays_within_discords_limit(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    story = "word* " * 660
    handle = await stage.post(stage.ana, story, company="C" * 100, role="R" * 100)
    message = stage.message(handle)
    assert message is not None
    assert len(message.embeds) == 2
    assert sum(len(embed) for embed in message.embeds) <= 6000
    shown = "".join(embed.description or "" for embed in message.embeds)
    assert shown.replace("\\", "").count("word*") == 660
    assert len(shown) <= MESSAGE


async def test_an_idea_full_of_signs_is_refused_not_cut(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like it.", "*" * 1000)
    assert "too long" in ready.text_of(preview)
    form = await ready.ben.click(preview.response, label="Edit")
    assert filled(form)["idea"] == "*" * 1000


async def test_the_promise_stands_under_every_preview(ready: Stage) -> None:
    emails = " ".join(f"{'_a' * 15}{number}@{'b' * 20}.example" for number in range(20))
    preview = await ready.share(ready.ana, f"I wrote to {emails} and to nobody else.")
    text = ready.text_of(preview)
    assert re.search(r"and \d+ more", text)
    assert "**Appears:**" in text
    assert "Your style and rare facts can still give you away." in text


async def test_names_of_the_author_never_pass(ready: Stage) -> None:
    handle = await ready.publish(
        ready.ana, "Dear Ana Quistgard, said the mail, or anaquistgard, or QUISTGARD."
    )
    message = ready.message(handle)
    assert message is not None
    assert "quistgard" not in str(message.embeds[0].to_dict()).casefold()


async def test_a_reason_of_a_moderator_cannot_break_out_either(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    await ready.decline(handle, "@everyone [click](https://evil.example) ```out```")
    await ready.later(seconds=10)
    for text in (ready.dms(ready.ana)[0], ready.text_of(await ready.mine(ready.ana, handle))):
        assert "@everyone" not in text
        assert "](" not in text
        assert "```" not in text


async def test_a_form_about_something_gone_hands_the_text_back(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    form = await ready.ana.click(await ready.mine(ready.ana, handle), label="Edit")
    own = await ready.mine(ready.ana, handle)
    await ready.ana.click(own, label="Delete")
    await ready.ana.click(own, label="Delete for good")
    result = await ready.ana.submit_modal(form, {**CHOICES, "story": "Precious words."})
    assert f"There is no post {handle} here." in ready.heard(result)
    assert "What you typed is in the file below" in ready.heard(result)
    assert "story:\nPrecious words." in ready.files_of(result)[0]


async def test_feedback_to_a_post_that_was_closed_meanwhile_is_kept(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "Precious words.")
    await ready.ana.click(await ready.mine(ready.ana, handle), label="Close for feedback")
    pressed = await ready.ben.click(preview.response, label="Post")
    assert f"{handle} takes no answers now. What you wrote is kept." in ready.heard(pressed)
    form = await ready.ben.click(preview.response, label="Edit")
    assert filled(form)["like"] == "Precious words."


async def test_a_reason_typed_too_late_is_handed_back(ready: Stage) -> None:
    handle = await ready.post(ready.ana)
    asked = await ready.kit.click(ready.card(handle), label="Decline")
    await ready.approve(handle)
    result = await ready.kit.submit_modal(asked, {"reason": "Precious words."})
    assert "Somebody was faster" in ready.heard(result)
    assert ready.files_of(result) == ["reason:\nPrecious words."]
