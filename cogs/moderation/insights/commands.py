"""`/mod insights`: what the community may know of itself, a month at a time."""

from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord.ext import commands

from bot import outbox, ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.outbox import Job
from bot.outbox.job import Again
from bot.words import t
from cogs.moderation.insights import views
from cogs.moderation.insights.numbers import SINGLE
from cogs.moderation.insights.picture import drawn
from cogs.moderation.insights.service import InsightService

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
COUNT = "insights.count"
EVERY = timedelta(hours=24)
MONTHS = 24
"""As many as one can choose from."""


class InsightsCog(commands.Cog):
    """Showing months, and the sender that counts them."""

    def __init__(self, bot: Onward, service: InsightService) -> None:
        self.bot = bot
        self._service = service
        bot.mod.join(self)

    async def begin(self) -> None:
        """Make sure that somebody counts."""
        async with self.bot.database.begin() as session:
            await outbox.request(session, COUNT, "all", due=self.bot.clock.now())

    async def count(self, _job: Job) -> Again:
        """Once a day: count those who have come, and tell the months that are over."""
        await self._service.count()
        await self._service.tell()
        return Again(self.bot.clock.now() + EVERY)

    @subcommand("insights", "Numbers of this community, rounded, with nobody in them")
    async def insights(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, await moderator_of(self.bot, interaction), "")

    @moderates("insights-month")
    async def month(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        await self._show(interaction, moderator, next(iter(ui.chosen(interaction)), ""))

    async def _show(self, interaction: Interaction, moderator: Moderator, month: str) -> None:
        reports = await self._service.reports(moderator.guild_id)
        if not reports:
            await ui.answer(interaction, views.nothing_words())
            return
        month = month if month in reports else next(iter(reports))
        told, measures = reports[month], self.bot.insights.measures
        files = []
        bars = views.bars(told, measures) if told else []
        if bars:
            title = t("How far it went, {month}", month=views.month_name(month))
            note = t("People, rounded to 5. What fewer than {least} people chose is left out.", least=SINGLE)
            picture = await asyncio.to_thread(drawn, title, bars, note)
            alt = f"{title}: " + ", ".join(f"{words} {count}" for words, count in bars)
            files = [discord.File(io.BytesIO(picture), f"insights-{month}.png", description=alt[:1024])]
        options = [
            SelectOption(label=views.month_name(name), value=name, default=name == month)
            for name in list(reports)[:MONTHS]
        ]
        view = ui.View(ui.select("insights-month", "", options, placeholder=t("Another month")))
        await ui.answer(interaction, views.month_words(month, told, measures)[:2000], view=view, files=files)
