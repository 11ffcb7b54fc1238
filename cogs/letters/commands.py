"""`/letter`: begin, find, take along, delete; what comes after is in `after_commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot import ui
from bot.errors import UserError
from bot.safety.neutral import tidy
from bot.ui import on
from bot.words import t
from cogs.letters import views, views_list
from cogs.letters.after_buttons import AfterButtons
from cogs.letters.aftercare import Aftercare
from cogs.letters.buttons import deleted_words, file_screen
from cogs.letters.letter import Letter, looked_over
from cogs.letters.replies import Screen, begin, in_dm, show, to_dm
from cogs.letters.rights import countries, rights_screen
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
FORMATS = [
    Choice(name="PDF", value="pdf"),
    Choice(name="Word (docx)", value="docx"),
    Choice(name="Plain text (txt)", value="txt"),
    Choice(name="Markdown (md)", value="md"),
    Choice(name="E-mail (eml)", value="eml"),
]


class LetterCommands(commands.Cog):
    """A letter of inquiry, drafted in private."""

    group = app_commands.Group(
        name="letter",
        description="A letter that asks what would have helped, drafted in private",
        allowed_contexts=EVERYWHERE,
    )

    def __init__(self, bot: Onward, letters: Letters, after: AfterButtons, aftercare: Aftercare) -> None:
        self.bot = bot
        self._letters = letters
        self._after = after
        self._aftercare = aftercare

    @group.command(name="new", description="Begin a letter; from a server it goes on in your DMs")
    async def new(self, interaction: Interaction) -> None:
        await begin(interaction)
        user = interaction.user.id
        letter = await self._letters.unfinished(user)
        if letter is not None:
            shown, private = views.resume(letter), views.resume(letter)
        else:
            letter = await self._letters.begin(user)
            shown, private = views.start(letter, typing=True), views.start(letter, typing=False)
        if in_dm(interaction):
            await show(interaction, shown)
        else:
            await to_dm(interaction, shown, private)

    @group.command(name="list", description="Your letters; only you see them")
    async def list_letters(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await show(interaction, views_list.listing(await self._letters.all(interaction.user.id), 0))

    @group.command(name="open", description="Go on with a letter")
    @app_commands.describe(draft="Which of your letters")
    async def open(self, interaction: Interaction, draft: str) -> None:
        await begin(interaction)
        letter = await self._find(interaction, draft)
        letter = await self._letters.open(interaction.user.id, letter.id)
        await show(interaction, views.question(await looked_over(letter), typing=in_dm(interaction)))

    @group.command(name="export", description="A letter as a file")
    @app_commands.describe(draft="Which of your letters", format="What kind of file")
    @app_commands.choices(format=FORMATS)
    async def export(self, interaction: Interaction, draft: str, format: str) -> None:
        await ui.acknowledge(interaction)
        await show(interaction, await file_screen(await self._find(interaction, draft), format))

    @group.command(name="sent", description="Record that you sent a letter")
    @app_commands.describe(draft="Which of your letters")
    async def sent(self, interaction: Interaction, draft: str) -> None:
        await ui.acknowledge(interaction)
        await self._after.record_sent(interaction, (await self._find(interaction, draft)).id)

    @group.command(name="reply", description="Record what came back, and take it apart gently")
    @app_commands.describe(draft="The letter that was answered")
    async def reply(self, interaction: Interaction, draft: str) -> None:
        await ui.acknowledge(interaction)
        await self._after.ask_ready(interaction, (await self._find(interaction, draft)).id)

    @group.command(name="rights", description="What the law lets you ask for, by country; not advice")
    @app_commands.describe(country="Where the job was")
    async def rights(self, interaction: Interaction, country: str | None = None) -> None:
        await ui.acknowledge(interaction)
        await show(interaction, rights_screen(country or "", self.bot.clock.now().date()))

    @group.command(name="delete", description="Delete a letter at once, for good")
    @app_commands.describe(draft="Which of your letters")
    async def delete(self, interaction: Interaction, draft: str) -> None:
        await ui.acknowledge(interaction)
        letter = await self._find(interaction, draft)
        await self._letters.delete(interaction.user.id, letter.id)
        await show(interaction, Screen(deleted_words(letter)))

    @open.autocomplete("draft")
    @export.autocomplete("draft")
    @sent.autocomplete("draft")
    @reply.autocomplete("draft")
    @delete.autocomplete("draft")
    async def drafts(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        """The owner's letters whose name holds what was typed."""
        letters = await self._letters.all(interaction.user.id)
        named = [
            (f"{letter.name}{views_list.listed_state(letter)}", letter)
            for letter in letters
            if letter.variant
        ]
        wanted = current.casefold().strip()
        return [
            Choice(name=_plain(name), value=letter.id) for name, letter in named if wanted in name.casefold()
        ][:25]

    @rights.autocomplete("country")
    async def country_names(self, interaction: Interaction, current: str) -> list[Choice[str]]:
        wanted = current.casefold().strip()
        return [Choice(name=name, value=name) for name in countries() if wanted in name.casefold()][:25]

    @on("letter-rights")
    async def rights_of(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await show(interaction, rights_screen(ui.choice(interaction), self.bot.clock.now().date()))

    async def _find(self, interaction: Interaction, typed: str) -> Letter:
        """The owner's letter of that id, or the only one whose name holds what was typed."""
        letters = [letter for letter in await self._letters.all(interaction.user.id) if letter.variant]
        wanted = typed.casefold().strip()
        exact = [letter for letter in letters if letter.id == typed]
        found = exact or [letter for letter in letters if wanted and wanted in letter.name.casefold()]
        if len(found) != 1:
            raise UserError(
                t("I have no such letter of yours. `/letter list` shows those you have.")
                if not found
                else t("Several of your letters fit that. Choose one from the list that opens as you type.")
            )
        return found[0]


def _plain(name: str) -> str:
    """A choice's name: without the time stamps that only messages show; at most 100 characters."""
    return tidy(name.split(" <t:")[0])[:100]
