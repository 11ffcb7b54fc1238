"""What the feature adds to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.words import t
from cogs.encouragement.brought import dark_words
from cogs.encouragement.channels import wiring as channels
from cogs.encouragement.commands import Encourage
from cogs.encouragement.daily import wiring as daily
from cogs.encouragement.journal import Journal, notes_of
from cogs.encouragement.prompts import load
from cogs.encouragement.questions import questions
from cogs.encouragement.reflect import Reflect
from cogs.encouragement.review import retired_prompts
from cogs.encouragement.service import Encouragement
from cogs.encouragement.words import words_of

if TYPE_CHECKING:
    from bot.app import Onward

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)


async def wire(bot: Onward) -> None:
    """Commands and their controls; a start with a broken file of words ends here and names its line."""
    load()
    questions()
    dark_words()
    group = app_commands.Group(
        name="encourage",
        description=t("A few honest words after a no, when you want them"),
        allowed_contexts=EVERYWHERE,
    )
    bot.tree.add_command(group)
    service = Encouragement(bot.database, bot.vault, bot.clock, bot.moments)
    await service.begin()
    journal = Journal(service)
    bot.moments.add(notes_of(journal))
    bot.health.register(retired_prompts(service))
    await bot.add_cog(Encourage(bot, group, service))
    await bot.add_cog(Reflect(bot, journal))
    # Another cog with subcommands of its own is given the same group, as Encourage is.
    await daily.wire(bot, group, words_of(service))
    await channels.wire(bot)
