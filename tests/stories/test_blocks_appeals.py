"""Appeals: once, without a name, answered through the bot."""

from __future__ import annotations

from functools import partial

import discord
import pytest
from simcord import InteractionResult, MemberActor

from bot.board.feature import erase_blocks
from bot.db import Person
from bot.ui.controls import View
from bot.ui.controls import button as control
from tests.stories.test_blocks import REASON, block, refused
from tests.support.stage import Stage, custom_ids
from try_out.simulator import together

pytestmark = pytest.mark.usefixtures("quiet")

PLEA = "I am Ana Quistgard, and the name was one that I made up."
MASKED = "the name was one that I made up."


def card(stage: Stage) -> discord.Message:
    return next(m for m in stage.review.history() if any("appeal-lift" in name for name in custom_ids(m)))


async def forge(stage: Stage, member: MemberActor, name: str, key: str) -> InteractionResult:
    """A press on a button that the member made up."""
    channel = stage.bot.get_partial_messageable(stage.general.id, guild_id=stage.guild.id)
    sent = await channel.send("Forged.", view=View(control(name, name, key)))
    planted = next(message for message in stage.general.history() if message.id == sent.id)
    return await member.click(planted, label=name)


async def appealed(stage: Stage) -> str:
    """Ana is blocked and has appealed; the handle."""
    handle = await stage.publish(stage.ana)
    await block(stage, handle)
    tried = await stage.ana.slash(stage.general, "rejection share")
    form = await stage.ana.click(tried.response, label="Appeal")
    said = stage.heard(await stage.ana.submit_modal(form, {"appeal": PLEA}))
    assert "on its way to the moderators, without your name" in said
    await stage.released()
    return handle


async def test_moderators_read_it_without_a_name(ready: Stage) -> None:
    handle = await appealed(ready)
    shown = card(ready).content
    assert MASKED in shown
    assert "Quistgard" not in shown
    assert f"Whoever wrote **{handle}**" in shown
    assert REASON in shown
    listed = ready.heard(await ready.mo.slash(ready.general, "mod blocks"))
    assert "an appeal waits for you" in listed


