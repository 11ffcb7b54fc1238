"""Everything that moderators can do, tried by a member and by somebody who has just lost the role: refused in words,
and nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord import app_commands
from simcord import MemberActor
from sqlalchemy import literal_column, select, table

from bot.db import Base
from bot.ui.controls import View, button
from tests.support.stage import Stage

pytestmark = pytest.mark.usefixtures("quiet")

REFUSED = "That is for moderators of this server"
OF_MEMBERS = {"report", "report-reason", "appeal", "appeal-form", "counting", "counting-set"}
"""Controls in the moderators' feature that are members' own."""
AT_ONCE = 20


async def everything(stage: Stage) -> dict[str, list[Any]]:
    """Every row of every table."""
    async with stage.bot.database.begin() as session:
        return {
            name: sorted(
                map(repr, await session.execute(select(literal_column("*")).select_from(table(name))))
            )
            for name in Base.metadata.tables
        }


def controls(stage: Stage) -> dict[str, bool]:
    """Every control that the bot hears, and whether it is moderators' alone."""
    return {
        name: bool(getattr(handler, "__onward_moderates__", False))
        for name, (handler, _) in stage.bot.router._handlers.items()
    }


def commands(stage: Stage) -> Iterator[app_commands.Command[Any, ..., Any]]:
    return (one for one in stage.bot.mod.walk_commands() if isinstance(one, app_commands.Command))


async def busy(stage: Stage) -> str:
    """A server on which there is something for every control: a post that was reported and waits to be looked at."""
    handle = await stage.publish(stage.ana)
    form = await stage.ben.click(stage.message(handle), label="Report")
    await stage.ben.submit_modal(form, {"reason": "It is too sad."})
    await stage.post(stage.ana, "A second one.")
    return handle


async def nobody_any_more(stage: Stage, who: str) -> MemberActor:
    """A member, or a moderator whose role is gone; commands are open to all, as an admin may have set it."""
    mod = next(
        command
        for command in stage.env.backend.visible_commands(user_id=stage.owner.id, channel_id=stage.general.id)
        if command["name"] == "mod"
    )
    stage.guild.set_command_permissions(int(mod["id"]), {stage.guild.default_role: True})
    if who == "member":
        return stage.ana
    stage.env.backend.edit_member(stage.guild.id, stage.mo.id, {"role_ids": []})
    return stage.mo


async def test_whatever_stands_in_the_moderators_feature_is_marked_as_theirs(ready: Stage) -> None:
    theirs = {
        name
        for name, (handler, _) in ready.bot.router._handlers.items()
        if type(getattr(handler, "__self__", None)).__module__.startswith("cogs.moderation")
    }
    marked = {name for name, is_marked in controls(ready).items() if is_marked}
    assert theirs - marked == OF_MEMBERS
    assert len(marked) > 20


@pytest.mark.parametrize("who", ["member", "lost"])
async def test_no_control_does_anything_for_them(ready: Stage, who: str) -> None:
    handle = await busy(ready)
    person = await nobody_any_more(ready, who)
    names = [name for name, is_marked in controls(ready).items() if is_marked]
    channel = ready.bot.get_partial_messageable(ready.general.id, guild_id=ready.guild.id)
    before = await everything(ready)
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        buttons = [button(name, name, handle, row=n // 5) for n, name in enumerate(part)]
        sent = await channel.send("Old cards.", view=View(*buttons))
        planted = next(message for message in ready.general.history() if message.id == sent.id)
        for name in part:
            pressed = await person.click(planted, label=name)
            assert REFUSED in ready.heard(pressed), name
            assert pressed.modal is None, name
    assert await everything(ready) == before


@pytest.mark.parametrize("who", ["member", "lost"])
async def test_no_command_does_anything_for_them(ready: Stage, who: str) -> None:
    handle = await busy(ready)
    person = await nobody_any_more(ready, who)
    before = await everything(ready)
    tried = []
    for command in commands(ready):
        options = {
            option.display_name: given(ready, option, handle)
            for option in command.parameters
            if option.required
        }
        answered = await person.slash(ready.general, command.qualified_name, **options)
        assert REFUSED in ready.heard(answered), command.qualified_name
        tried.append(command.qualified_name)
    assert {"mod queue", "mod reports", "mod remove", "mod audit", "mod export", "mod setup"} <= set(tried)
    assert await everything(ready) == before


def given(stage: Stage, option: app_commands.Parameter, handle: str) -> Any:
    """A value that the option takes."""
    if option.choices:
        return option.choices[0].value
    if option.type is discord.AppCommandOptionType.channel:
        return stage.general
    if option.type is discord.AppCommandOptionType.integer:
        return option.min_value or 1
    return handle


FORMS = {
    "Decline": {"reason": "It is too sad for us."},
    "Remove": {"reason": "It is too sad for us."},
    "Mask more": {"words": "Recruiter"},
    "Block the author": {"reason": "It is too sad for us.", "what": ["all"], "length": ["7"]},
}


@pytest.mark.parametrize("label", FORMS)
async def test_a_form_that_was_open_when_the_role_went_does_nothing(ready: Stage, label: str) -> None:
    await ready.post(ready.ana)
    queue = await ready.mo.slash(ready.general, "mod queue")
    form = await ready.mo.click(queue.response, label=label)
    assert form.modal is not None
    await nobody_any_more(ready, "lost")
    before = await everything(ready)
    sent = await ready.mo.submit_modal(form, FORMS[label])
    assert f"{REFUSED}. Nothing was done." in ready.heard(sent)
    assert await everything(ready) == before


async def test_handles_are_suggested_to_moderators_alone(ready: Stage) -> None:
    handle = await ready.publish(ready.ana)
    shown = await ready.mo.autocomplete(ready.general, "mod remove", "post", handle[:1].lower())
    assert shown == [{"name": f"{handle} · rejection · published", "value": handle}]
    person = await nobody_any_more(ready, "member")
    assert await person.autocomplete(ready.general, "mod remove", "post", handle[:1]) == []
