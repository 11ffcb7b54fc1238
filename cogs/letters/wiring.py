"""What the feature adds to the bot when it starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.letters.after_buttons import AfterButtons
from cogs.letters.aftercare import Aftercare
from cogs.letters.buttons import LetterButtons
from cogs.letters.commands import LetterCommands
from cogs.letters.conversation import Conversation
from cogs.letters.insights import measure
from cogs.letters.moments import letters_of
from cogs.letters.offers import LOOK, OFFER, Offers
from cogs.letters.peers import LetterKind, PeerButtons
from cogs.letters.reminders import Reminders
from cogs.letters.service import OPEN_REPLY, REMIND, Letters

if TYPE_CHECKING:
    from bot.app import Onward


async def wire(bot: Onward) -> None:
    """Commands, controls, senders, the kind of post, and the ear for plain messages in DMs."""
    letters = Letters(bot.database, bot.vault, bot.clock)
    after = Aftercare(letters)
    buttons = AfterButtons(bot, letters, after)
    offers = Offers(bot, letters, after)
    for controls in (LetterButtons(bot, letters), buttons, PeerButtons(bot, letters), offers):
        bot.router.add(controls)
    reminders = Reminders(bot, letters, after)
    bot.outbox.register(REMIND, reminders.remind)
    bot.outbox.register(OPEN_REPLY, reminders.open_reply)
    bot.outbox.register(LOOK, offers.look)
    bot.outbox.register(OFFER, offers.offer)
    bot.add_kind(LetterKind())
    bot.dms.add(Conversation(bot, letters, after).hear)
    await bot.add_cog(LetterCommands(bot, letters, buttons, after))
    bot.moments.add(letters_of(letters))
    bot.insights.add(measure(bot.vault))
    await offers.begin()
