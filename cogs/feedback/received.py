"""What the author of a post does with feedback; nothing of it shows who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot import ui
from bot.board.ui import member_of
from bot.ui import on
from bot.words import t
from cogs.feedback import views
from cogs.feedback.service import FeedbackService

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Received:
    """The controls under the feedback on one's own post."""

    def __init__(self, bot: Onward, service: FeedbackService) -> None:
        self.bot = bot
        self._service = service

    @on("received")
    async def open(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, handle)

    @on("received-at")
    async def at(self, interaction: Interaction, key: str) -> None:
        await ui.acknowledge(interaction)
        handle, _, at = key.partition(".")
        await self._show(interaction, handle, at=int(at) if at.isdecimal() else 0)

    @on("received-how")
    async def how(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        how = next((how for how in views.HOW if how in ui.chosen(interaction)), None)
        if how is not None:
            await self._service.wish(member_of(interaction), how)
        await self._show(interaction, handle)

    @on("received-helped")
    async def helped(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        parent = await self._service.mark(member, handle)
        _, found = await self._service.received(member, parent.handle)
        before = next((mark.helped for post, mark in found if post.handle == handle), False)
        await self._service.mark(member, handle, helped=not before)
        await self._show(interaction, parent.handle, reply=handle)

    @on("received-thank")
    async def thank(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        parent = await self._service.mark(member_of(interaction), handle, thanked=True)
        await self._show(interaction, parent.handle, reply=handle)

    @on("received-words")
    async def words(self, interaction: Interaction, handle: str) -> None:
        """A sentence of thanks is the author's answer in the thread, masked and previewed like every other."""
        member = member_of(interaction)
        parent = await self._service.mark(member, handle)
        purpose = f"reply/{parent.handle}"
        draft = await self.bot.drafts.find(member, purpose)
        begun = draft.fields if draft else {"story": t("Thank you, {handle}. ", handle=handle)}
        await self.bot.desk.write(interaction, purpose, begun)

    @on("received-hide")
    async def hide(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        parent = await self._service.mark(member, handle)
        _, found = await self._service.received(member, parent.handle)
        hidden = next((post.hidden for post, _ in found if post.handle == handle), False)
        await self.bot.board.hide(member.guild_id, handle, member.user_id, hidden=not hidden)
        self.bot.hurry()
        await self._show(interaction, parent.handle, reply=handle)

    async def _show(self, interaction: Interaction, handle: str, *, at: int = 0, reply: str = "") -> None:
        """The feedback at that place, or the one with that handle; from now on it counts as seen."""
        member = member_of(interaction)
        parent, found = await self._service.received(member, handle)
        at = next((place for place, (post, _) in enumerate(found) if post.handle == reply), at)
        if found:
            await self._service.mark(member, found[at % len(found)][0].handle, seen=True)
        text, embeds, view = views.received(
            parent, found, at, await self._service.how(member), self.bot.kinds
        )
        await ui.answer(interaction, text, embeds=embeds, view=view)
