"""Why it was a no, as the author sees it: asked once a story is sent off, answered in private or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import discord
from discord import SelectOption
from discord import ui as dui
from sqlalchemy import delete

from bot import ui
from bot.board.post import Post
from bot.board.ui import member_of
from bot.db import Session, insert, place
from bot.reasons import CHOICES, CONTROLS, UNKNOWABLE, Source, Why
from bot.ui import on
from bot.vault import Vault
from bot.words import t
from cogs.rejections.tables import WhyRow

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
WHOSE: dict[Source, str] = {"guessed": "It is my guess", "stated": "They told me so"}
NOT_SAID = "none"


class WhyStore:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def get(self, session: Session, post_id: int) -> Why | None:
        row = await session.get(WhyRow, post_id)
        return self.opened(row) if row else None

    async def put(self, session: Session, post_id: int, why: Why | None) -> None:
        """Keep this reason in place of another; None keeps none."""
        if why is None:
            await session.execute(delete(WhyRow).where(WhyRow.post_id == post_id))
            return
        sealed = self._vault.seal(json.dumps(why.dump()), place(WhyRow.payload, post_id))
        await session.execute(
            insert(session, WhyRow)
            .values(post_id=post_id, payload=sealed)
            .on_conflict_do_update(index_elements=["post_id"], set_={"payload": sealed})
        )

    def opened(self, row: WhyRow) -> Why:
        return Why.load(json.loads(self._vault.open(row.payload, place(WhyRow.payload, row.post_id))))


class WhyButtons:
    """The form, from under one's own post or right after it was sent off."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot
        self._store = WhyStore(bot.vault)

    @on("own-why")
    async def ask(self, interaction: Interaction, handle: str) -> None:
        async with self.bot.database.begin() as session:
            post = await self._own(session, interaction, handle)
            why = await self._store.get(session, post.id)
        await interaction.response.send_modal(form(handle, why))

    @on("own-why-said")
    async def said(self, interaction: Interaction, handle: str) -> None:
        await ui.acknowledge(interaction, fresh=True)
        typed = ui.typed(interaction)
        source: Source = "stated" if typed.get("source") == "stated" else "guessed"
        why = Why.of(typed.get("reason", ""), source, typed.get("control", ""))
        async with self.bot.database.begin() as session:
            post = await self._own(session, interaction, handle)
            await self._store.put(session, post.id, why)
        view = ui.View(ui.button(t("May it count?"), "counting")) if why else None
        await ui.answer(interaction, said_words(why), view=view)

    async def _own(self, session: Session, interaction: Interaction, handle: str) -> Post:
        member = member_of(interaction)
        return await self.bot.board.find(session, member.guild_id, handle, author_id=member.user_id)


def why_button(handle: str, row: int | None = None) -> dui.Button[Any]:
    return ui.button(t("Why it was a no"), "own-why", handle, row=row)


def form(handle: str, why: Why | None) -> ui.Modal:
    """Three choices and no text; the last reason is that nobody can know."""
    reasons = {**CHOICES, NOT_SAID: t("I would rather not say")}
    return ui.Modal(
        t("Why it was a no"),
        "own-why-said",
        handle,
        ui.label(
            t("What comes closest"),
            _select("reason", reasons, why.reason if why else NOT_SAID),
            t("For you alone: it chooses words that fit. Nobody else is shown it."),
        ),
        ui.label(t("Whose word is it?"), _select("source", dict(WHOSE), why.source if why else "guessed")),
        ui.label(
            t("Is it in your hands?"),
            _select(
                "control", {str(name): words for name, words in CONTROLS.items()}, why.control if why else ""
            ),
        ),
    )


def said_words(why: Why | None) -> str:
    if why is None:
        return t("Nothing is kept about the reason. That is fine.")
    if why.reason == UNKNOWABLE:
        return t("Kept, for you alone: it cannot be known. The question may rest.")
    return t("Kept, for you alone: {why}. `/encourage me` goes by it.", why=why.words())


def _select(name: str, labels: dict[Any, str], chosen: str) -> dui.Select[Any]:
    options = [
        SelectOption(label=t(label), value=value, default=value == chosen) for value, label in labels.items()
    ]
    return dui.Select(custom_id=name, options=options, required=False, min_values=0)
