"""A little bot that uses one of everything, to test this Discord with the real discord.py."""

from __future__ import annotations

import logging
import os
import re
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

demo = app_commands.Group(name="demo", description="One of everything", guild_only=True)


class MeToo(ui.DynamicItem[ui.Button[Any]], template=r"v1:me-too:(?P<count>\d+)"):
    """A lasting button that counts."""

    def __init__(self, count: int = 0) -> None:
        super().__init__(ui.Button(label=f"Me too ({count})", custom_id=f"v1:me-too:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(int(match["count"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.edit_message(view=lasting(self.count + 1))


def lasting(count: int) -> ui.View:
    view = ui.View(timeout=None)
    return view.add_item(MeToo(count))


class Form(ui.Modal, title="Tell"):
    """Labels around a text field and a select."""

    story: ui.Label[Self] = ui.Label(text="Story", component=ui.TextInput(style=discord.TextStyle.long))
    stage: ui.Label[Self] = ui.Label(
        text="Stage",
        component=ui.Select(
            options=[discord.SelectOption(label=s, value=s.lower()) for s in ("CV", "Final")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        story, stage = self.story.component, self.stage.component
        assert isinstance(story, ui.TextInput)
        assert isinstance(stage, ui.Select)
        await interaction.response.send_message(
            view=Preview(f"{stage.values[0]}: {story.value}"), ephemeral=True
        )


class Preview(ui.LayoutView):
    """Components V2: a text and two buttons that acknowledge first and change the message later."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.add_item(ui.Container(ui.TextDisplay(text), accent_colour=0x335577))
        row = ui.ActionRow[Self]()
        for label, callback in (("Post", self.post), ("Discard", self.discard)):
            button = ui.Button[Self](label=label)
            button.callback = callback  # type: ignore[method-assign]  # the way for buttons made at run time
            row.add_item(button)
        self.add_item(row)

    async def post(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        assert isinstance(interaction.channel, discord.TextChannel)
        message = await interaction.channel.send(self.text, view=lasting(0), nonce="once")
        await message.create_thread(name="Replies", auto_archive_duration=1440)
        done = ui.LayoutView()
        await interaction.edit_original_response(view=done.add_item(ui.TextDisplay("Posted.")))

    async def discard(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.delete_original_response()


@demo.command(description="Opens a form")
async def form(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_modal(Form())


@demo.command(description="Takes its time, and sends a file")
async def slow(interaction: discord.Interaction[Any], where: discord.TextChannel, size: int = 1) -> None:
    await interaction.response.defer(ephemeral=True)
    file = discord.File(__file__, "notes.txt")
    await interaction.followup.send(f"{where.name} {size}", file=file)


@slow.autocomplete("size")
async def sizes(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[int]]:
    return [app_commands.Choice(name=f"{typed}{n}", value=n) for n in range(3)]


@demo.command(description="Makes a forum post")
async def forum(interaction: discord.Interaction[Any], where: discord.ForumChannel) -> None:
    made = await where.create_thread(name="A post", content="First", applied_tags=where.available_tags[:1])
    await interaction.response.send_message(f"{made.thread.name} {made.message.content}", ephemeral=True)


@app_commands.context_menu(name="Count letters")
async def count(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await interaction.response.send_message(f"{len(message.content)}", ephemeral=True)


class SampleBot(commands.AutoShardedBot):
    """The bot around it."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(MeToo)
        self.tree.add_command(demo)
        self.tree.add_command(count)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user and message.guild is None:
            attached = [len(await attachment.read()) for attachment in message.attachments]
            await message.channel.send(f"You said {message.content!r} {attached}")


if __name__ == "__main__":
    bot = SampleBot(commands.when_mentioned, intents=discord.Intents(guilds=True, dm_messages=True))
    bot.run(os.environ["DISCORD_TOKEN"], log_level=logging.WARNING)
