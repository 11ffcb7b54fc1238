"""`/mod prompts add|list|test|remove`, and the buttons under what they post."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.access import moderator_of, subcommand
from bot.errors import UserError
from bot.servers import get_server
from bot.ui import on
from bot.words import t
from bot.zones import read_time, read_zone
from cogs.encouragement.channels import views
from cogs.encouragement.channels.kinds import THOUGHT
from cogs.encouragement.channels.schedule import DAYS, read_weekdays
from cogs.encouragement.channels.sender import NEEDED, ChannelSender, stood_there, words_in
from cogs.encouragement.channels.service import ChannelPrompts
from cogs.encouragement.channels.themes import Words, find, themes
from cogs.encouragement.zones import offer_zones

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
THEMES = [app_commands.Choice(name=theme.name, value=theme.id) for theme in themes().values()]


async def offer_days(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """What was typed, if it can be read, and common choices."""
    common = ["Monday", "Wednesday", "Friday", "Sunday", "Monday, Thursday", "Tuesday, Friday", "weekdays"]
    wanted = typed.casefold().strip()
    found = [day for day in common if wanted in day.casefold()]
    with contextlib.suppress(UserError):
        found.insert(0, ", ".join(DAYS[day] for day in read_weekdays(typed)))
    return [app_commands.Choice(name=day, value=day) for day in dict.fromkeys(found)]


async def offer_schedules(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """This server's schedules, for moderators alone."""
    bot: Onward = interaction.client
    try:
        moderator = await moderator_of(bot, interaction)
    except UserError:
        return []
    prompts = ChannelPrompts(bot.database, bot.vault, bot.clock, bot.audit)
    found = []
    for one in await prompts.all(moderator.guild_id):
        channel = bot.get_channel(one.channel_id)
        name = views.label(one, getattr(channel, "name", ""))
        if typed.casefold().strip() in name.casefold():
            found.append(app_commands.Choice(name=name, value=one.id))
    return found[:25]


