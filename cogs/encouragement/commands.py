"""`/encourage me`: a few words for now, after two questions at most."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot import ui
from bot.reasons import CHOICES, UNKNOWABLE
from bot.ui import on
from bot.words import t
from cogs.encouragement import views
from cogs.encouragement.prompts import FEELINGS, SITUATIONS, STAGES
from cogs.encouragement.service import Ask, Encouragement

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


def _choices(labels: dict[str, str]) -> list[Choice[str]]:
    return [Choice(name=t(label), value=value) for value, label in labels.items()]


class Encourage(commands.Cog):
    """Asks at most two things, says a few words, and hears how they did."""

    def __init__(self, bot: Onward, group: app_commands.Group, service: Encouragement) -> None:
        self.bot = bot
        self._service = service
        group.add_command(
            app_commands.Command(
                name="me",
                description=t("A few words for now"),
                callback=self.me,
                extras={"screened": "no"},  # chosen from lists, never typed
            )
        )

    @app_commands.describe(
        reason=t("Why it was a no, as far as you know"),
        stage=t("How far it went"),
        feeling=t("How it feels just now"),
    )
    @app_commands.choices(
        reason=_choices(dict(CHOICES)), stage=_choices(dict(STAGES)), feeling=_choices(dict(FEELINGS))
    )
    async def me(
        self,
        interaction: Interaction,
        reason: Choice[str] | None = None,
        stage: Choice[str] | None = None,
        feeling: Choice[str] | None = None,
    ) -> None:
        await ui.acknowledge(interaction)
        ask = Ask(
            reason=reason.value if reason else "",
            stage=stage.value if stage else "",
            feeling=feeling.value if feeling else "",
        )
        if reason is None and feeling is None:
            is_fresh = await self._service.phase(interaction.user.id) == "day"
            text, view = views.ask_what(ask, is_fresh=is_fresh)
        elif feeling is None:
            text, view = views.ask_feeling(ask)
        else:
            await self._say(interaction, ask)
            return
        await ui.answer(interaction, text, view=view)

    @on("encourage-what")
    async def what(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        ask = views.ask_of(key)
        chosen = next(iter(ui.chosen(interaction)), "")
        kind, _, value = chosen.partition("-")
        if chosen == views.FRESH:
            await self._service.fresh(interaction.user.id)
        elif kind == "r" and value in CHOICES:
            ask = replace(ask, reason=value)
        elif kind == "s" and value in SITUATIONS:
            ask = replace(ask, situation=value)
        await self._ask_feeling(interaction, ask)

    @on("encourage-what-not")
    async def what_not(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        await self._ask_feeling(interaction, views.ask_of(key))

    @on("encourage-felt")
    async def felt(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        feeling = next((one for one in ui.chosen(interaction) if one in FEELINGS), "")
        await self._say(interaction, replace(views.ask_of(key), feeling=feeling))

    @on("encourage-felt-not")
    async def felt_not(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        await self._say(interaction, views.ask_of(key))

    @on("encourage-again")
    async def again(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        await self._say(interaction, views.ask_of(key))

    @on("encourage-fresh")
    async def fresh(self, interaction: Interaction, key: str) -> None:
        """The no is of today: what asks for nothing takes the place of what was said."""
        await ui.acknowledge(interaction)
        await self._service.fresh(interaction.user.id)
        await self._say(interaction, views.ask_of(key))

    @on("encourage-rate")
    async def rate(self, interaction: Interaction, key: str) -> None:
        """Under a prompt anywhere, also one that came by itself or stands in a channel: the answer is private."""
        await ui.acknowledge(interaction, fresh=True)
        rated_as, _, rating = key.rpartition(".")
        await self._service.rate(interaction.user.id, rated_as, rating)
        await ui.answer(interaction, views.rated_words(rated_as, rating))

    async def _ask_feeling(self, interaction: Interaction, ask: Ask) -> None:
        if ask.feeling:
            await self._say(interaction, ask)
            return
        text, view = views.ask_feeling(ask)
        await ui.answer(interaction, text, view=view)

    async def _say(self, interaction: Interaction, ask: Ask) -> None:
        known = replace(ask, reason="unknown") if ask.reason == UNKNOWABLE else ask
        said = await self._service.say(interaction.user.id, known, str(interaction.id))
        text, view = views.said_screen(said, known, str(interaction.locale))
        await ui.answer(interaction, text, view=view)
