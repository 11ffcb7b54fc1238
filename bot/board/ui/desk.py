"""The desk: a member writes, sees exactly what would be public, decides, and posts.

It serves every kind of post. Nothing here knows who reads the board; everything goes to the member alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import discord
from discord import SelectOption
from discord import ui as dui

from bot import ui
from bot.board.board import Board
from bot.board.drafts import Draft, Drafts, Member, Preview
from bot.board.post import Post, State
from bot.board.ui.look import Kinds, PostKind, embeds, state_words, too_long
from bot.db import Database
from bot.errors import UserError
from bot.masking import Span, explain
from bot.safety.neutral import harmless
from bot.servers import ServerSettings
from bot.ui import on
from bot.words import t

Interaction = discord.Interaction[Any]
LISTED = 8
"""How many masks the preview explains in words; the select lists up to 25."""
OPTIONS = 25


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
        text = _too_long_words(excess) if excess else _preview_words(preview, server)
        look = kind.look(preview.content, draft.about if draft.is_edit else t("a new handle"), None)
        await ui.answer(
            interaction,
            text[:2000],
            embeds=embeds(look, preview.content.text),
            view=_preview_controls(preview, server, can_post=not excess),
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
        await ui.answer(interaction, _posted_words(post, draft))

    @on("draft-also")
    async def ask_also(self, interaction: Interaction, draft_id: str) -> None:
        draft = await self._drafts.get(member_of(interaction), draft_id)
        typed = dui.TextInput[Any](
            custom_id="also", default=", ".join(draft.also) or None, max_length=400, required=False
        )
        await interaction.response.send_modal(
            ui.Modal(
                t("Mask more"),
                "draft-also-typed",
                draft_id,
                ui.label(
                    t("A person, company or place"),
                    typed,
                    t("Masked wherever it stands. Several: with commas."),
                ),
            )
        )

    @on("draft-also-typed")
    async def also(self, interaction: Interaction, draft_id: str) -> None:
        words = [word.strip() for word in ui.typed(interaction).get("also", "").split(",")]
        await self._decide(interaction, draft_id, also=tuple(dict.fromkeys(word for word in words if word)))

    @on("draft-accept")
    async def accept(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        keys = _keys(preview.suggested, ui.chosen(interaction))
        await self._decide(interaction, draft.id, accepted=keys)

    @on("draft-all")
    async def accept_all(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        await self._decide(interaction, draft.id, accepted=tuple(span.key for span in preview.suggested))

    @on("draft-undo")
    async def undo(self, interaction: Interaction, draft_id: str) -> None:
        draft, preview = await self._preview(interaction, draft_id)
        await self._decide(interaction, draft.id, undone=_keys(preview.masked, ui.chosen(interaction)))

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


def _preview_words(preview: Preview, server: ServerSettings) -> str:
    lines = [t("**Only you see this. Below is exactly what others will see.**")]
    undone = set(preview.draft.undone)
    masked = [span for span in preview.masked if span.fixed or span.key not in undone]
    if masked:
        told = [f"{_word(preview, span)} → {span.replacement} ({explain(span)})" for span in masked[:LISTED]]
        more = t(" · and {count} more", count=len(masked) - LISTED) if len(masked) > LISTED else ""
        lines.append(t("**Masked:** ") + " · ".join(told) + more)
    elif not preview.suggested:
        lines.append(t("**Masked:** nothing. I found no name, company, place or contact."))
    open_ = [span for span in preview.suggested if span.key not in preview.draft.accepted]
    if open_:
        told = [_word(preview, span) for span in open_[:LISTED]]
        more = t(" and {count} more", count=len(open_) - LISTED) if len(open_) > LISTED else ""
        lines.append(t("**May still identify you:** ") + ", ".join(told) + more)
    lines.append(t("**Is a person, company or place still in there?** Press `Mask more` and type it."))
    lines.append(t("**Appears:** {when}", when=_when(preview.draft, server)))
    lines.append(
        t(
            "-# Nobody on this server learns who wrote it, moderators included. Whoever runs the bot holds the key and "
            "could open the seal. Your style and rare facts can still give you away."
        )
    )
    return "\n".join(lines)


def _when(draft: Draft, server: ServerSettings) -> str:
    if draft.is_edit:
        return (
            t("after a moderator has read the change.") if server.review else t("at once, marked as edited.")
        )
    review = t("after a moderator has read it, ") if server.review else ""
    if draft.at_once or not server.release_minutes:
        return review + t("at once.")
    return review + t(
        "at a random moment within {minutes} minutes, so that nobody can tell it by who was online.",
        minutes=server.release_minutes,
    )


def _too_long_words(excess: int) -> str:
    return t(
        "**Only you see this. It is about {excess} characters too long for one message.** "
        "Nothing is lost: press `Edit` and shorten it a little.",
        excess=excess,
    )


def _posted_words(post: Post, draft: Draft) -> str:
    if draft.is_edit:
        return t("Saved. **{handle}**: {state}.", handle=post.handle, state=state_words(post))
    next_steps = t("`/rejection mine` shows it, and lets you answer, edit or delete it.")
    if post.state is State.WAITING:
        return t("Sent. **{handle}** waits for a moderator. {next}", handle=post.handle, next=next_steps)
    at = int(post.release_at.timestamp()) if post.release_at else 0
    return t("Sent. **{handle}** appears <t:{at}:R>. {next}", handle=post.handle, at=at, next=next_steps)


def _preview_controls(preview: Preview, server: ServerSettings, *, can_post: bool) -> ui.View:
    draft = preview.draft
    open_ = [span for span in preview.suggested if span.key not in draft.accepted]
    items: list[dui.Item[Any]] = [
        ui.button(
            t("Save") if draft.is_edit else t("Post"),
            "draft-post",
            draft.id,
            style=discord.ButtonStyle.success,
            disabled=not can_post,
            row=0,
        ),
        ui.button(t("Edit"), "draft-edit", draft.id, row=0),
        ui.button(t("Discard"), "draft-discard", draft.id, row=0),
    ]
    if open_:
        items.append(ui.button(t("Mask all of these"), "draft-all", draft.id, row=0))
    items.append(ui.button(t("Mask more"), "draft-also", draft.id, row=0))
    if preview.suggested:
        options = _options(preview, preview.suggested, set(draft.accepted))
        items.append(
            ui.select(
                "draft-accept",
                draft.id,
                options,
                placeholder=t("Mask these too"),
                least=0,
                most=OPTIONS,
                row=1,
            )
        )
    undoable = [span for span in preview.masked if not span.fixed]
    if undoable:
        options = _options(preview, undoable, set(draft.undone))
        items.append(
            ui.select(
                "draft-undo",
                draft.id,
                options,
                placeholder=t("Leave these as they are"),
                least=0,
                most=OPTIONS,
                row=2,
            )
        )
    if server.release_minutes and not draft.is_edit:
        text = t("Appear at a random moment") if draft.at_once else t("Appear at once")
        items.append(ui.button(text, "draft-when", draft.id, row=3))
    for name in ("company", "role"):
        if draft.fields.get(name):
            shown = name in draft.shown
            text = t("Hide the {name}", name=name) if shown else t("Show the {name}", name=name)
            items.append(ui.button(text, f"draft-{name}", draft.id, row=3))
    return ui.View(*items)


def _options(preview: Preview, spans: Sequence[Span], taken: set[str]) -> list[SelectOption]:
    return [
        SelectOption(
            label=preview.words[span.key].strip()[:100] or "–",
            value=_short(span.key),
            description=f"{span.replacement} · {explain(span)}"[:100],
            default=span.key in taken,
        )
        for span in spans[:OPTIONS]
    ]


def _keys(spans: Sequence[Span], values: Sequence[str]) -> tuple[str, ...]:
    return tuple(span.key for span in spans if _short(span.key) in values)


def _short(key: str) -> str:
    """A key as a select's value, which may have 100 characters at most."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _word(preview: Preview, span: Span) -> str:
    return f"“{harmless(preview.words[span.key][:40])}”"
