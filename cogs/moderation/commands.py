"""`/mod`: what waits for moderators, and what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui as dui
from discord.ext import commands

from bot import outbox, ui
from bot.access import subcommand
from bot.board.post import Post, State
from bot.board.ui import card
from bot.ui import on
from bot.words import t
from cogs.moderation.access import require_moderator
from cogs.moderation.notices import trouble_words
from cogs.moderation.wizard import Setup

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Moderation(commands.Cog):
    """The queue, and decisions on posts, from the queue as from the cards in the review channel."""

    def __init__(self, bot: Onward, setup: Setup) -> None:
        self.bot = bot
        self._setup = setup
        bot.mod.join(self)

    @subcommand("setup", "Choose channels, role and rules; tested before they are saved")
    async def setup(self, interaction: Interaction) -> None:
        await self._setup.begin(interaction)

    @subcommand("queue", "What waits for you, oldest first")
    async def queue(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, "")

    @on("queue-at")
    async def at(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, handle)

    @on("approve")
    async def approve(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        guild_id = await require_moderator(self.bot, interaction)
        await self._decided(interaction, await self.bot.board.approve(guild_id, handle))

    @on("hold")
    async def hold(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        guild_id = await require_moderator(self.bot, interaction)
        await self._decided(interaction, await self.bot.board.hold(guild_id, handle))

    @on("decline")
    async def decline(self, interaction: Interaction, handle: str) -> None:
        await require_moderator(self.bot, interaction)
        field = ui.field(
            t("Reason"),
            "reason",
            hint=t("The author reads it. They do not learn who you are."),
            placeholder=t("What the author could change, or why it cannot stand here."),
            most=500,
        )
        modal = ui.Modal(t("Decline {handle}", handle=handle), "decline-reason", handle, field)
        await interaction.response.send_modal(modal)

    @on("decline-reason")
    async def declined(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        guild_id = await require_moderator(self.bot, interaction)
        reason = ui.typed(interaction)["reason"]
        await self._decided(interaction, await self.bot.board.decline(guild_id, handle, reason))

    @on("try-again")
    async def try_again(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await self.bot.mended(await require_moderator(self.bot, interaction))
        await ui.answer(interaction, t("I am trying again now. `/mod queue` shows whether it worked."))

    async def _decided(self, interaction: Interaction, post: Post) -> None:
        """After a decision: on a card say what was done, in the queue show what waits next."""
        self.bot.hurry()
        private = interaction.message is not None and interaction.message.flags.ephemeral
        if private:
            await self._show(interaction, "", said=_decision_words(post))
        else:
            await ui.answer(interaction, _decision_words(post))

    async def _show(self, interaction: Interaction, handle: str, said: str = "") -> None:
        guild_id = await require_moderator(self.bot, interaction)
        posts = await self.bot.board.queue(guild_id)
        async with self.bot.database.begin() as session:
            stuck = await outbox.stuck(session, guild_id)
            at = next((n for n, post in enumerate(posts) if post.handle == handle), 0)
            parent_id = posts[at].parent_id if posts else None
            parent = await self.bot.board.store.get(session, parent_id) if parent_id else None
        lines = [said] if said else []
        lines += [f"⚠ {trouble_words(failure)}" for failure in sorted(set(stuck.values()))]
        retry = [ui.button(t("Try again now"), "try-again", row=1)] if stuck else []
        if not posts:
            lines.append(t("Nothing waits for you."))
            await ui.answer(interaction, "\n".join(lines), view=ui.View(*retry) if retry else None)
            return
        shown = card(self.bot.kinds[posts[at].kind], posts[at], parent)
        lines.append(t("{at} of {count} · {head}", at=at + 1, count=len(posts), head=shown["content"]))
        for item in _turning(posts, at) + retry:
            shown["view"].add_item(item)
        await ui.answer(interaction, "\n".join(lines), embeds=shown["embeds"], view=shown["view"])


def _turning(posts: list[Post], at: int) -> list[dui.Item[Any]]:
    if len(posts) < 2:
        return []
    before, after = posts[at - 1], posts[(at + 1) % len(posts)]
    turns = [ui.button(t("Next"), "queue-at", after.handle, row=1)]
    if before is not after:
        turns.insert(0, ui.button(t("Previous"), "queue-at", before.handle, row=1))
    return list(turns)


def _decision_words(post: Post) -> str:
    match post.state:
        case State.SCHEDULED:
            at = int(post.release_at.timestamp()) if post.release_at else 0
            return t("Approved. **{handle}** appears at <t:{at}:t>.", handle=post.handle, at=at)
        case State.DECLINED:
            return t("Declined. The author of **{handle}** gets your reason.", handle=post.handle)
        case State.HELD:
            return t("**{handle}** is held; it stays in the queue.", handle=post.handle)
        case State.REMOVED:
            return t("**{handle}** is being taken down.", handle=post.handle)
        case _ if post.reason:
            return t(
                "Declined. **{handle}** stands as it was, and its author gets your reason.",
                handle=post.handle,
            )
        case _:
            return t("Approved. **{handle}** is being changed.", handle=post.handle)
