"""A toy bot for what concerns the simulator and the page alone."""

from __future__ import annotations

import datetime as dt

import discord
from discord.ext import commands, tasks

from try_out.simulator import SimulatorClock


class Counter(discord.ui.View):
    """A button whose handler lets others in between reading and writing: a race, on purpose."""

    def __init__(self, bot: ToyBot) -> None:
        super().__init__(timeout=None)
        self.bot = bot

    @discord.ui.button(label="Count", custom_id="count")
    async def count(self, interaction: discord.Interaction, button: discord.ui.Button[Counter]) -> None:
        seen = self.bot.count
        await interaction.response.defer()
        await interaction.followup.send(f"seen {seen}", ephemeral=True)
        self.bot.count = seen + 1


class ToyBot(commands.AutoShardedBot):
    """One button, commands that fail silently and kindly, and a tick every ten minutes."""

    def __init__(self) -> None:
        super().__init__(commands.when_mentioned, intents=discord.Intents(guilds=True, dm_messages=True))
        self.clock = SimulatorClock()
        self.count = 0
        self.ticks: list[dt.datetime] = []

    async def setup_hook(self) -> None:
        self.add_view(Counter(self))

        @self.tree.command(description="Shows the button")
        async def show(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("press", view=Counter(self))

        @self.tree.command(description="Raises")
        async def fail(interaction: discord.Interaction) -> None:
            raise LookupError("on purpose")

        @self.tree.command(description="Raises, and says so kindly")
        async def refuse(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("That is not there any more.", ephemeral=True)
            raise LookupError("told already")

        await self.tree.sync()
        self.tick.start()

    @tasks.loop(minutes=10)
    async def tick(self) -> None:
        self.ticks.append(self.clock.now())
