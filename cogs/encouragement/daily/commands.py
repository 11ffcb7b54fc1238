"""`/encourage daily`, `/encourage pause`, `/encourage stop`, and the word ``stop`` in a DM."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.ui import on
from bot.words import t
from bot.zones import read_time, read_zone
from cogs.encouragement.daily import views
from cogs.encouragement.daily.service import Daily
from cogs.encouragement.daily.wish import Quiet, Wish
from cogs.encouragement.zones import offer_zones

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
OWN = "v1:daily-"
CADENCES = [app_commands.Choice(name=label, value=value) for value, label in views.CADENCES.items()]
PAUSES = [app_commands.Choice(name=label, value=value) for value, label in views.PAUSES.items()]


class DailyCommands(commands.Cog):
    """Asking for prompts, and being rid of them at once."""

    def __init__(self, bot: Onward, group: app_commands.Group, daily: Daily) -> None:
        self.bot = bot
        self._daily = daily
        for method, about in (
            (self.daily, t("A few words by DM, one to three times a week; off until you ask")),
            (self.pause, t("No words by themselves for a while")),
            (self.stop, t("No more words by themselves, from this moment on")),
        ):
            group.add_command(app_commands.Command(name=method.__name__, description=about, callback=method))
        bot.dms.on_stop(self.hear_stop)

    @app_commands.describe(
        cadence="How often",
        hour="At what time, such as 18:30",
        timezone="A city near you, a country, or what your clock shows now, such as 14:30",
        quiet="When nothing may come, such as 20:00-09:00; or none",
    )
    @app_commands.choices(cadence=CADENCES)
    @app_commands.autocomplete(timezone=offer_zones)
    async def daily(
        self,
        interaction: Interaction,
        cadence: str | None = None,
        hour: app_commands.Range[str, 1, 16] | None = None,
        timezone: app_commands.Range[str, 1, 64] | None = None,
        quiet: app_commands.Range[str, 1, 32] | None = None,
    ) -> None:
        await ui.acknowledge(interaction)
        wish = await self._daily.of(interaction.user.id)
        given = {"cadence": cadence, "hour": hour, "timezone": timezone, "quiet": quiet}
        fields = {name: text for name, text in given.items() if text}
        if not fields:
            text, view = views.standing(wish, self.bot.clock.now()) if wish is not None else views.about()
            await ui.answer(interaction, text, view=view)
        elif wish is None and timezone is None:
            text = t(
                "I need your time zone for that: type it after `timezone`, or press the button. Nothing changed."
            )
            await ui.answer(interaction, text, view=views.about()[1])
        else:
            await self._begin(interaction, wish, fields)

    @app_commands.describe(for_how_long="A week, if you do not say")
    @app_commands.rename(for_how_long="for")
    @app_commands.choices(for_how_long=PAUSES)
    async def pause(self, interaction: Interaction, for_how_long: int = 7) -> None:
        await ui.acknowledge(interaction)
        wish = await self._daily.pause(interaction.user.id, for_how_long)
        text, view = views.standing(wish, self.bot.clock.now(), views.paused(wish))
        await ui.answer(interaction, text, view=view)

    async def stop(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._stop(interaction)

    @on("daily-form")
    async def form(self, interaction: Interaction, _key: str) -> None:
        await interaction.response.send_modal(views.form(await self._daily.of(interaction.user.id)))

    @on("daily-set")
    async def set(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await self._begin(interaction, await self._daily.of(interaction.user.id), ui.typed(interaction))

    @on("daily-on")
    async def go_on(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await self._welcome(interaction, await self._daily.go_on(interaction.user.id))

    @on("daily-today")
    async def not_today(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._daily.not_today(interaction.user.id)
        await ui.answer(interaction, t("All right. Nothing more from me today, of any kind."))

    @on("daily-pause")
    async def pause_a_week(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        wish = await self._daily.pause(interaction.user.id, 7)
        await ui.answer(interaction, views.paused(wish))

    @on("daily-stop")
    async def stop_now(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._stop(interaction)

    async def hear_stop(self, message: discord.Message) -> bool:
        """The word ``stop`` in a DM."""
        if not await self._daily.stop(message.author.id):
            return False
        await message.channel.send(views.stopped(), allowed_mentions=discord.AllowedMentions.none())
        return True

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Whatever is pressed under a prompt that came by itself is a reaction to it."""
        if interaction.type is not discord.InteractionType.component or interaction.message is None:
            return
        if any(name.startswith(f"{OWN}today:") for name in ui.control_ids(interaction.message)):
            await self._daily.heard(interaction.user.id)

    @commands.Cog.listener()
    async def on_app_command_completion(
        self,
        interaction: Interaction,
        command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """What could not be said by DM is said after the member's next command, to them alone."""
        if not command.qualified_name.startswith("mod "):
            wish = await self._daily.untold(interaction.user.id)
            if wish is not None:
                await interaction.followup.send(views.ended_words(wish), ephemeral=True)

    async def _begin(self, interaction: Interaction, wish: Wish | None, typed: Mapping[str, str]) -> None:
        """Begin with what was typed; what was not, stays as it was."""
        begun = await self._daily.begin(
            interaction.user.id,
            per_week=int(typed.get("cadence") or (wish.per_week if wish else 2)),
            at=read_time(typed["hour"]) if typed.get("hour") else (wish.at if wish else time(18)),
            zone=read_zone(typed["timezone"]) if typed.get("timezone") else (wish.zone if wish else "UTC"),
            quiet=Quiet.read(typed["quiet"]) if typed.get("quiet") else (wish.quiet if wish else Quiet()),
        )
        await self._welcome(interaction, begun)

    async def _welcome(self, interaction: Interaction, wish: Wish) -> None:
        """Say how it stands; from a server, show in the DM that messages arrive there."""
        text, view = views.standing(wish, self.bot.clock.now())
        if interaction.guild_id is not None:
            try:
                channel = await self.bot.create_dm(discord.Object(interaction.user.id))
                await channel.send(views.welcome(wish), allowed_mentions=discord.AllowedMentions.none())
            except discord.Forbidden:
                await self._daily.stop(interaction.user.id, "closed")
                text, view = views.standing(wish.stopped("closed"), self.bot.clock.now())
        await ui.answer(interaction, text, view=view)

    async def _stop(self, interaction: Interaction) -> None:
        stopped = await self._daily.stop(interaction.user.id)
        await ui.answer(
            interaction,
            views.stopped() if stopped else t("Nothing was coming by itself, so nothing changed."),
        )
