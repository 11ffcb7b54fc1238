"""What the buttons and forms after sending do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot import ui
from bot.errors import UserError
from bot.ui import on
from bot.words import t
from cogs.letters import views, views_after, views_text
from cogs.letters.aftercare import Aftercare, Digest
from cogs.letters.buttons import checked, file_screen
from cogs.letters.digest import sentences
from cogs.letters.letter import looked_over
from cogs.letters.replies import Screen, begin, in_dm, show
from cogs.letters.screening import intercepted
from cogs.letters.service import Letters

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class AfterButtons:
    """Sent, reminded, answered."""

    def __init__(self, bot: Onward, letters: Letters, after: Aftercare) -> None:
        self.bot = bot
        self._letters = letters
        self._after = after

    async def record_sent(self, interaction: Interaction, letter_id: str) -> None:
        """Record that a letter went out, unless something in it stops it."""
        letter = await looked_over(await self._letters.get(interaction.user.id, letter_id))
        stop = checked(letter, "sent")
        if stop is not None:
            await show(interaction, stop)
            return
        letter = await self._after.sent(interaction.user.id, letter_id)
        habits = await self._after.habits(interaction.user.id)
        await show(interaction, views_after.recorded(letter, habits))

    async def ask_ready(self, interaction: Interaction, letter_id: str) -> None:
        """Before an answer is read: is this a good moment? One that is kept is offered as it stands."""
        letter = await self._letters.get(interaction.user.id, letter_id)
        last = await self._after.last_reply(interaction.user.id, letter_id)
        screen = views_after.ready(letter)
        if last is not None and screen.view is not None:
            screen.view.add_item(ui.button(t("The one I have here"), "letter-reply-show", last.id))
        await show(interaction, screen)

    @on("letter-sent")
    async def sent(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self.record_sent(interaction, key)

    @on("letter-anyway")
    async def anyway(self, interaction: Interaction, key: str) -> None:
        letter_id, _, then = key.partition(".")
        await begin(interaction)
        letter = await self._letters.dismiss(interaction.user.id, letter_id)
        if then == "sent":
            await self.record_sent(interaction, letter_id)
        elif then == "export":
            await show(interaction, views_text.export_menu(letter))
        else:
            await show(interaction, await file_screen(letter, then))

    @on("letter-reply")
    async def reply(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self.ask_ready(interaction, key)

    @on("letter-reply-form")
    async def reply_form(self, interaction: Interaction, key: str) -> None:
        letter_id, _, how = key.partition(".")
        letter = await self._letters.get(interaction.user.id, letter_id)
        await interaction.response.send_modal(views_after.reply_form(letter, how))

    @on("letter-replied", screened="crisis")
    async def replied(self, interaction: Interaction, key: str) -> None:
        typed = ui.typed(interaction)
        if await intercepted(self.bot, interaction, typed.get("text", ""), typed.get("paraphrase", "")):
            return
        await begin(interaction)
        letter_id, _, how = key.partition(".")
        digest = await self._after.record(interaction.user.id, letter_id, typed, hide=how == "hide")
        await self._show(interaction, digest)

    @on("letter-reply-show")
    async def reply_show(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._show(interaction, await self._after.digest(interaction.user.id, key))

    @on("letter-reply-open")
    async def reply_open(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._show(interaction, await self._after.unhide(interaction.user.id, key))

    @on("letter-reply-later")
    async def reply_later(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._show(interaction, await self._after.later(interaction.user.id, key))

    @on("letter-reply-gone")
    async def reply_gone(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        await self._after.discard(interaction.user.id, key)
        await show(interaction, Screen(t("Thrown away, for good. You owe it nothing.")))

    @on("letter-sort")
    async def sort(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        reply_id, _, rest = key.partition(".")
        number, _, kind = rest.partition(".")
        if number == "all":
            kinds = None
        elif number == "anew":
            digest = await self._after.digest(interaction.user.id, reply_id)
            kinds = dict.fromkeys(range(len(sentences(digest.reply.text))), "")
        else:
            kinds = {int(number): kind} if number.isdigit() else {}
        await self._show(interaction, await self._after.sort(interaction.user.id, reply_id, kinds))

    @on("letter-keep")
    async def keep(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        chosen = ui.choice(interaction)
        digest = await self._after.digest(interaction.user.id, key)
        parts = sentences(digest.reply.text)
        kept = parts[int(chosen)] if chosen.isdigit() and int(chosen) < len(parts) else ""
        digest = await self._after.keep(interaction.user.id, key, kept[: views_after.KEPT])
        await show(interaction, views_after.whole(digest))

    @on("letter-thanks")
    async def thanks(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        user = interaction.user.id
        letter = await self._letters.get(user, key)
        thanks = await self._letters.begin(user, variant="thanks_for_reply", like=letter)
        await show(interaction, views.question(await looked_over(thanks), typing=in_dm(interaction)))

    @on("letter-remind")
    async def remind(self, interaction: Interaction, key: str) -> None:
        letter = await self._letters.get(interaction.user.id, key)
        habits = await self._after.habits(interaction.user.id)
        await interaction.response.send_modal(views_after.remind_form(letter, habits))

    @on("letter-remind-at")
    async def remind_at(self, interaction: Interaction, key: str) -> None:
        await begin(interaction)
        typed = ui.typed(interaction)
        hour = typed.get("hour", "")
        if not hour.isdigit() or int(hour) > 23:
            raise UserError(t("Choose an hour first. Nothing changed."))
        letter = await self._letters.get(interaction.user.id, key)
        habits, due = await self._after.remind(interaction.user.id, int(hour), typed.get("zone", ""))
        await show(interaction, views_after.reminding(letter, habits, due))

    @on("letter-remind-stop")
    async def remind_stop(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction, fresh=True)
        await self._after.stop_reminders(interaction.user.id)
        await show(interaction, Screen(t("Stopped. No letter of yours reminds you any more.")))

    @on("letter-not-today")
    async def not_today(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction, fresh=True)
        await self._after.not_today(interaction.user.id)
        await show(interaction, Screen(t("All right. Nothing more from me today.")))

    async def _show(self, interaction: Interaction, digest: Digest) -> None:
        until = digest.reply.hidden_until
        if until is not None and until > self.bot.clock.now():
            await show(interaction, views_after.hidden(digest))
        else:
            await show(interaction, views_after.sorting(digest))
