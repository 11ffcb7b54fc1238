"""The kernel's `/mod`: features add subcommands to it, and nobody gets to them who may not moderate."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.access import Moderator, ModGroup, mod_group, moderates, moderator_of, subcommand
from bot.errors import UserError
from tests.support.stage import Stage


class Feature:
    """What a feature hands in."""

    @subcommand("hello", "Say hello")
    @app_commands.describe(name="To whom")
    async def hello(self, interaction: discord.Interaction[Any], name: str) -> None:
        await interaction.response.send_message(f"Hello {name}.", ephemeral=True)

    @subcommand("things add", "Add a thing")
    async def add(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Added.", ephemeral=True)

    @subcommand("things list", "Every thing")
    async def every(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("None.", ephemeral=True)

    async def unmarked(self, interaction: discord.Interaction[Any]) -> None:
        raise AssertionError(interaction)


class Services:
    """A bot without a database: nobody asks it here."""

    database: Any = None


def test_marked_methods_become_subcommands_and_two_words_a_group() -> None:
    group = mod_group(Services())
    group.join(Feature(), things="Things of this server")
    assert sorted(command.qualified_name for command in group.walk_commands()) == [
        "mod hello", "mod things", "mod things add", "mod things list",
    ]  # fmt: skip
    things = group.get_command("things")
    assert isinstance(things, ModGroup), "so that it asks, too"
    assert things.description == "Things of this server"
    hello = group.get_command("hello")
    assert isinstance(hello, app_commands.Command)
    assert hello.get_parameter("name") is not None


async def test_two_features_may_share_a_group(stage: Stage) -> None:
    class Other:
        @subcommand("things remove", "Remove a thing")
        async def remove(self, interaction: discord.Interaction[Any]) -> None:
            raise AssertionError(interaction)

    group = mod_group(stage.bot)
    group.join(Feature(), things="Things of this server")
    group.join(Other())
    things = group.get_command("things")
    assert isinstance(things, app_commands.Group)
    assert {command.name for command in things.commands} == {"add", "list", "remove"}


def test_a_group_that_nobody_described_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="things"):
        mod_group(Services()).join(Feature())


class Asked:
    """An interaction as far as the check looks at it."""

    def __init__(self, guild_id: int | None, user: Any, *, manages: bool) -> None:
        self.guild_id = guild_id
        self.user = user
        self.permissions = discord.Permissions(manage_guild=manages)


class Person:
    def __init__(self, user_id: int, *roles: int) -> None:
        self.id = user_id
        self.roles = [discord.Object(role) for role in roles]


async def test_who_may_moderate(ready: Stage) -> None:
    guild_id, role = ready.guild.id, ready.moderators.id

    async def may(user: Any, *, manages: bool = False, guild: int | None = guild_id) -> Moderator:
        return await moderator_of(ready.bot, Asked(guild, user, manages=manages))  # type: ignore[arg-type]  # as far as it looks

    assert await may(Person(5), manages=True) == Moderator(guild_id, 5)
    assert await may(Person(6, 1, role)) == Moderator(guild_id, 6)
    with pytest.raises(UserError, match="for moderators of this server"):
        await may(Person(7, 1))
    with pytest.raises(UserError, match="for moderators of this server"):
        await may(Person(8, role), guild=guild_id + 1)  # the role of another server
    with pytest.raises(UserError, match="not in a DM"):
        await may(Person(9), guild=None)


def test_a_control_of_moderators_is_known_as_one() -> None:
    class Cog:
        @moderates("press")
        async def press(self, interaction: Any, key: str, moderator: Moderator) -> None:
            raise AssertionError(interaction, key, moderator)

    assert Cog.press.__onward_moderates__
    assert Cog.press.__onward_control__[0] == "press"
