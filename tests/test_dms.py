"""Plain messages in a DM: one hearer has them, nobody is left without an answer."""

from __future__ import annotations

import discord

from tests.support.stage import Stage


async def test_a_message_that_nobody_waits_for_is_answered_kindly(stage: Stage) -> None:
    await stage.ana.send_dm("hello?")
    assert "only while I have asked you" in _last(stage)


async def test_the_first_who_takes_a_message_has_it(stage: Stage) -> None:
    heard: list[str] = []

    async def hear(message: discord.Message) -> bool:
        heard.append(message.content)
        return message.content == "mine"

    stage.bot.dms.add(hear)
    await stage.ana.send_dm("mine")
    assert _last(stage) == "mine"
    await stage.ana.send_dm("not mine")
    assert heard == ["mine", "not mine"]
    assert "only while" in _last(stage)


async def test_a_failure_is_said_with_a_reference(stage: Stage) -> None:
    async def hear(message: discord.Message) -> bool:
        raise RuntimeError(message.content)

    stage.bot.dms.add(hear)
    await stage.ana.send_dm("something private")
    assert "Reference: `" in _last(stage)
    assert "something private" not in _last(stage)


def _last(stage: Stage) -> str:
    message = stage.ana.user.dm_channel.last_message
    assert message is not None
    return message.content
