"""Drafting by typing alone: in a DM, plain messages are answers to the question that the bot asked last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot.errors import UserError
from bot.words import t
from cogs.letters import views, views_after
from cogs.letters.aftercare import Aftercare
from cogs.letters.asking import BACK, SKIP, STOP, path
from cogs.letters.buttons import checked, file_screen
from cogs.letters.composer import TONES
from cogs.letters.export import FORMATS
from cogs.letters.letter import LONGEST_TEXT, Letter, finding_key, looked_over
from cogs.letters.replies import Screen, say
from cogs.letters.screening import intercepted_message
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward

STALE = timedelta(days=7)
"""After this, a message is no longer taken for an answer: the question is asked again first."""
AGAIN = {"again": "again", "another": "again", "another phrasing": "again", "shorter": "shorter"}


class Conversation:
    """Hears a member's messages while a letter of theirs is open."""

    def __init__(self, bot: Onward, letters: Letters, after: Aftercare) -> None:
        self.bot = bot
        self._letters = letters
        self._after = after

    async def hear(self, message: discord.Message) -> bool:
        """Take a message as an answer; False where no letter waits for one."""
        letter = await self._letters.talked_about(message.author.id)
        if letter is None:
            return False
        if await intercepted_message(self.bot, message):
            return True
        for screen in await self._answers(await looked_over(letter), message):
            await say(message.channel, screen)
        return True

    async def _answers(self, letter: Letter, message: discord.Message) -> Sequence[Screen]:
        text = message.content.strip()
        if not text:
            said = t(
                "I can read only typed text here, no files or pictures. A long paste arrives as a file, too: the form "
                "under `Edit text` takes it. Your letter is as it was."
            )
            return [views.question(letter, typing=True, said=said)]
        word = text.casefold().rstrip(".!")
        if word == STOP:
            await self._letters.hush(letter.owner_id)
            return [
                Screen(t("Stopped. Your letter is kept: `/letter open` goes on with it, whenever you like."))
            ]
        if self.bot.clock.now() - letter.updated_at > STALE:
            letter = await self._letters.open(letter.owner_id, letter.id, touch=True)
            said = t(
                "This letter has rested for a while, so I have not taken that as an answer. It stood here:"
            )
            return [views.question(letter, typing=True, said=said)]
        try:
            if letter.step in ("letter", "edit"):
                return await self._about_text(letter, text, word)
            changed = await self._letters.answer(letter.owner_id, letter.id, text)
        except UserError as problem:
            return [Screen(str(problem))]
        return await _shown(changed)

    async def _about_text(self, letter: Letter, text: str, word: str) -> Sequence[Screen]:
        """The text stands: a word changes it, or a whole new text takes its place after ``edit``."""
        owner, key = letter.owner_id, letter.id
        if letter.step == "edit" and word in (BACK, SKIP):
            return await _shown(await self._letters.at_step(owner, key, "letter"))
        if letter.step == "edit":
            return await _shown(await self._letters.rewrite(owner, key, text))
        if word in TONES or word in AGAIN:
            return await _shown(await self._letters.restyle(owner, key, AGAIN.get(word, word)))
        if word == "anyway":
            return await _shown(await self._letters.dismiss(owner, key))
        if word.startswith("leave ") and word[6:].isdigit():
            keys = [finding_key(found, letter.body) for found in letter.findings()[: views.SHOWN]]
            chosen = keys[int(word[6:]) - 1 : int(word[6:])] if int(word[6:]) else []
            return await _shown(await self._letters.dismiss(owner, key, chosen))
        if word in (*FORMATS, "mailto"):
            return [await file_screen(letter, word)]
        if word == "sent":
            return [await self._sent(letter)]
        if word == "edit":
            await self._letters.at_step(owner, key, "edit")
            return [
                Screen(
                    t(
                        "Send me the whole text in your next message, up to {most} characters; it becomes a new "
                        "version. `back` leaves it as it is.",
                        most=f"{LONGEST_TEXT:,}",
                    )
                )
            ]
        if word == BACK:
            step = path(letter)[-2]
            return await _shown(await self._letters.at_step(owner, key, step))
        return [
            Screen(
                t(
                    "I did not change anything. The letter stands above; I understand `warm`, `formal`, `brief`, "
                    "`shorter`, `again`, `edit`, `leave 1`, `pdf`, `docx`, `txt`, `md`, `eml`, `sent`, `back`, `stop`."
                )
            )
        ]

    async def _sent(self, letter: Letter) -> Screen:
        stop = checked(letter, "sent")
        if stop is not None:
            return stop
        sent = await self._after.sent(letter.owner_id, letter.id)
        return views_after.recorded(sent, await self._after.habits(letter.owner_id))


async def _shown(letter: Letter) -> Sequence[Screen]:
    return [views.question(await looked_over(letter), typing=True)]
