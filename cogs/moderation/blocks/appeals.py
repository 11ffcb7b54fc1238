"""Appeals: a blocked person may answer once, without saying who they are; moderators answer through the bot."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord

from bot import ui
from bot.access import Moderator, moderates
from bot.board.block import Block, answered_words, refusal_words
from bot.errors import UserError
from bot.masking import Known, mask
from bot.outbox import Job
from bot.safety.neutral import tidy
from bot.servers import get_server
from bot.tell import standing, tell
from bot.ui import on
from bot.ui.controls import control_id
from bot.words import t
from cogs.moderation.blocks.views import appeal_card, no_block

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
SILENT = discord.AllowedMentions.none()
log = logging.getLogger("onward.moderation")


class Appeals:
    """The controls of appeals, and the senders that tell moderators and the blocked person."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self._blocks = bot.board.blocks

    @on("appeal")
    async def ask(self, interaction: Interaction, block_id: str) -> None:
        async with self.bot.database.begin() as session:
            await self._own(session, interaction, block_id)
        field = ui.field(
            t("What should the moderators know?"),
            "appeal",
            hint=t("They read it without your name. You can do this once."),
            placeholder=t("What they may have misunderstood, or what you would do differently."),
            most=1000,
        )
        await interaction.response.send_modal(ui.Modal(t("Appeal"), "appeal-form", block_id, field))

    @on("appeal-form")
    async def appeal(self, interaction: Interaction, block_id: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        user = interaction.user
        names = tuple(
            dict.fromkeys(name for name in (user.name, user.global_name, user.display_name) if name)
        )
        text = tidy(mask(tidy(ui.typed(interaction)["appeal"]), Known(author=names)).masked)
        async with self.bot.database.begin() as session:
            block = await self._own(session, interaction, block_id)
            server = await get_server(session, block.guild_id)
            now = self.bot.clock.now()
            due = (server.release_at(now) if server else None) or now
            await self._blocks.appeal(session, block, text, due)
        self.bot.hurry(due)
        await ui.answer(
            interaction,
            t(
                "Your appeal is on its way to the moderators, without your name. Their answer comes by DM; you also "
                "read it when you next try."
            ),
        )

    @moderates("appeal-lift")
    async def lift(self, interaction: Interaction, block_id: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            block = await self._waiting(session, moderator, block_id)
            await self._blocks.lift(session, block)
            await self.bot.audit.record(
                session, moderator.guild_id, moderator.user_id, "appeal-accept", block.handle
            )
        await self._settled(
            interaction, t("The block under **{handle}** was lifted after an appeal.", handle=block.handle)
        )

    @moderates("appeal-keep", opens_form=True)
    async def keep(self, interaction: Interaction, block_id: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            await self._waiting(session, moderator, block_id)
        field = ui.field(
            t("Your answer (optional)"),
            "answer",
            hint=t("They read it. They do not learn who you are."),
            most=500,
            required=False,
        )
        await interaction.response.send_modal(ui.Modal(t("Keep the block"), "appeal-kept", block_id, field))

    @moderates("appeal-kept")
    async def kept(self, interaction: Interaction, block_id: str, moderator: Moderator) -> None:
        answer = tidy(ui.typed(interaction).get("answer", ""))
        async with self.bot.database.begin() as session:
            block = await self._waiting(session, moderator, block_id)
            await self._blocks.answer(session, block, answer)
            await self.bot.audit.record(
                session, moderator.guild_id, moderator.user_id, "appeal-decline", block.handle, answer
            )
        await self._settled(
            interaction,
            t("The appeal about **{handle}** was answered: the block stays.", handle=block.handle),
        )

    async def bring(self, job: Job) -> None:
        """Put an appeal before the moderators; take it away where it was answered elsewhere, or erased."""
        async with self.bot.database.begin() as session:
            block = await self._blocks.get(session, job.subject)
            server = await get_server(session, job.guild_id) if job.guild_id else None
        if server is None:
            return
        channel = self.bot.get_partial_messageable(server.review_channel_id, guild_id=server.guild_id)
        if block is None or not block.waits:
            await self._take_away(channel, job.subject)
            return
        if job.tried_since is not None and await self._card(channel, block.id):
            return
        text, view = appeal_card(block)
        await channel.send(text, view=view, nonce=f"appeal-{job.id}", allowed_mentions=SILENT)

    async def _take_away(self, channel: discord.PartialMessageable, block_id: str) -> None:
        """The card of an appeal loses its words and buttons, if it still has them."""
        message = await self._card(channel, block_id)
        if message is not None:
            text = t("An appeal stood here. It was answered elsewhere, or taken back.")
            await message.edit(content=text, view=None, allowed_mentions=SILENT)

    async def _card(self, channel: discord.PartialMessageable, block_id: str) -> discord.Message | None:
        return await standing(channel, control_id("appeal-keep", block_id))

    async def tell(self, job: Job) -> None:
        """Tell the blocked person by DM how their block stands; where DMs are closed, they read it when they try."""
        async with self.bot.database.begin() as session:
            who = await self._blocks.person_of(session, job.subject)
            block = await self._blocks.get(session, job.subject)
        if who is None:
            return
        guild_id, user_id = who
        guild = self.bot.get_guild(guild_id)
        where = guild.name if guild else t("a server")
        if block is None:
            lifted = t("A moderator of **{where}** has lifted your block.", where=where)
            await tell(self.bot, job, user_id, lifted)
            async with self.bot.database.begin() as session:
                await self._blocks.forget(session, job.subject)
            return
        words = refusal_words(block) if block.appeal is None else answered_words(block)
        items = [ui.button(t("Appeal"), "appeal", block.id)] if block.appeal is None else []
        await tell(self.bot, job, user_id, f"**{where}**\n{words}"[:2000], *items)

    async def end(self, job: Job) -> None:
        """A block's time is over."""
        async with self.bot.database.begin() as session:
            await self._blocks.forget(session, job.subject)

    async def _own(self, session: Any, interaction: Interaction, block_id: str) -> Block:
        """The block, if it is this member's and they have not appealed; UserError otherwise."""
        block = await self._blocks.get(session, block_id)
        if block is None or not await self._blocks.is_of(session, block, interaction.user.id):
            raise UserError(t("This block is over, or was lifted. You can take part again."))
        if block.appeal is not None:
            raise UserError(t("You have appealed already. {words}", words=answered_words(block)))
        return block

    async def _waiting(self, session: Any, moderator: Moderator, block_id: str) -> Block:
        block = await self._blocks.get(session, block_id)
        if block is None or block.guild_id != moderator.guild_id:
            raise no_block("")
        if not block.waits:
            if block.appeal == "":
                raise UserError(t("Whoever wrote this appeal has taken it back. Nothing was done."))
            raise UserError(t("Another moderator has answered this appeal already. Nothing else was done."))
        return block

    async def _settled(self, interaction: Interaction, text: str) -> None:
        """Say it, also on the card where it was pressed; the outbox sees to the card if that does not work."""
        await ui.answer(interaction, text)
        if interaction.message is not None and not interaction.message.flags.ephemeral:
            try:
                await interaction.message.edit(content=text, view=None, allowed_mentions=SILENT)
            except ui.UNREACHED as error:
                log.warning("the card of an appeal could not be edited: %s", type(error).__name__)
        self.bot.hurry()