class ChannelCommands(commands.Cog):
    """Scheduling for moderators; two ways of answering for everybody."""

    def __init__(self, bot: Onward, prompts: ChannelPrompts, sender: ChannelSender) -> None:
        self.bot = bot
        self._prompts = prompts
        self._sender = sender
        bot.mod.join(self, prompts=t("Prompts in a channel, on the days you choose"))

    @subcommand("prompts add", "A thought and a question in a channel, on the days you choose")
    @app_commands.describe(
        days="Weekdays, such as Monday, Thursday",
        hour="At what time, such as 18:00",
        timezone="A city, a country, or what your clock shows now, such as 14:30",
        theme="What it is about",
        channel="Where; the prompts channel of the set-up, if you do not say",
    )
    @app_commands.choices(theme=THEMES)
    @app_commands.autocomplete(timezone=offer_zones, days=offer_days)
    async def add(
        self,
        interaction: Interaction,
        days: app_commands.Range[str, 1, 100],
        hour: app_commands.Range[str, 1, 16],
        timezone: app_commands.Range[str, 1, 64],
        theme: str,
        channel: discord.TextChannel | None = None,
    ) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        where = channel or await self._prompts_channel(moderator.guild_id)
        held = where.permissions_for(where.guild.me)
        missing = [name for permission, name in NEEDED.items() if not getattr(held, permission)]
        if missing:
            raise UserError(
                t(
                    "I need *{names}* in {channel} for that. Nothing was scheduled.",
                    names=", ".join(missing),
                    channel=where.mention,
                )
            )
        new = await self._prompts.add(
            moderator.guild_id,
            moderator.user_id,
            channel_id=where.id,
            weekdays=read_weekdays(days),
            at=read_time(hour),
            zone=read_zone(timezone),
            theme=theme,
            shown=await stood_there(where),
        )
        await ui.answer(interaction, views.added(new))

    @subcommand("prompts list", "What is scheduled, and when it comes next")
    async def list(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        schedules = await self._prompts.all(moderator.guild_id)
        trouble = [words for one in schedules if (words := self._sender.trouble(one))]
        await ui.answer(interaction, views.listed(schedules, trouble))

    @subcommand("prompts test", "Post the next one now, as a trial")
    @app_commands.describe(schedule="Which one")
    @app_commands.autocomplete(schedule=offer_schedules)
    async def test(self, interaction: Interaction, schedule: app_commands.Range[str, 1, 100]) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        found = await self._prompts.get(moderator.guild_id, schedule)
        channel = self._sender.channel(found)
        trouble = self._sender.trouble(found)
        if channel is None or trouble:
            raise UserError(trouble)
        words = await self._prompts.words(found)
        if words is None:
            raise UserError(t("Nothing of this theme is shown any more; `/mod health` says why."))
        message = await self._sender.post(channel, found, words, t("\n-# A trial by the moderators."))
        await self._prompts.tested(found, words)
        away = ui.button(t("Take it away"), "channel-away", f"{channel.id}.{message.id}")
        await ui.answer(interaction, t("It stands here: {url}", url=message.jump_url), view=ui.View(away))

    @subcommand("prompts remove", "Post it no more")
    @app_commands.describe(schedule="Which one")
    @app_commands.autocomplete(schedule=offer_schedules)
    async def remove(self, interaction: Interaction, schedule: app_commands.Range[str, 1, 100]) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        gone = await self._prompts.remove(moderator.guild_id, moderator.user_id, schedule)
        await ui.answer(interaction, t("Removed: {line}. What was posted stays.", line=views.line(gone)))

    @on("channel-away")
    async def take_away(self, interaction: Interaction, key: str) -> None:
        """A moderator takes a trial away; only a message of the bot's own, in this server."""
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        channel_id, _, message_id = key.partition(".")
        channel = self.bot.get_channel(int(channel_id)) if channel_id.isdecimal() else None
        if isinstance(channel, discord.TextChannel) and channel.guild.id == moderator.guild_id:
            with contextlib.suppress(discord.NotFound, discord.Forbidden):
                message = await channel.fetch_message(int(message_id))
                if _is_trial(message, self.bot.user):
                    await message.delete()
        await ui.answer(interaction, t("It is gone."))

    @on("channel-reflect")
    async def reflect(self, interaction: Interaction, key: str) -> None:
        """Answer for oneself: a note of the private journal."""
        words = _words(key)
        answer = ui.field(t("Your answer"), "text", hint=words.ask)
        await interaction.response.send_modal(
            ui.Modal(t("For you alone"), "channel-reflected", words.id, answer)
        )

    @on("channel-reflected", screened="crisis")
    async def reflected(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._prompts.reflect(interaction.user.id, _words(key), ui.typed(interaction).get("text", ""))
        await ui.answer(interaction, t("Kept, for you alone. In `/reflect read` you can open or delete it."))

    @on("channel-share")
    async def share(self, interaction: Interaction, key: str) -> None:
        """Answer on the board, without a name."""
        await self.bot.desk.write(interaction, THOUGHT, {"asked": _words(key).id})

    async def _prompts_channel(self, guild_id: int) -> discord.TextChannel:
        async with self.bot.database.begin() as session:
            server = await get_server(session, guild_id)
        channel = self.bot.get_channel(server.prompts_channel_id or 0) if server else None
        if not isinstance(channel, discord.TextChannel):
            raise UserError(
                t(
                    "Say in which channel, after `channel`: the set-up has none for prompts. Nothing was scheduled."
                )
            )
        return channel


def _words(key: str) -> Words:
    found = find(key.partition(".")[0])
    if found is None:
        raise UserError(t("This question is from another time and takes no answers any more."))
    return found


def _is_trial(message: discord.Message, me: discord.ClientUser | None) -> bool:
    return message.author == me and words_in(message) != ""
