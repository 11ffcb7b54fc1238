"""`/reflect`: a private journal, written in a form or by typing in the DM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.dms import STOP
from bot.errors import UserError
from bot.outbox.sender import CANNOT_DM
from bot.ui import on
from bot.words import t
from cogs.encouragement import views_journal as views
from cogs.encouragement.journal import KEEP, Journal
from cogs.encouragement.questions import questions
from cogs.encouragement.views_journal import Page

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
SILENT = discord.AllowedMentions.none()
DONE = ("done", "stop", "end")


class Reflect(commands.Cog):
    """Asks one question, keeps the answer or not, shows and deletes what was kept."""

    group = app_commands.Group(
        name="reflect", description="A private journal, kept sealed", allowed_contexts=EVERYWHERE
    )

    def __init__(self, bot: Onward, journal: Journal) -> None:
        self.bot = bot
        self._journal = journal
        bot.dms.add(self.hear, private=journal.waits)
        bot.dms.on_stop(self.hear_stop)

    @group.command(name="write", description="One question to write about, for you alone")
    async def write(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._ask(interaction)

    @group.command(name="read", description="Your notes, to you alone; delete one, or all")
    async def read(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, views.note_page(await self._journal.all(interaction.user.id), 0))

    @on("reflect-begin")
    async def begin(self, interaction: Interaction, _key: str) -> None:
        """Also from under a prompt, in which case the prompt stays."""
        message = interaction.message
        await ui.acknowledge(
            interaction, fresh=message is not None and "reflect-dm" not in str(ui.control_ids(message))
        )
        await self._ask(interaction)

    @on("reflect-form")
    async def form(self, interaction: Interaction, question_id: str) -> None:
        await interaction.response.send_modal(views.form(question_id))

    # A journal may quote, and may be angry: only what speaks of a crisis is answered first.
    @on("reflect-written", screened="crisis")
    async def written(self, interaction: Interaction, question_id: str) -> None:
        await ui.acknowledge(interaction)
        typed = ui.typed(interaction)
        keep = typed.get("keep") or "back"
        if keep not in KEEP:
            raise UserError(t("Choose first whether it is kept. Nothing was kept yet."))
        note = await self._journal.write(interaction.user.id, question_id, typed.get("text", ""), keep)
        await self._show(interaction, views.kept_page(note, typed.get("text", "")))

    @on("reflect-dm")
    async def in_dm(self, interaction: Interaction, question_id: str) -> None:
        """Go on in the DM by typing; where DMs are closed, the form is the way."""
        await ui.acknowledge(interaction)
        page = views.dm_question_page(questions().get(question_id))
        try:
            channel = await self.bot.create_dm(discord.Object(interaction.user.id))
            await channel.send(page.text, view=page.view, allowed_mentions=SILENT)
        except discord.HTTPException as error:
            if error.code not in CANNOT_DM:
                raise
            closed = t("Your DMs are closed for me. `Write` opens a form here, which only you see.")
            again = ui.button(t("Write"), "reflect-form", question_id, style=discord.ButtonStyle.primary)
            await self._show(interaction, Page(closed, ui.View(again)))
            return
        await self._journal.open_in_dm(interaction.user.id, question_id)
        text = t("The question waits in your DMs.") if interaction.guild_id else t("Go ahead, below.")
        await self._show(interaction, Page(text, ui.View()))

    @on("reflect-done")
    async def done(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        await self._journal.close(interaction.user.id)
        await self._show(interaction, Page(_closed(), ui.View()))

    @on("reflect-page")
    async def page(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        at = key.partition(".")[0]
        notes = await self._journal.all(interaction.user.id)
        await self._show(interaction, views.note_page(notes, int(at) if at.isdecimal() else 0))

    @on("reflect-back")
    async def back(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        note_id, _, wanted = key.partition(".")
        user = interaction.user.id
        await self._journal.bring_back(user, note_id, back=wanted == "yes")
        notes = await self._journal.all(user)
        at = next((at for at, note in enumerate(notes) if note.id == note_id), 0)
        await self._show(interaction, views.note_page(notes, at))

    @on("reflect-delete")
    async def delete(self, interaction: Interaction, note_id: str) -> None:
        await ui.acknowledge(interaction)
        notes = await self._journal.all(interaction.user.id)
        if note_id != "all" and note_id not in {note.id for note in notes}:
            raise UserError(t("That note is not here any more."))
        await self._show(interaction, views.really_page(note_id, len(notes)))

    @on("reflect-delete-now")
    async def delete_now(self, interaction: Interaction, note_id: str) -> None:
        await ui.acknowledge(interaction)
        gone = await self._journal.delete(interaction.user.id, None if note_id == "all" else note_id)
        await self._show(interaction, views.deleted_page(gone, in_dm=interaction.guild_id is None))

    async def hear(self, message: discord.Message) -> bool:
        """Take a message as the note that was asked for; False where none was."""
        user = message.author.id
        word = message.content.strip().casefold().rstrip(".!")
        if word == STOP or not await self._journal.waits(user):
            return False
        if word in DONE:
            await self._journal.close(user)
            await message.channel.send(_closed(), allowed_mentions=SILENT)
            return True
        if not message.content.strip():
            raise UserError(
                t(
                    "I can keep only typed text here, no files or pictures. Nothing changed; type on, or `done`."
                )
            )
        page = views.dm_kept_page(await self._journal.heard(user, message.content))
        await message.channel.send(page.text, view=page.view, allowed_mentions=SILENT)
        return True

    async def hear_stop(self, message: discord.Message) -> bool:
        """The word ``stop`` ends a question that is open; what was kept stays."""
        if not await self._journal.close(message.author.id):
            return False
        await message.channel.send(_closed(), allowed_mentions=SILENT)
        return True

    async def _ask(self, interaction: Interaction) -> None:
        question = await self._journal.ask(interaction.user.id, str(interaction.id))
        in_dm = interaction.guild_id is None
        await self._show(interaction, views.question_page(question, in_dm=in_dm))

    async def _show(self, interaction: Interaction, page: Page) -> None:
        await ui.answer(interaction, page.text, embeds=page.embeds, view=page.view, files=page.files)


def _closed() -> str:
    return t("All right. Whatever you wrote is kept; `/reflect read` opens it.")
