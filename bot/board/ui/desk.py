"""The desk: a member writes, sees exactly what would be public, decides, and posts.

It serves every kind of post. Nothing here knows who reads the board; everything goes to the member alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import discord

from bot import ui
from bot.board.board import Board
from bot.board.drafts import Draft, Drafts, Member, Preview
from bot.board.post import Post
from bot.board.ui.look import Kinds, PostKind, embeds, too_long
from bot.board.ui.preview import keys_of, posted_words, preview_controls, preview_words, too_long_words
from bot.db import Database
from bot.errors import UserError
from bot.ui import on
from bot.words import t

Interaction = discord.Interaction[Any]


class Services(Protocol):
    """What the desk needs of the bot."""

    database: Database
    board: Board
    drafts: Drafts
    kinds: Kinds

    def hurry(self) -> None: ...


def member_of(interaction: Interaction) -> Member:
    """Who acts, with every name of theirs that a post must not carry; UserError outside a server."""
    if interaction.guild_id is None:
        raise UserError(t("That works in a server, not in a DM."))
    user = interaction.user
    names = (user.name, user.global_name, user.display_name, getattr(user, "nick", None))
    return Member(interaction.guild_id, user.id, tuple(dict.fromkeys(name for name in names if name)))


class Desk:
    """Writing, preview and posting."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._drafts = services.drafts

    async def write(
        self, interaction: Interaction, purpose: str, fields: Mapping[str, str], *, name: str = "write"
    ) -> None:
        """Open the form of a kind, filled with what was typed before."""
        title, labels = self._kind(purpose).form(fields)
        await interaction.response.send_modal(ui.Modal(title, name, purpose, *labels))

    def fields_of(self, post: Post) -> dict[str, str]:
        """What stands in a post, as the fields of its form."""
        content = post.proposed or post.content
        if content is None:
            return {}
        return {self._kind(post.kind).kind.texts[0]: content.text, **content.facts}

    @on("draft-anew")
    async def anew(self, interaction: Interaction, purpose: str) -> None:
        await self.write(interaction, purpose, {}, name="write-anew")

    @on("write-anew")
    async def written_anew(self, interaction: Interaction, purpose: str) -> None:
        await ui.acknowledge(interaction)
        draft = await self._drafts.save(member_of(interaction), purpose, ui.typed(interaction), anew=True)
        await self.show(interaction, draft)

    @on("write")
    async def written(self, interaction: Interaction, purpose: str) -> None:
        await ui.acknowledge(interaction)
        draft = await self._drafts.save(member_of(interaction), purpose, ui.typed(interaction))
        await self.show(interaction, draft)

    async def show(self, interaction: Interaction, draft: Draft) -> None:
        """Show the preview of a draft."""
        async with self._services.database.begin() as session:
            server = await self._services.board.server(session, draft.guild_id)
        kind = self._kind(draft.purpose)
        preview = await self._drafts.preview(kind.kind, member_of(interaction), draft)
        excess = too_long(preview.content)
        text = too_long_words(excess) if excess else preview_words(preview, server)
        look = kind.look(preview.content, draft.about if draft.is_edit else t("a new handle"), None)
        await ui.answer(
            interaction,
            text[:2000],
            embeds=embeds(look, preview.content.text),
            view=preview_controls(preview, server, can_post=not excess),
        )

    @on("draft-open")
    async def reopen(self, interaction: Interaction, draft_id: str) -> None:
        await ui.acknowledge(interaction)
        await self.show(interaction, await self._drafts.get(member_of(interaction), draft_id))

    @on("draft-edit")
    async def edit(self, interaction: Interaction, draft_id: str) -> None:
        draft = await self._drafts.get(member_of(interaction), draft_id)
        await self.write(interaction, draft.purpose, draft.fields)

    @on("draft-discard")
    async def discard(self, interaction: Interaction, draft_id: str) -> None:
        await ui.acknowledge(interaction)
        await self._drafts.discard(member_of(interaction), draft_id)
        await ui.answer(interaction, t("Discarded. Nothing was posted and nothing is kept."))

    @on("draft-post")
    async def post(self, interaction: Interaction, draft_id: str) -> None:
        await ui.acknowledge(interaction)
        member = member_of(interaction)
        draft = await self._drafts.get(member, draft_id)
        post = await self._drafts.post(self._kind(draft.purpose).kind, member, draft_id)
        self._services.hurry()
        await ui.answer(interaction, posted_words(post, draft))

    @on("draft-also")
    async def ask_also(self, interaction: Interaction, draft_id: str) -> None:
        draft = await self._drafts.get(member_of(interaction), draft_id)
        field = ui.field(
            t("A person, company or place"),
            "also",
            ", ".join(draft.also),
            hint=t("Masked wherever it stands. Several: with commas."),
            most=400,
            lines=False,
            required=False,
        )
        await interaction.response.send_modal(ui.Modal(t("Mask more"), "draft-also-typed", draft_id, field))

    @on("draft-also-typed")
    async def also(self, interaction: Interaction, draft_id: str) -> None:
        words = [word.strip() for word in ui.typed(interaction).get("also", "").split(",")]
        await self._decide(interaction, draft_id, also=tuple(dict.fromkeys(word for word in words if word)))

    @on("draft-accept")
    async def accept(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        keys = keys_of(preview.suggested, ui.chosen(interaction))
        await self._decide(interaction, draft.id, accepted=keys)

    @on("draft-all")
    async def accept_all(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        await self._decide(interaction, draft.id, accepted=tuple(span.key for span in preview.suggested))

    @on("draft-undo")
    async def undo(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        await self._decide(interaction, draft.id, undone=keys_of(preview.masked, ui.chosen(interaction)))

    @on("draft-when")
    async def when(self, interaction: Interaction, draft_id: str) -> None:
        draft = await self._acknowledged(interaction, draft_id)
        await self._decide(interaction, draft_id, at_once=not draft.at_once)

    @on("draft-company")
    async def show_company(self, interaction: Interaction, draft_id: str) -> None:
        await self._toggle(interaction, draft_id, "company")

    @on("draft-role")
    async def show_role(self, interaction: Interaction, draft_id: str) -> None:
        await self._toggle(interaction, draft_id, "role")

    async def _toggle(self, interaction: Interaction, draft_id: str, name: str) -> None:
        draft = await self._acknowledged(interaction, draft_id)
        shown = set(draft.shown) ^ {name}
        await self._decide(interaction, draft_id, shown=tuple(sorted(shown)))

    async def _acknowledged(self, interaction: Interaction, draft_id: str) -> Draft:
        await ui.acknowledge(interaction)
        return await self._drafts.get(member_of(interaction), draft_id)

    async def _preview(self, interaction: Interaction, draft_id: str) -> tuple[Draft, Preview]:
        draft = await self._acknowledged(interaction, draft_id)
        kind = self._kind(draft.purpose).kind
        return draft, await self._drafts.preview(kind, member_of(interaction), draft)

    async def _decide(self, interaction: Interaction, draft_id: str, **decisions: Any) -> None:
        if not interaction.response.is_done():
            await ui.acknowledge(interaction)
        await self.show(interaction, await self._drafts.change(member_of(interaction), draft_id, **decisions))

    def _kind(self, purpose: str) -> PostKind:
        kind = self._services.kinds.get(purpose.split("/")[0])
        if kind is None:
            raise UserError(t("This form is from another time and does nothing any more."))
        return kind