async def test_it_comes_at_a_moment_of_its_own(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    form = await ready.ana.user.click(ready.ana.user.dm_channel.history()[-1], label="Appeal")
    await ready.ana.user.submit_modal(form, {"appeal": PLEA})
    await ready.later(seconds=30)
    assert not any("An appeal." in message.content for message in ready.review.history())
    await ready.released()
    assert MASKED in card(ready).content


async def test_before_that_moment_no_list_tells_that_somebody_has_just_appealed(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)

    async def seen() -> tuple[str, str]:
        listed = await ready.mo.slash(ready.general, "mod blocks")
        told = ready.heard(listed)
        await ready.mo.select(listed.response, [handle], custom_id="v1:blocks-open:")
        return told, ready.text_of(listed)

    before = await seen()
    tried = await ready.ana.slash(ready.general, "rejection share")
    form = await ready.ana.click(tried.response, label="Appeal")
    await ready.ana.submit_modal(form, {"appeal": PLEA})
    assert await seen() == before
    await ready.released()
    listed, one = await seen()
    assert "an appeal waits for you" in listed
    assert MASKED in one


async def test_a_button_that_somebody_else_forged_tells_and_does_nothing(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    tried = await ready.ana.slash(ready.general, "rejection share")
    own = await ready.ana.click(tried.response, label="Appeal")
    assert own.modal is not None
    over = "This block is over, or was lifted. You can take part again."
    block_id = own.modal["custom_id"].removeprefix("v1:appeal-form:")
    assert over in ready.heard(await forge(ready, ready.ben, "appeal", block_id))
    assert over in ready.heard(await forge(ready, ready.ben, "appeal", "nothing")), (
        "nor is there a difference"
    )
    await ready.released()
    assert not any("An appeal." in message.content for message in ready.review.history())
    assert "That is for moderators" in ready.heard(await forge(ready, ready.ana, "appeal-lift", block_id))
    assert REASON in await refused(ready)


async def test_there_is_one(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    tried = await ready.ana.slash(ready.general, "rejection share")
    forms = [await ready.ana.click(tried.response, label="Appeal") for _ in range(2)]
    await ready.ana.submit_modal(forms[0], {"appeal": PLEA})
    again = await ready.ana.submit_modal(forms[1], {"appeal": "Once more."})
    assert "You have appealed already. Your appeal waits for the moderators." in ready.heard(again)
    assert "Once more." in ready.files_of(again)[0], "what was typed is handed back"
    assert "Your appeal waits for the moderators." in await refused(ready)
    await ready.released()
    assert "Once more." not in card(ready).content


async def test_answered_with_a_no_she_reads_why(ready: Stage) -> None:
    await appealed(ready)
    form = await ready.mo.click(card(ready), label="Keep the block")
    sent = await ready.mo.submit_modal(form, {"answer": "It was the name of somebody here."})
    assert "the block stays" in ready.heard(sent)
    await ready.later(seconds=6)
    said = "They have read your appeal, and the block stays. They answer: It was the name of somebody here."
    assert said in ready.dms(ready.ana)[-1]
    assert said in await refused(ready)
    assert not any(custom_ids(m) for m in ready.review.history() if "appeal" in m.content)


async def test_answered_with_a_yes_she_takes_part_again(ready: Stage) -> None:
    handle = await appealed(ready)
    await ready.mo.click(card(ready), label="Lift the block")
    await ready.later(seconds=6)
    assert ready.dms(ready.ana)[-1] == "A moderator of **Career community** has lifted your block."
    assert (await ready.ana.slash(ready.general, "rejection share")).modal is not None
    texts = [message.content for message in ready.review.history()]
    assert f"The block under **{handle}** was lifted after an appeal." in texts


async def test_what_its_writer_has_erased_nobody_reads_on(ready: Stage) -> None:
    await appealed(ready)
    shown = card(ready)
    await erase_blocks(ready.bot, Person(ready.ana.id, ready.bot.vault, [ready.guild.id]))
    assert "an appeal waits" not in ready.heard(await ready.mo.slash(ready.general, "mod blocks"))
    assert "You have erased your appeal; the block stays." in await refused(ready)
    pressed = await ready.mo.click(shown, label="Keep the block")
    assert pressed.modal is None
    assert "has taken it back. Nothing was done." in ready.heard(pressed)
    await ready.later(seconds=10)
    assert not any(MASKED in message.content for message in ready.review.history())


async def test_answered_from_the_list_the_card_says_so_too(ready: Stage) -> None:
    handle = await appealed(ready)
    listed = await ready.mo.slash(ready.general, "mod blocks")
    await ready.mo.select(listed.response, [handle], custom_id="v1:blocks-open:")
    await ready.mo.click(listed.response, label="Lift the block")
    await ready.later(seconds=10)
    assert not any(MASKED in message.content for message in ready.review.history())
    assert any("An appeal stood here." in message.content for message in ready.review.history())


async def test_two_moderators_answer_at_once(ready: Stage) -> None:
    await appealed(ready)
    shown = card(ready)
    form = await ready.kit.click(shown, label="Keep the block")
    both = await together(
        ready.env,
        partial(ready.mo.click, shown, label="Lift the block"),
        partial(ready.kit.submit_modal, form, {"answer": ""}),
    )
    said = [ready.heard(one) for one in both]
    assert sum("Nothing" in words for words in said) == 1, said


async def test_it_survives_a_restart_at_any_moment(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    await block(ready, handle)
    tried = await ready.ana.slash(ready.general, "rejection share")
    form = await ready.ana.click(tried.response, label="Appeal")
    await ready.restart()
    await ready.ana.submit_modal(form, {"appeal": PLEA})
    await ready.restart()
    await ready.released()
    await ready.restart()
    await ready.mo.click(card(ready), label="Lift the block")
    await ready.restart()
    await ready.later(seconds=70)
    assert (await ready.ana.slash(ready.general, "rejection share")).modal is not None
