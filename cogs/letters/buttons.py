"""What the buttons and forms of a draft do. Each acts for whoever pressed it, on letters of theirs alone."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord

from bot import ui
from bot.errors import UserError
from bot.ui import on
from bot.words import t
from cogs.letters import views, views_list, views_text
from cogs.letters.export import FORMATS, export, mailto
from cogs.letters.letter import Letter, finding_key, looked_over
from cogs.letters.replies import Screen, begin, in_dm, show
from cogs.letters.screening import intercepted
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
LONGEST_LINK = 1700


class LetterButtons:
    """From the first question to the file."""

    def __init__(self, bot: Onward, letters: Letters) -> None:
        self.bot = bot
        self._letters = letters

    @on("letter-begin")
    async def start(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction)
        letter = await self._letters.begin(interaction.user.id)
        await show(interaction, views.start(letter, typing=in_dm(interaction)))

    @on("letter-choose")
    async def choose(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        variant = ui.choice(interaction)
        await self._question(interaction, await self._letters.choose(interaction.user.id, key, variant))

    @on("letter-again")
    async def choose_again(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter = await self._letters.open(interaction.user.id, key)
        await show(interaction, views.start(letter, typing=in_dm(interaction)))

    @on("letter-show")
    async def reopen(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._question(interaction, await self._letters.open(interaction.user.id, key))

    @on("letter-pick")
    async def pick(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction)
        key = ui.choice(interaction)
        await self._question(interaction, await self._letters.open(interaction.user.id, key))

    @on("letter-list")
    async def page(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letters = await self._letters.all(interaction.user.id)
        await show(interaction, views_list.listing(letters, int(key) if key.isdigit() else 0))

    @on("letter-form")
    async def form(self, interaction: Interaction, key: str) -> None:
        await self._open_form(interaction, key, second=False)

    @on("letter-more")
    async def more(self, interaction: Interaction, key: str) -> None:
        await self._open_form(interaction, key, second=True)

    @on("letter-fill")
    async def filled(self, interaction: Interaction, key: str) -> None:
        typed = ui.typed(interaction)
        if await intercepted(self.bot, interaction, *typed.values()):
            return
        await begin(interaction)
        await self._question(interaction, await self._letters.fill(interaction.user.id, key, typed))

    @on("letter-style")
    async def style(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter_id, _, how = key.partition(".")
        await self._question(interaction, await self._letters.restyle(interaction.user.id, letter_id, how))

    @on("letter-edit")
    async def edit(self, interaction: Interaction, key: str) -> None:
        letter = await self._letters.get(interaction.user.id, key)
        await interaction.response.send_modal(views.edit_form(letter))

    @on("letter-edited")
    async def edited(self, interaction: Interaction, key: str) -> None:
        typed = ui.typed(interaction)
        if await intercepted(self.bot, interaction, *typed.values()):
            return
        await begin(interaction)
        body, subject = typed.get("body", ""), typed.get("subject", "")
        await self._question(
            interaction, await self._letters.rewrite(interaction.user.id, key, body, subject)
        )

    @on("letter-dismiss")
    async def dismiss(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter_id, _, short = key.partition(".")
        letter = await looked_over(await self._letters.get(interaction.user.id, letter_id))
        keys = [
            finding_key(found, letter.body)
            for found in letter.findings()
            if views.short(found, letter) == short
        ]
        await self._question(interaction, await self._letters.dismiss(interaction.user.id, letter_id, keys))

    @on("letter-versions")
    async def versions(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter_id, _, page = key.partition(".")
        letter, kept = await self._letters.versions(interaction.user.id, letter_id)
        await show(interaction, views_text.versions(letter, kept, int(page) if page.isdigit() else 0))

    @on("letter-version")
    async def version(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter, kept = await self._letters.versions(interaction.user.id, key)
        number = int(ui.choice(interaction))
        chosen = next((version for version in kept if version.number == number), None)
        if chosen is None:
            raise UserError(t("That version is not here any more. The letter stays as it was."))
        await show(interaction, views_text.version(letter, chosen, kept[0]))

    @on("letter-restore")
    async def restore(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter_id, _, number = key.partition(".")
        letter = await self._letters.restore(interaction.user.id, letter_id, int(number or 0))
        await self._question(interaction, letter)

    @on("letter-export")
    async def export_menu(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        letter = await looked_over(await self._letters.get(interaction.user.id, key))
        await show(interaction, checked(letter, "export") or views_text.export_menu(letter))

    @on("letter-file")
    async def file(self, interaction: Interaction, key: str) -> None:
        await begin(interaction, fresh=True)
        letter_id, _, form = key.partition(".")
        letter = await self._letters.get(interaction.user.id, letter_id)
        await show(interaction, await file_screen(letter, form))

    @on("letter-delete")
    async def delete(self, interaction: Interaction, key: str) -> None:
        """Asks once where something would be lost: an old message keeps its buttons while the letter grows."""
        await begin(interaction)
        letter = await self._letters.get(interaction.user.id, key)
        if letter.answers or letter.version:
            await show(interaction, views.really_delete(letter))
        else:
            await self._delete(interaction, letter)

    @on("letter-delete-now")
    async def delete_now(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._delete(interaction, await self._letters.get(interaction.user.id, key))

    async def _delete(self, interaction: Interaction, letter: Letter) -> None:
        await self._letters.delete(letter.owner_id, letter.id)
        await show(interaction, Screen(deleted_words(letter)))

    async def _open_form(self, interaction: Interaction, key: str, *, second: bool) -> None:
        letter = await self._letters.get(interaction.user.id, key)
        if not letter.variant:
            raise UserError(t("Choose first what happened; then I know what to ask."))
        await interaction.response.send_modal(views.form(letter, second=second))

    async def _question(self, interaction: Interaction, letter: Letter) -> None:
        await show(interaction, views.question(await looked_over(letter), typing=in_dm(interaction)))


def deleted_words(letter: Letter) -> str:
    if not letter.version:
        return t("That is fine. Nothing is kept. `/letter new` is there if you change your mind.")
    return t("Deleted for good, with every version.")


def checked(letter: Letter, then: str) -> Screen | None:
    """The screen that stops a letter before it leaves; None where nothing does."""
    if not letter.version:
        raise UserError(t("There is no text yet. `/letter open` goes on with it."))
    if any(finding.level == "E" for finding in letter.findings()):
        return views_text.stopped(letter, then)
    return None


async def file_screen(letter: Letter, form: str) -> Screen:
    """The letter as a file, made off the event loop; or what stops it. UserError for an unknown format."""
    if form not in (*FORMATS, "mailto"):
        raise UserError(
            t("I can write {formats}, not that one. Nothing was lost.", formats=", ".join(FORMATS))
        )
    stop = checked(await looked_over(letter), form)
    if stop is not None:
        return stop
    if form == "mailto":
        link = mailto(letter.subject, letter.body)
        text = t("Copy this into your browser's address line; your mail program opens with the letter in it.")
        if len(link) <= LONGEST_LINK:
            return Screen(f"{text}\n```\n{link}\n```")
        return Screen(text, files=[discord.File(io.BytesIO(link.encode()), "letter-link.txt")])
    made = await asyncio.to_thread(export, letter.subject, letter.body, form)
    words = t("Here it is. I send nothing: that is yours to do.")
    if made.note:
        words += t("\n{note}. The other formats have everything.", note=made.note)
    return Screen(words, files=[discord.File(io.BytesIO(made.content), made.name)])
