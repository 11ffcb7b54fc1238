"""`/next plan`: the next interview, from what one no taught."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.errors import UserError
from bot.moments import Moment
from bot.ui import on
from bot.words import t
from cogs.plans import views
from cogs.plans.page import FORMATS, export
from cogs.plans.plan import Plan
from cogs.plans.service import Plans
from cogs.plans.steps import offered

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
FRESH = timedelta(hours=24)
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)


class PlanCommands(commands.Cog):
    """One screen, and the forms behind its buttons."""

    group = app_commands.Group(
        name="next", description=t("The next step, when you want one"), allowed_contexts=EVERYWHERE
    )

    def __init__(self, bot: Onward, plans: Plans) -> None:
        self.bot = bot
        self._plans = plans

    @group.command(
        name="plan", description="The next interview: three changes, two stories, a rehearsal, an if-then"
    )
    async def plan(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moments = await self._moments(interaction)
        await self._show(interaction, await self._plans.current(interaction.user.id, moments), moments)

    @on("plan-show")
    async def show(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, await self._plans.get(interaction.user.id, key))

    @on("plan-edit")
    async def edit(self, interaction: Interaction, key: str) -> None:
        plan_id, _, part = key.partition(".")
        plan = await self._plans.get(interaction.user.id, plan_id)
        await interaction.response.send_modal(views.edit_form(plan, part))

    @on("plan-write", screened="crisis")
    async def write(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        plan_id, _, part = key.partition(".")
        plan = await self._plans.write(interaction.user.id, plan_id, part, ui.typed(interaction))
        await self._show(interaction, plan)

    @on("plan-done")
    async def done(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        plan = await self._plans.check_off(interaction.user.id, key, set(ui.chosen(interaction)))
        await self._show(interaction, plan)

    @on("plan-take")
    async def take(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        moments = await self._moments(interaction)
        chosen = next(iter(ui.chosen(interaction)), "")
        await self._show(
            interaction, await self._plans.take_in(interaction.user.id, key, chosen, moments), moments
        )

    @on("plan-when")
    async def when(self, interaction: Interaction, key: str) -> None:
        plan = await self._plans.get(interaction.user.id, key)
        await interaction.response.send_modal(views.when_form(plan, self.bot.clock.now()))

    @on("plan-appoint")
    async def appoint(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        typed = ui.typed(interaction)
        wants = typed.get("remind") in ("day", "hours") and bool(typed.get("day", "").strip())
        plan = await self._plans.appoint(interaction.user.id, key, typed)
        said = t("It is too late for that reminder, so none comes.") if wants and not plan.remind else ""
        await self._show(interaction, plan, said=said)

    @on("plan-new")
    async def new(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        moments = await self._moments(interaction)
        plan = await self._plans.begin(interaction.user.id, moments)
        await self._show(interaction, plan, moments, said=t("A new plan. The one before is kept."))

    @on("plan-files")
    async def files(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        text, view = views.files_screen(await self._plans.get(interaction.user.id, key))
        await ui.answer(interaction, text, view=view)

    @on("plan-file")
    async def file(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        plan_id, _, form = key.partition(".")
        if form not in FORMATS:
            raise UserError(t("I cannot make that kind of file. Nothing changed."))
        plan = await self._plans.get(interaction.user.id, plan_id)
        made = await asyncio.to_thread(export, plan, form)
        text, view = views.files_screen(plan)
        await ui.answer(interaction, text, view=view, files=[discord.File(io.BytesIO(made), f"plan.{form}")])

    @on("plan-delete")
    async def delete(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        text, view = views.really_delete(await self._plans.get(interaction.user.id, key))
        await ui.answer(interaction, text, view=view)

    @on("plan-delete-now")
    async def delete_now(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        await self._plans.delete(interaction.user.id, key)
        await ui.answer(interaction, t("Deleted, for good. `/next plan` begins another, whenever you like."))

    @on("plan-today")
    async def not_today(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._plans.not_today(interaction.user.id, key)
        await ui.answer(interaction, t("All right. Nothing more from me today, of any kind."))

    async def _moments(self, interaction: Interaction) -> Sequence[Moment]:
        return await self.bot.moments.of(interaction.user.id, "rejection", "answered", "task", "helped")

    async def _show(
        self, interaction: Interaction, plan: Plan, moments: Sequence[Moment] | None = None, said: str = ""
    ) -> None:
        moments = await self._moments(interaction) if moments is None else moments
        now = self.bot.clock.now()
        is_fresh = any(one.kind == "rejection" and now - one.at < FRESH for one in moments)
        offers = offered(moments, [note.key for note in plan.changes])
        text, embeds, view = views.plan_screen(plan, offers, now, is_fresh=is_fresh, said=said)
        await ui.answer(interaction, text, embeds=embeds, view=view)
