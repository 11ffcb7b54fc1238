"""Feedback that cannot harm: the form fits the wish, harm is asked about first, refusals tell nothing."""

from __future__ import annotations

import pytest

from bot.db import persons
from bot.servers import get_server, save_server
from cogs.feedback import FEATURE
from cogs.moderation.words.store import WordStore
from tests.support.stage import IDEA, Stage, filled

pytestmark = pytest.mark.usefixtures("quiet")

REFUSED = "Thank you for wanting to help. I can't take feedback from you here for now"


async def limit(stage: Stage, **limits: int) -> None:
    from dataclasses import replace

    async with stage.bot.database.begin() as session:
        server = await get_server(session, stage.guild.id)
        assert server is not None
        await save_server(session, replace(server, **limits))


async def hold(stage: Stage, *rules: str) -> None:
    """Words of the moderators; `/mod words` has a story of its own."""
    async with stage.bot.database.begin() as session:
        for rule in rules:
            await WordStore(stage.bot.vault).add(session, stage.guild.id, rule)


async def gives(stage: Stage, who: str, handle: str, like: str = "I like it.") -> str:
    """Feedback written and posted; all that its giver read."""
    member = getattr(stage, who)
    pressed = await member.click(stage.message(handle), label="Give feedback")
    if pressed.modal is None:
        return stage.heard(pressed)
    preview = await stage.feedback(member, handle, like)
    said = await member.click(preview.response, label="Post")
    return stage.heard(said) + stage.text_of(preview)


async def test_a_letter_is_looked_over_line_by_line(ready: Stage) -> None:
    letter = "Dear team,\nThank you for the final round. I would like to learn.\nKind regards"
    handle = await ready.publish(ready.ana, letter, help=["letter"])
    form = await ready.ben.click(ready.message(handle), label="Give feedback")
    assert form.modal is not None
    options = form.modal["components"][1]["component"]["options"]
    assert [option["label"] for option in options] == [
        "1 · Dear team,", "2 · Thank you for the final round.", "3 · I would like to learn.", "4 · Kind regards",
    ]  # fmt: skip
    typed = {
        "like": "I like the plain thanks.",
        "line": [options[2]["value"]],
        "idea": "What would you advise?",
    }
    preview = await ready.ben.submit_modal(form, typed)
    fields = {field.name: field.value for field in preview.response.embeds[0].fields}
    assert fields == {"Line 3": "I would like to learn.", "Line 3, perhaps": "What would you advise?"}


