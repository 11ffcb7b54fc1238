"""The desk: a member writes, sees exactly what would be public, decides, and posts.

It serves every kind of post. Nothing here knows who reads the board; everything goes to the member alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

import discord
from discord import ui as dui

from bot import ui
from bot.board.board import Board
from bot.board.drafts import Drafts, Member, Preview, Reword
from bot.board.lengths import too_long
from bot.board.post import Post
from bot.board.ui.look import AnsweringKind, Extras, Kinds, PostKind, embeds
from bot.board.ui.preview import (
    keys_of,
    posted_words,
    preview_controls,
    preview_words,
    reword_controls,
    reword_words,
    too_long_words,
)
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

    def hurry(self, at: datetime | None = None) -> None: ...


def member_of(interaction: Interaction) -> Member:
    """Who acts, with every name of theirs that a post must not carry; UserError outside a server."""
    if interaction.guild_id is None:
        raise UserError(t("That works in a server, not in a DM."))
    user = interaction.user
    names = (user.name, user.global_name, user.display_name, getattr(user, "nick", None))
    return Member(interaction.guild_id, user.id, tuple(dict.fromkeys(name for name in names if name)))


@runtime_checkable
class FollowedKind(Protocol):
    """A kind that offers its author something once a post is sent off."""

    def afterwards(self, post: Post) -> list[dui.Item[Any]]: ...


class Desk:
    """Writing, preview and posting."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._drafts = services.drafts

    async def write(
        self, interaction: Interaction, purpose: str, fields: Mapping[str, str], *, name: str = "write"
    ) -> None:
        """Open the form of a kind, filled with what was typed before; Blocked where they could not post it."""
        await self._drafts.may_write(member_of(interaction), purpose)
        await self.open(interaction, purpose, fields, name=name)

    async def open(
        self, interaction: Interaction, purpose: str, fields: Mapping[str, str], *, name: str = "write"
    ) -> None:
        """The same for somebody of whom it is known that they may."""
        kind = self._kind(purpose)
        if isinstance(kind, AnsweringKind):
            title, labels = kind.form_about(fields, await self._answered(interaction, purpose))
        else:
            title, labels = kind.form(fields)
        await interaction.response.send_modal(ui.Modal(title, name, purpose, *labels))

    def fields_of(self, post: Post) -> dict[str, str]:
        """What stands in a post, as the fields of its form."""
        content = post.proposed or post.content
        if content is None:
            return {}
        return {self._kind(post.kind).kind.texts[0]: content.text, **content.facts}

    async def _answered(self, interaction: Interaction, purpose: str) -> Post | None:
        """The post that a draft answers, or that the post it changes answers; None once it is gone."""
        guild_id, (_, handle, *edit) = member_of(interaction).guild_id, purpose.split("/")
        store = self._services.board.store
        async with self._services.database.begin() as session:
            post = await store.by_handle(session, guild_id, handle)
            if edit and post is not None:
                return await store.get(session, post.parent_id) if post.parent_id else None
            return post

    @on("draft-anew")
    async def anew(self, interaction: Interaction, purpose: str) -> None:
        await self.write(interaction, purpose, {}, name="write-anew")

    @on("write-anew")
    async def written_anew(self, interaction: Interaction, purpose: str) -> None:
        await ui.acknowledge(interaction)
        preview = await self._drafts.write(member_of(interaction), purpose, ui.typed(interaction), anew=True)
        await self.show(interaction, preview)

    @on("write")
    async def written(self, interaction: Interaction, purpose: str) -> None:
        await ui.acknowledge(interaction)
        preview = await self._drafts.write(member_of(interaction), purpose, ui.typed(interaction))
        await self.show(interaction, preview)

    async def show(self, interaction: Interaction, preview: Preview) -> None:
        """Show the preview of a draft."""
        draft = preview.draft
        kind = self._kind(draft.purpose)
        extras = kind.extras(preview) if isinstance(kind, AnsweringKind) else Extras()
        excess = too_long(preview.content)
        text = too_long_words(excess) if excess else preview_words(preview, extras)
        await ui.answer(
            interaction,
            text[:2000],
            embeds=self._embeds(preview),
            view=preview_controls(preview, extras, can_post=not excess),
        )

    def _embeds(self, preview: Preview) -> list[discord.Embed]:
        draft = preview.draft
        handle = draft.about if draft.is_edit else t("a handle drawn when you post")
        look = self._kind(draft.purpose).look(preview.content, handle, preview.parent)
        return embeds(look, preview.content.text)

    @on("draft-open")
    async def reopen(self, interaction: Interaction, draft_id: str) -> None:
        await ui.acknowledge(interaction)
        await self.show(interaction, await self._drafts.open(member_of(interaction), draft_id))

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
        try:
            await self._post(interaction, draft_id)
        except Reword as ask:
            draft = ask.preview.draft
            await ui.answer(
                interaction,
                reword_words(ask.words),
                embeds=self._embeds(ask.preview),
                view=reword_controls(draft),
            )

    @on("draft-as-it-is")
    async def post_as_it_is(self, interaction: Interaction, draft_id: str) -> None:
        await ui.acknowledge(interaction)
        await self._post(interaction, draft_id, as_it_is=True)

    async def _post(self, interaction: Interaction, draft_id: str, *, as_it_is: bool = False) -> None:
        draft, post = await self._drafts.post(member_of(interaction), draft_id, as_it_is=as_it_is)
        self._services.hurry(post.release_at)
        kind = self._kind(draft.purpose)
        items = kind.afterwards(post) if isinstance(kind, FollowedKind) and not draft.is_edit else []
        view = ui.View(*items) if items else None
        await ui.answer(interaction, posted_words(post, draft, kind.kind.listed), view=view)

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
        also = tuple(dict.fromkeys(word for word in words if word))
        await self._decide(interaction, draft_id, lambda _: {"also": also})

    @on("draft-accept")
    async def accept(self, interaction: Interaction, draft_id: str) -> None:
        values = ui.chosen(interaction)
        await self._decide(
            interaction, draft_id, lambda preview: {"accepted": keys_of(preview.suggested, values)}
        )

    @on("draft-all")
    async def accept_all(self, interaction: Interaction, draft_id: str) -> None:
        await self._decide(
            interaction,
            draft_id,
            lambda preview: {"accepted": tuple(span.key for span in preview.suggested)},
        )

    @on("draft-undo")
    async def undo(self, interaction: Interaction, draft_id: str) -> None:
        values = ui.chosen(interaction)
        await self._decide(interaction, draft_id, lambda preview: {"undone": keys_of(preview.masked, values)})

    @on("draft-when")
    async def when(self, interaction: Interaction, draft_id: str) -> None:
        await self._decide(interaction, draft_id, lambda preview: {"at_once": not preview.draft.at_once})

    @on("draft-company")
    async def show_company(self, interaction: Interaction, draft_id: str) -> None:
        await self._decide(interaction, draft_id, lambda preview: {"shown": _toggled(preview, "company")})

    @on("draft-role")
    async def show_role(self, interaction: Interaction, draft_id: str) -> None:
        await self._decide(interaction, draft_id, lambda preview: {"shown": _toggled(preview, "role")})

    async def _decide(
        self, interaction: Interaction, draft_id: str, choose: Callable[[Preview], Mapping[str, Any]]
    ) -> None:
        await ui.acknowledge(interaction)
        await self.show(interaction, await self._drafts.decide(member_of(interaction), draft_id, choose))

    def _kind(self, purpose: str) -> PostKind:
        kind = self._services.kinds.get(purpose.split("/")[0])
        if kind is None:
            raise UserError(t("This form is from another time and does nothing any more."))
        return kind


def _toggled(preview: Preview, fact: str) -> tuple[str, ...]:
    return tuple(sorted(set(preview.draft.shown) ^ {fact}))
