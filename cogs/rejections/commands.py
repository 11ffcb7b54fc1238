"""`/rejection`: share, and look after what one shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import outbox, ui
from bot.board.post import Post, State
from bot.board.ui import member_of
from bot.ui import on
from bot.words import t
from cogs.rejections import views

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Rejections(commands.Cog):
    """Sharing a rejection, and one's own posts."""

    group = app_commands.Group(
        name="rejection", description="Share a rejection without your name", guild_only=True
    )

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @group.command(name="share", description="Share a rejection without your name on it")
    async def share(self, interaction: Interaction) -> None:
        member = member_of(interaction)
        draft = await self.bot.drafts.begin(member, "rejection")
        if draft is None:
            await self.bot.desk.open(interaction, "rejection", {})
            return
        text, view = views.resume(draft)
        await ui.answer(interaction, text, view=view)

    @group.command(name="mine", description="Your posts here: answer, edit, delete, close for feedback")
    async def mine(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._list(interaction, 0)

    @on("own-page")
    async def page(self, interaction: Interaction, page: str) -> None:
        await ui.acknowledge(interaction)
        await self._list(interaction, int(page) if page.isdigit() else 0)

    @on("own-open")
    async def open(self, interaction: Interaction, _key: str) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, ui.choice(interaction))

    @on("own-show")
    async def show(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        await self._show(interaction, handle)

    @on("own-reply")
    async def reply(self, interaction: Interaction, handle: str) -> None:
        await self._own(interaction, handle)
        draft = await self.bot.drafts.find(member_of(interaction), f"reply/{handle}")
        await self.bot.desk.write(interaction, f"reply/{handle}", draft.fields if draft else {})

    @on("own-edit")
    async def edit(self, interaction: Interaction, handle: str) -> None:
        post = await self._own(interaction, handle)
        purpose = f"{post.kind}/{handle}/edit"
        draft = await self.bot.drafts.find(member_of(interaction), purpose)
        await self.bot.desk.write(
            interaction, purpose, draft.fields if draft else self.bot.desk.fields_of(post)
        )

    @on("own-close")
    async def close(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        post = await self._own(interaction, handle)
        await self.bot.board.close(member.guild_id, handle, member.user_id, closed=not post.closed)
        self.bot.hurry()
        await self._show(interaction, handle)

    @on("own-delete")
    async def delete(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        text, view = views.really_delete(await self._own(interaction, handle))
        await ui.answer(interaction, text, view=view)

    @on("own-delete-now")
    async def delete_now(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        await self.bot.board.delete(member.guild_id, handle, member.user_id)
        self.bot.hurry()
        await ui.answer(
            interaction,
            t("**{handle}** is erased here. Its message and thread are being taken down.", handle=handle),
        )

    @on("me-too")
    async def me_too(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        counted = await self.bot.board.me_too(member.guild_id, handle, member.user_id)
        self.bot.hurry()
        await ui.answer(
            interaction,
            t("Counted. Nobody sees who. Press again to take it back.")
            if counted
            else t("Taken back. You are not counted any more."),
        )

    async def _own(self, interaction: Interaction, handle: str) -> Post:
        member = member_of(interaction)
        async with self.bot.database.begin() as session:
            return await self.bot.board.find(session, member.guild_id, handle, author_id=member.user_id)

    async def _list(self, interaction: Interaction, page: int) -> None:
        member = member_of(interaction)
        async with self.bot.database.begin() as session:
            posts = await self.bot.board.store.by_author(session, member.guild_id, member.user_id)
        listed = [post for post in posts if self.bot.kinds[post.kind].kind.listed == "/rejection mine"]
        text, view = views.own_list(listed, page)
        await ui.answer(interaction, text, view=view)

    async def _show(self, interaction: Interaction, handle: str) -> None:
        post = await self._own(interaction, handle)
        async with self.bot.database.begin() as session:
            parent = await self.bot.board.store.get(session, post.parent_id) if post.parent_id else None
            stuck = await outbox.stuck(session, post.guild_id)
            replies = await self.bot.board.store.replies(session, post.id)
        published = [one for one in replies if one.state is State.PUBLISHED]
        answers = sum(not self.bot.kinds[one.kind].kind.of_author for one in published)
        text, embeds, view = views.own_post(post, parent, self.bot.kinds, stuck, answers)
        await ui.answer(interaction, text, embeds=embeds, view=view)
