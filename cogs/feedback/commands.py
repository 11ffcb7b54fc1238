"""`/feedback`: giving it, from a button, a command or the message menu, and looking after what one gave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot import ui
from bot.board.handles import read_handle
from bot.board.ui import member_of
from bot.errors import UserError
from bot.ui import on
from bot.words import t
from cogs.feedback import views
from cogs.feedback.guide import guide
from cogs.feedback.kinds import SURE
from cogs.feedback.service import FeedbackService

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Feedback(commands.Cog):
    """Peers answer a post."""

    group = app_commands.Group(name="feedback", description="Help somebody with what you noticed, kindly")

    def __init__(self, bot: Onward, service: FeedbackService) -> None:
        self.bot = bot
        self._service = service
        self._menu = app_commands.ContextMenu(name="Give feedback", callback=self.from_menu)
        self._menu.guild_only = True

    async def cog_load(self) -> None:
        self.bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @group.command(name="guide", description="How to give feedback that helps")
    async def guide(self, interaction: Interaction) -> None:
        await interaction.response.send_message(t(guide().text), ephemeral=True)

    @group.command(name="give", description="Give feedback on a post of the board")
    @app_commands.describe(post="The handle under the post, such as K7Q2")
    async def give_command(self, interaction: Interaction, post: app_commands.Range[str, 1, 20]) -> None:
        await self._write(interaction, read_handle(post))

    @give_command.autocomplete("post")
    async def posts(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None:
            return []
        handles = await self._service.open_posts(interaction.guild_id, read_handle(typed))
        return [app_commands.Choice(name=handle, value=handle) for handle in handles]

    @group.command(name="mine", description="What you gave, and what of it helped; only you see it")
    async def mine(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        await self._list(interaction, 0)

    async def from_menu(self, interaction: Interaction, message: discord.Message) -> None:
        """The message menu, on any post of the board."""
        for row in message.components:
            for item in getattr(row, "children", ()):
                _, name, handle, *_ = (*str(getattr(item, "custom_id", "")).split(":"), "", "")
                if name == "give-feedback" and self.bot.user and message.author.id == self.bot.user.id:
                    await self._write(interaction, handle)
                    return
        raise UserError(t("That is no post of the board, so there is nothing to give feedback on."))

    @on("give-feedback")
    async def give(self, interaction: Interaction, handle: str) -> None:
        await self._write(interaction, handle)

    @on("feedback-sign")
    async def sign(self, interaction: Interaction, draft_id: str) -> None:
        name = interaction.user.display_name
        await self._choose(interaction, draft_id, "signed", lambda now: "" if now else name)

    @on("feedback-sure")
    async def sure(self, interaction: Interaction, draft_id: str) -> None:
        value = next((value for value in ui.chosen(interaction) if value in SURE), "")
        await self._choose(interaction, draft_id, "sure", lambda _: value)

    @on("given-page")
    async def page(self, interaction: Interaction, page: str) -> None:
        await ui.acknowledge(interaction)
        await self._list(interaction, int(page) if page.isdecimal() else 0)

    @on("given-open")
    async def open(self, interaction: Interaction, _key: str) -> None:
        await self.show(interaction, ui.choice(interaction))

    @on("given-show")
    async def show(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        one = await self._service.given_one(member_of(interaction), handle)
        text, embeds, view = views.given_one(*one, self.bot.kinds)
        await ui.answer(interaction, text, embeds=embeds, view=view)

    @on("given-edit")
    async def edit(self, interaction: Interaction, handle: str) -> None:
        member = member_of(interaction)
        post, _, _ = await self._service.given_one(member, handle)
        purpose = f"{post.kind}/{handle}/edit"
        draft = await self.bot.drafts.find(member, purpose)
        await self.bot.desk.write(
            interaction, purpose, draft.fields if draft else self.bot.desk.fields_of(post)
        )

    @on("given-delete")
    async def delete(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        await self._service.given_one(member_of(interaction), handle)
        text, embeds, view = views.really_delete(handle)
        await ui.answer(interaction, text, embeds=embeds, view=view)

    @on("given-delete-now")
    async def delete_now(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        await self.bot.board.delete(member.guild_id, handle, member.user_id)
        self.bot.hurry()
        await ui.answer(
            interaction, t("**{handle}** is erased here. Its message is being taken down.", handle=handle)
        )

    async def _write(self, interaction: Interaction, handle: str) -> None:
        member = member_of(interaction)
        post = await self._service.may_give(member, handle)
        purpose = f"feedback/{post.handle}"
        draft = await self.bot.drafts.find(member, purpose)
        await self.bot.desk.write(interaction, purpose, draft.fields if draft else {})

    async def _choose(self, interaction: Interaction, draft_id: str, name: str, choose: Any) -> None:
        """Change one fact of a draft, and show it anew."""
        await ui.acknowledge(interaction)
        preview = await self.bot.drafts.decide(
            member_of(interaction),
            draft_id,
            lambda now: {"fields": {**now.draft.fields, name: choose(now.draft.fields.get(name, ""))}},
        )
        await self.bot.desk.show(interaction, preview)

    async def _list(self, interaction: Interaction, page: int) -> None:
        guild_id = interaction.guild_id
        given = await self._service.given(guild_id, interaction.user.id)
        text, embeds, view = views.given_list(given, page, in_server=guild_id is not None)
        await ui.answer(interaction, text, embeds=embeds, view=view)
