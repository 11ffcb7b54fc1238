"""`/privacy`: what is held about me, a copy of it, and the end of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.errors import UserError
from bot.ui import on
from bot.words import t
from cogs.privacy import copy, views
from cogs.privacy.service import Privacy
from cogs.privacy.store import Erasure

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)


class PrivacyCommands(commands.Cog):
    """A member's own record: seen, taken along, erased."""

    group = app_commands.Group(
        name="privacy",
        description="What I keep about you: see it, take it along, erase it",
        allowed_contexts=EVERYWHERE,
    )

    def __init__(self, bot: Onward, privacy: Privacy) -> None:
        self.bot = bot
        self._privacy = privacy
        self._copying: set[int] = set()

    @group.command(name="show", description="Exactly what I keep about you, who can read it, and how long")
    async def show(self, interaction: Interaction) -> None:
        await self._overview(interaction)

    @group.command(name="export", description="A file with everything that I keep about you")
    async def export(self, interaction: Interaction) -> None:
        await self._copy(interaction)

    @group.command(name="erase", description="Erase what I keep about you; what stays is said before")
    async def erase(self, interaction: Interaction) -> None:
        await self._ask(interaction, views.Choice())

    @on("privacy-show")
    async def back(self, interaction: Interaction, _key: str) -> None:
        await self._overview(interaction)

    @on("privacy-detail")
    async def detail(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        wanted = ui.chosen(interaction)[0]
        entries = await self._privacy.record(interaction.user.id)
        entry = next((entry for entry in entries if entry.table == wanted), None)
        if entry is None:
            raise UserError(t("That is not kept about you any more."))
        await self._answer(interaction, views.detail(entry, self.bot.settings.periods))

    @on("privacy-export")
    async def export_pressed(self, interaction: Interaction, _key: str) -> None:
        await self._copy(interaction)

    @on("privacy-ask")
    async def ask(self, interaction: Interaction, key: str) -> None:
        await self._ask(interaction, views.Choice.of(key))

    @on("privacy-where")
    async def where(self, interaction: Interaction, key: str) -> None:
        chosen = ui.chosen(interaction)[0] == "all"
        await self._ask(interaction, views.Choice(everywhere=chosen, keep=views.Choice.of(key).keep))

    @on("privacy-posts")
    async def posts(self, interaction: Interaction, key: str) -> None:
        chosen = ui.chosen(interaction)[0] == "keep"
        await self._ask(interaction, views.Choice(everywhere=views.Choice.of(key).everywhere, keep=chosen))

    @on("privacy-erase")
    async def erase_now(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        choice, user_id = views.Choice.of(key), interaction.user.id
        guild_id = None if choice.everywhere else interaction.guild_id
        if guild_id is None and not choice.everywhere:
            raise UserError(
                t("There is no server here. Nothing was erased; begin again with `/privacy erase`.")
            )
        await self._privacy.erase(await self._privacy.begin(Erasure(user_id, guild_id, choice.keep)))
        left = await self._privacy.record(user_id, guild_id)
        await ui.answer(interaction, views.after_erasing(left, choice))

    async def _overview(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        entries = await self._privacy.record(interaction.user.id)
        await self._answer(interaction, views.overview(entries, in_server=interaction.guild_id is not None))

    async def _ask(self, interaction: Interaction, choice: views.Choice) -> None:
        await ui.acknowledge(interaction)
        guild_id = None if choice.everywhere else interaction.guild_id
        entries = await self._privacy.record(interaction.user.id, guild_id)
        in_server = interaction.guild_id is not None
        await self._answer(interaction, views.before_erasing(entries, choice, in_server=in_server))

    async def _copy(self, interaction: Interaction) -> None:
        user_id = interaction.user.id
        if user_id in self._copying:
            raise UserError(t("Your copy is being made already. Give it a moment."))
        self._copying.add(user_id)
        try:
            await self._acknowledge_file(interaction)
            who = await self._privacy.person(user_id)
            await self._hand_out(interaction, copy.of(self.bot, who))
        finally:
            self._copying.discard(user_id)

    async def _acknowledge_file(self, interaction: Interaction) -> None:
        """In a DM the file stands in a message that stays; elsewhere the member alone sees it, for a while."""
        if interaction.guild_id is None:
            await interaction.response.defer(thinking=True)
        else:
            await ui.acknowledge(interaction, fresh=True)

    async def _hand_out(self, interaction: Interaction, parts: AsyncIterator[copy.Part]) -> None:
        """Each part goes before the next one is made: a large record is never in memory as a whole."""
        is_private = interaction.guild_id is not None
        is_first = True
        async for part in parts:
            file = discord.File(part.content, part.name)
            if is_first:
                await ui.answer(interaction, _about(part, is_private=is_private), files=[file])
            else:
                await interaction.followup.send(file=file, ephemeral=is_private)
            is_first = False

    async def _answer(self, interaction: Interaction, screen: views.Screen) -> None:
        await ui.answer(interaction, screen.text, view=screen.view)


def _about(first: copy.Part, *, is_private: bool) -> str:
    """What stands over the first file."""
    if first.is_last:
        text = t(
            "Everything that I keep about you. Open `index.html` in it to read; the rest is for programs."
        )
    else:
        text = t(
            "Everything that I keep about you, in several files. Open `index.html` in the last one to read; the rest "
            "is for programs."
        )
    if is_private:
        text += t(" Save it now: this message is gone when you start Discord anew.")
    return text
