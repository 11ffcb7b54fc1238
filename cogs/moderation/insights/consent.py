"""A member lets what they keep for themselves count in a server's numbers, or no more. Nobody else sees which."""

from __future__ import annotations

from typing import Any

import discord

from bot import ui
from bot.board.ui import member_of
from bot.ui import on
from bot.words import t
from cogs.moderation.insights.numbers import REPORT, STEP
from cogs.moderation.insights.service import InsightService

Interaction = discord.Interaction[Any]


class Consent:
    """The question, and what follows from the answer."""

    def __init__(self, service: InsightService) -> None:
        self._service = service

    @on("counting")
    async def ask(self, interaction: Interaction, _key: str) -> None:
        """Ask; other features show the control under what they keep."""
        await ui.acknowledge(interaction, fresh=True)
        await self._show(interaction)

    @on("counting-set")
    async def choose(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        await self._service.let_count(member.guild_id, member.user_id, given=key == "yes")
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        member = member_of(interaction)
        counts = await self._service.counts_here(member.guild_id, member.user_id)
        state = (
            t("It counts.") if counts else t("It does not count. That is how it is unless you say otherwise.")
        )
        text = t(
            "**Numbers of this server: what you keep for yourself.** {state}\n"
            "Moderators see a few numbers of each month. If you let it count, these can be made of what you keep, too, "
            "for stories that you share here: the reason that you gave, whether you sent a letter and had an answer, "
            "how soon you took a step. Only if at least {least} people let it count, rounded to {step}, never with a "
            "story, a letter or a name; where something is true of nearly everybody, it is not said at all.\n"
            "-# Nobody is shown what you choose. You can change it at any time; numbers of months that are over stay.",
            state=state,
            least=REPORT,
            step=STEP,
        )
        press = (
            ui.button(t("Count it no more"), "counting-set", "no")
            if counts
            else ui.button(t("Let it count"), "counting-set", "yes")
        )
        await ui.answer(interaction, text, view=ui.View(press))