async def test_what_may_hurt_can_be_reworded_and_is_held_if_it_is_not(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    handle = await stage.post(stage.ana)
    preview = await stage.feedback(stage.ben, handle, "I like it, but you're so arrogant in this.")
    text = stage.text_of(preview)
    assert "You may not know this about them. Could you say what you saw?" in text
    assert "As it is, a moderator reads it first." in text
    form = await stage.ben.click(preview.response, label="Edit")
    await stage.ben.submit_modal(form, {**filled(form), "like": "I like it; the end is short."})
    assert "Before you post it" not in stage.text_of(preview)
    await stage.ben.click(preview.response, label="Post")
    assert stage.message(stage.handle_in(preview), stage.thread(handle)) is not None, "no rule, no review"

    preview = await stage.feedback(stage.chi, handle, "I like it, but you're so arrogant in this.")
    await stage.chi.click(preview.response, label="Post")
    own = stage.handle_in(preview)
    await stage.released()
    assert stage.message(own, stage.thread(handle)) is None
    assert "Look for: a verdict on character." in (await stage.carded_at(own)).content


async def test_what_a_word_rule_holds_can_be_reworded_first(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    await hold(stage, "blockch*", r"/crypto\s+coins?/", "guess")
    handle = await stage.post(stage.ana)
    preview = await stage.feedback(stage.ben, handle, "I like it, and that you built a Blockchain.")
    form = await stage.ben.click(preview.response, label="Edit")
    await stage.ben.select(preview.response, ["guess"], custom_id=custom_id_of(preview, "feedback-sure"))
    before = stage.text_of(preview)
    assert "moderators" not in before.replace("moderators included", ""), (
        "a preview is free, and tells no list"
    )
    await stage.ben.click(preview.response, label="Post")
    asked = stage.text_of(preview)
    assert "It is not posted yet." in asked
    assert "and in yours that is “Blockchain”." in asked, "what was chosen is none of their words"
    assert "blockch*" not in asked
    assert "I like it, and that you built a Blockchain." in asked, "their text is still in sight"
    await stage.restart()
    form = await stage.ben.click(preview.response, label="Other words")
    await stage.ben.submit_modal(form, {**filled(form), "like": "I like it, and what you built."})
    await stage.ben.click(preview.response, label="Post")
    assert stage.message(stage.handle_in(preview), stage.thread(handle)) is not None, "no rule, no review"

    preview = await stage.feedback(stage.chi, handle, "I like it, crypto  coin and all.")
    await stage.chi.click(preview.response, label="Post")
    assert "“crypto  coin”" in stage.text_of(preview)
    await stage.chi.click(preview.response, label="Leave it as it is")
    own = stage.handle_in(preview)
    await stage.released()
    assert stage.message(own, stage.thread(handle)) is None
    assert "the word rule /crypto" in (await stage.carded_at(own)).content


async def test_a_list_of_words_cannot_be_tried_out_that_way(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    await hold(stage, "acorn", "beech", "cedar", "elder")
    handle = await stage.post(stage.ana)
    preview = await stage.feedback(stage.ben, handle, "Acorn, alder, beech, birch, cedar, elder, elm.")
    await stage.ben.click(preview.response, label="Post")
    head = stage.text_of(preview).partition("moderator reads it first")[0]
    assert "and several are in it." in head
    assert not [tree for tree in ("corn", "eech", "edar", "lder") if tree in head]
    for _ in range(9):
        form = await stage.ben.click(preview.response, custom_id=custom_id_of(preview, "draft-edit"))
        preview = await stage.ben.submit_modal(form, {**filled(form), "like": "A cedar."})
        said = await stage.ben.click(preview.response, label="Post")
        if said.followups:
            break
    assert "I can't take another one for this server just now." in stage.heard(said)


async def test_by_name_or_without_is_chosen_each_time(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like it.")
    footer = preview.response.embeds[0].footer.text
    assert footer == "a handle drawn when you post · a peer"
    await ready.ben.click(preview.response, label="Sign with my name")
    assert preview.response.embeds[0].footer.text == "a handle drawn when you post · Ben Overwijk"
    assert "everybody on this server sees your name on it" in ready.text_of(preview)
    await ready.ben.select(preview.response, ["guess"], custom_id=custom_id_of(preview, "feedback-sure"))
    form = await ready.ben.click(preview.response, label="Edit")
    await ready.ben.submit_modal(form, {"like": "I like it a lot.", "idea": IDEA})
    assert "Ben Overwijk" in preview.response.embeds[0].footer.text, "an edit keeps what was chosen"
    assert "It is a guess" in ready.text_of(preview)
    await ready.ben.click(preview.response, label="Leave my name out")
    assert preview.response.embeds[0].footer.text == footer
    await ready.ben.click(preview.response, label="Post")
    again = await ready.feedback(ready.ben, handle, "Once more.")
    assert again.response.embeds[0].footer.text == footer, "the next one begins without a name"


async def test_who_signs_is_known_by_that_name_alone_and_on_that_one_only(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    preview = await ready.feedback(ready.ben, handle, "I like it.")
    await ready.ben.click(preview.response, label="Sign with my name")
    await ready.ben.click(preview.response, label="Post")
    signed = ready.handle_in(preview)
    await ready.approve(signed)
    again = await ready.feedback(ready.ben, handle, "I like the end as well.")
    await ready.ben.click(again.response, label="Post")
    nameless = ready.handle_in(again)
    await ready.approve(nameless)
    await ready.released()
    shown = {one: ready.message(one, ready.thread(handle)) for one in (signed, nameless)}
    footers = {one: message.embeds[0].footer.text for one, message in shown.items() if message}
    assert footers[signed] == f"{signed} · Ben Overwijk"
    assert footers[nameless] == f"{nameless} · a peer"


def custom_id_of(shown: object, name: str) -> str:
    rows = shown.response.components  # type: ignore[attr-defined]  # a simulated message
    return next(i["custom_id"] for row in rows for i in row["components"] if f":{name}:" in i["custom_id"])


@pytest.mark.parametrize(
    "limits",
    [
        {"feedback_age_days": 30},
        {"feedback_per_day": 2, "feedback_per_pair": 2},
        {"feedback_per_post": 2},
        {"feedback_per_pair": 2},
    ],
    ids=lambda limits: next(iter(limits)),
)
async def test_every_limit_is_answered_in_the_same_words(ready: Stage, limits: dict[str, int]) -> None:
    handle = await ready.publish(ready.ana)
    await limit(ready, **limits)
    said = [await gives(ready, "ben", handle) for _ in range(3)]
    assert REFUSED in said[-1]
    assert said[-1] == REFUSED + "; another day it works again. What you wrote so far is kept."
    if "feedback_age_days" not in limits:
        assert all("waits for a moderator" in one for one in said[:2])


async def test_whom_one_gave_most_to_is_not_told_by_a_refusal(ready: Stage) -> None:
    """Refused for one author, one is refused for every other: two posts cannot be tied to one author."""
    of_ana, of_chi = await ready.publish(ready.ana), await ready.publish(ready.chi)
    await limit(ready, feedback_per_pair=2, feedback_per_day=2)
    for _ in range(2):
        await gives(ready, "ben", of_ana)
    assert await gives(ready, "ben", of_ana) == await gives(ready, "ben", of_chi)
    assert "waits for a moderator" in await gives(ready, "kit", of_chi)


async def test_what_one_may_see_of_ones_own_counts_ties_no_two_posts(ready: Stage) -> None:
    """Ben gives to two posts of one author, Kit to posts of two: what is kept about each looks alike to them."""
    first, second = await ready.publish(ready.ana), await ready.publish(ready.ana, "Another one, another no.")
    other = await ready.publish(ready.chi)
    seen = {}
    for who, handles in {"ben": (first, second), "kit": (first, other)}.items():
        for handle in handles:
            await gives(ready, who, handle)
        member = getattr(ready, who)
        shown = ready.text_of(await member.slash(ready.general, "privacy show"))
        async with ready.bot.database.begin() as session:
            person = await persons.person(session, ready.bot.vault, member.id)
        copied = [record async for table, record in FEATURE.export(ready.bot, person)]  # type: ignore[misc]
        for one in copied:
            one.pop("post_id", None)
        seen[who] = shown, sorted(map(str, copied))
    assert "how often you gave feedback" in seen["ben"][0].casefold()
    assert seen["ben"] == seen["kit"]
    assert "'seen'" not in str(seen), "nor whether its author has looked at it"


async def test_whoever_asks_to_be_heard_meanwhile_gets_no_ideas_unread(stage: Stage) -> None:
    await stage.set_up(review=False, release="0")
    handle = await stage.post(stage.ana)
    form = await stage.ben.click(stage.message(handle), label="Give feedback")
    edit = await stage.ana.click(await stage.mine(stage.ana, handle), label="Edit")
    changed = await stage.ana.submit_modal(edit, {**filled(edit), "stage": ["final"], "help": ["listen"]})
    await stage.ana.click(changed.response, label="Save")
    preview = await stage.ben.submit_modal(form, {"like": "I like it.", "idea": "Sleep on it."})
    assert "They asked to be heard, not for ideas." in stage.text_of(preview)
    again = await stage.ben.click(preview.response, label="Edit")
    assert list(filled(again)) == ["like"]
    await stage.ben.click(preview.response, label="Post")
    own = stage.handle_in(preview)
    assert stage.message(own, stage.thread(handle)) is None
    assert "Look for: advice where somebody asked to be heard." in (await stage.carded_at(own)).content


async def test_to_its_author_everything_reads_as_to_anybody_else(ready: Stage) -> None:
    handle = await ready.publish(ready.ana, "Turned down by Initech.", company="Initech")
    await limit(ready, feedback_per_post=1)
    seen = {}
    for who in ("ana", "chi"):
        member = getattr(ready, who)
        form = await member.click(ready.message(handle), label="Give feedback")
        preview = await member.submit_modal(form, {"like": "Was it Initech? I like it.", "idea": IDEA})
        before = ready.text_of(preview)
        await member.click(preview.response, label="Post")
        own = ready.handle_in(preview)
        after = ready.text_of(preview).replace(own, "H")
        me_too = ready.heard(await member.click(ready.message(handle), label="Me too"))
        seen[who] = (filled(form), before, after, me_too, await gives(ready, who, handle))
    assert seen["ana"] == seen["chi"]


async def test_by_command_and_by_message_menu(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    typed = await ready.ben.slash(ready.general, "feedback give", post=handle.lower())
    assert next(iter(filled(typed))) == "like"
    unknown = await ready.ben.slash(ready.general, "feedback give", post="Z9Z9")
    assert "There is no post Z9Z9 here." in ready.heard(unknown)
    guide = await ready.ben.slash(ready.general, "feedback guide")
    assert "Comment on the page, not the person" in ready.text_of(guide)
    menu = await ready.ben.context_menu(ready.board, "Give feedback", ready.message(handle))
    assert next(iter(filled(menu))) == "like"
    plain = await ready.chi.send(ready.general, "Hello.")
    nothing = await ready.ben.context_menu(ready.general, "Give feedback", plain)
    assert "That is no post of the board" in ready.heard(nothing)


async def test_moderators_set_the_limits_on_the_second_page(stage: Stage) -> None:
    await stage.set_up()
    shown = await stage.owner.slash(stage.general, "mod setup")
    form = await stage.owner.click(shown.response, label="Limits of feedback")
    assert filled(form) == {
        "feedback_age_days": "0", "feedback_per_day": "10", "feedback_per_post": "3", "feedback_per_pair": "5",
        "report_threshold": "3",
    }  # fmt: skip
    chosen = {**{name: [value] for name, value in filled(form).items()}, "feedback_per_post": ["1"]}
    await stage.restart()
    panel = await stage.owner.submit_modal(form, chosen)
    await stage.owner.click(panel.response or shown.response, label="Test and save")
    handle = await stage.publish(stage.ana)
    assert "waits for a moderator" in await gives(stage, "ben", handle)
    assert REFUSED in await gives(stage, "ben", handle)
