"""Who may moderate: asked at the moment of every action, in commands, in buttons and in forms, of every feature.

``bot.mod`` is the command group `/mod`. A feature adds to it the methods that it marked with ``@subcommand``, by
``bot.mod.join(self)``; whoever may not moderate never gets as far as the method. Controls are marked with
``@moderates("approve")`` in place of ``@on("approve")``, and are given the moderator whom the check let through.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

import discord
from discord import app_commands

from bot.db import Database
from bot.errors import UserError
from bot.servers import get_server
from bot.ui import acknowledge, on
from bot.ui.router import Screened
from bot.words import t

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody who was allowed to moderate this server a moment ago; made by ``moderator_of`` alone."""

    guild_id: int
    user_id: int


class Services(Protocol):
    """What the check needs of the bot."""

    database: Database


Handler = Callable[[Any, Interaction, str, Moderator], Awaitable[None]]
Command = Callable[..., Awaitable[None]]


async def moderator_of(bot: Services, interaction: Interaction) -> Moderator:
    """Whoever acts, if they may moderate there now: Manage Server, or the role of the set-up; else UserError."""
    if interaction.guild_id is None:
        raise UserError(t("That works in a server, not in a DM."))
    moderator = Moderator(interaction.guild_id, interaction.user.id)
    if interaction.permissions.manage_guild:
        return moderator
    async with bot.database.begin() as session:
        server = await get_server(session, interaction.guild_id)
    role = server.moderator_role_id if server else None
    if role is None or role not in {held.id for held in getattr(interaction.user, "roles", ())}:
        raise UserError(t("That is for moderators of this server. Nothing was done."))
    return moderator


def moderates(
    name: str, *, opens_form: bool = False, fresh: bool = False, screened: Screened = "all"
) -> Callable[[Handler], Any]:
    """Mark a method ``(interaction, key, moderator)`` as the one that hears of the controls of this name.

    The press is acknowledged, unless the method answers with a form; then the permission is checked; ``self.bot``
    must be the bot. ``fresh`` answers with a new private message instead of changing the one that was pressed.
    """

    def mark(method: Handler) -> Any:
        @wraps(method)
        async def guarded(self: Any, interaction: Interaction, key: str) -> None:
            if not opens_form:
                await acknowledge(interaction, fresh=fresh)
            await method(self, interaction, key, await moderator_of(self.bot, interaction))

        guarded.__onward_moderates__ = True  # type: ignore[attr-defined]  # a mark of our own on a function
        return on(name, screened=screened)(guarded)

    return mark


def subcommand(name: str, description: str, *, screened: Screened = "all") -> Callable[[Command], Command]:
    """Mark a method as `/mod NAME`; a name of two words stands in a group of its own (`prompts add`).

    ``screened``: what its options are read for before it is called, as in ``bot.ui.on``."""

    def mark(method: Command) -> Command:
        method.__onward_subcommand__ = (name, description, screened)  # type: ignore[attr-defined]  # a mark of our own
        return method

    return mark


class ModGroup(app_commands.Group):
    """`/mod`, or a group inside it: whoever may not moderate is refused before any of its commands begins."""

    def __init__(self, bot: Services, name: str = "mod", description: str = "", **options: Any) -> None:
        about = description or t("Keep the board safe, without learning who wrote what")
        super().__init__(name=name, description=about, **options)
        self._bot = bot

    def join(self, owner: object, **groups: str) -> None:
        """Add an object's methods that are marked as subcommands; ``groups`` describes the groups among them."""
        for attribute in dir(type(owner)):
            marked = getattr(getattr(type(owner), attribute), "__onward_subcommand__", None)
            if marked is None:
                continue
            *group, name = marked[0].split()
            place = self._group(group[0], groups) if group else self
            callback = getattr(owner, attribute)
            made = app_commands.Command[Any, ..., None](
                name=name, description=t(marked[1]), callback=callback, extras={"screened": marked[2]}
            )
            place.add_command(made)

    def _group(self, name: str, described: dict[str, str]) -> app_commands.Group:
        known = self.get_command(name)
        if isinstance(known, app_commands.Group):
            return known
        made = ModGroup(self._bot, name, t(described[name]))
        self.add_command(made)
        return made

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        try:
            await moderator_of(self._bot, interaction)
        except UserError:
            return False
        except Exception as error:  # the tree answers only for its own kind of error
            command = interaction.command
            assert isinstance(command, app_commands.Command)  # noqa: S101  only a subcommand asks its group
            raise app_commands.CommandInvokeError(command, error) from error
        return True


def mod_group(bot: Services) -> ModGroup:
    """The group of the bot."""
    return ModGroup(bot, guild_only=True, default_permissions=discord.Permissions(manage_guild=True))
