"""`/mod queue`, and what moderators decide: from the queue as from the cards in the review channel."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, NamedTuple

import discord

from bot import outbox, ui
from bot.access import Moderator, moderates, moderator_of, subcommand
from bot.board.post import Post
from bot.board.review import Stale
from bot.board.ui import card
from bot.board.waiting import Show, waiting
from bot.errors import UserError
from bot.words import t
from cogs.moderation.notices import trouble_words
from cogs.moderation.queue.declining import reason_words
from cogs.moderation.queue.forms import decline_form, mask_form, remove_form, words_to_mask
from cogs.moderation.queue.views import (
    Entry,
    choosing,
    decision_words,
    jumping,
    kind_words,
    position,
    turning,
)

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]


class Key(NamedTuple):
    """What a control carries: ``K7Q2.9f3a1c`` on a card, ``K7Q2.9f3a1c.changes.40`` in the queue."""

    handle: str
    seen: str
    show: Show | None
    place: int


def read_key(key: str) -> Key:
    handle, seen, show, place = f"{key}...".split(".")[:4]
    return Key(handle, seen, Show(show) if show in set(Show) else None, _number(place))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


class Queue:
    """The queue, and the decisions of moderators."""

    def __init__(self, bot: Onward) -> None:
        self.bot = bot

    @subcommand("queue", "What waits for you, oldest first")
    async def queue(self, interaction: Interaction) -> None:
        await ui.acknowledge(interaction)
        moderator = await moderator_of(self.bot, interaction)
        await self._show(interaction, moderator.guild_id, Show.ALL)

    @moderates("queue-at")
    async def at(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        handle, place, show = f"{key}..".split(".")[:3]
        part = read_key(f"..{show}").show or Show.ALL
        await self._show(interaction, moderator.guild_id, part, handle=handle, place=_number(place))

    @moderates("queue-show")
    async def filtered(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        [chosen] = ui.chosen(interaction)
        await self._show(interaction, moderator.guild_id, Show(chosen))

    @moderates("queue-jump")
    async def jump(self, interaction: Interaction, show: str, moderator: Moderator) -> None:
        [handle] = ui.chosen(interaction)
        await self._show(
            interaction, moderator.guild_id, read_key(f"..{show}").show or Show.ALL, handle=handle
        )

    @moderates("approve")
    async def approve(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        handle, seen, *_ = read_key(key)
        decision = self.bot.review.approve(moderator.guild_id, handle, by=moderator.user_id, seen=seen)
        await self._decide(interaction, key, moderator, decision)

    @moderates("hold")
    async def hold(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        decision = self.bot.review.hold(moderator.guild_id, read_key(key).handle, by=moderator.user_id)
        await self._decide(interaction, key, moderator, decision)

    @moderates("decline", opens_form=True)
    async def decline(self, interaction: Interaction, key: str, _moderator: Moderator) -> None:
        await interaction.response.send_modal(decline_form(read_key(key).handle, key))

    @moderates("decline-reason", screened="crisis")
    async def declined(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        typed = ui.typed(interaction)
        reason = reason_words(typed.get("listed", ""), typed.get("reason", ""))
        if not reason:
            raise UserError(
                t("Choose a reason or write one: its author shall know why. Nothing was decided.")
            )
        handle, seen, *_ = read_key(key)
        by, guild_id = moderator.user_id, moderator.guild_id
        decision = self.bot.review.decline(guild_id, handle, reason, by=by, seen=seen)
        await self._decide(interaction, key, moderator, decision)

    @moderates("remove", opens_form=True)
    async def remove(self, interaction: Interaction, key: str, _moderator: Moderator) -> None:
        await interaction.response.send_modal(remove_form(read_key(key).handle, key))

    @moderates("remove-reason", screened="crisis")
    async def removed(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        reason = ui.typed(interaction).get("reason", "").strip()
        by, guild_id = moderator.user_id, moderator.guild_id
        decision = self.bot.review.remove(guild_id, read_key(key).handle, reason, by=by)
        await self._decide(interaction, key, moderator, decision)

    @moderates("mask-more", opens_form=True)
    async def mask_more(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        post = await self._find(moderator.guild_id, read_key(key).handle)
        await interaction.response.send_modal(mask_form(post, key))

    @moderates("mask-words", screened="no")
    async def mask(self, interaction: Interaction, key: str, moderator: Moderator) -> None:
        handle, _, show, _ = read_key(key)
        by, guild_id = moderator.user_id, moderator.guild_id
        words = words_to_mask(await self._find(guild_id, handle), ui.typed(interaction))
        post = await self.bot.review.mask(guild_id, handle, words, by=by)
        self.bot.hurry()
        said = t("Masked everywhere in **{handle}**. Read it once more.", handle=handle)
        if show is None or not post.in_review:
            await ui.answer(interaction, said)
        else:
            await self._show(interaction, guild_id, show, handle=handle, said=said)

    @moderates("try-again")
    async def try_again(self, interaction: Interaction, _key: str, moderator: Moderator) -> None:
        async with self.bot.database.begin() as session:
            await self.bot.audit.record(session, moderator.guild_id, moderator.user_id, "retry")
        await self.bot.mended(moderator.guild_id)
        await ui.answer(interaction, t("I am trying again now. `/mod queue` shows whether it worked."))

    async def _find(self, guild_id: int, handle: str) -> Post:
        async with self.bot.database.begin() as session:
            return await self.bot.board.find(session, guild_id, handle)

    async def _decide(
        self, interaction: Interaction, key: str, moderator: Moderator, decision: Awaitable[Post]
    ) -> None:
        """After a decision: on a card say what was done, in the queue show what waits next."""
        handle, _, show, place = read_key(key)
        again = ""
        try:
            said = decision_words(await decision)
        except Stale as stale:
            await self.bot.review.look_again(moderator.guild_id, handle)
            self.bot.hurry()
            if show is None:
                raise
            said, again = str(stale), handle
        except UserError as problem:
            if show is None:
                raise
            said = str(problem)
        self.bot.hurry()
        if show is None:
            await ui.answer(interaction, said)
        else:
            await self._show(interaction, moderator.guild_id, show, handle=again, place=place, said=said)

    async def _show(
        self,
        interaction: Interaction,
        guild_id: int,
        show: Show,
        *,
        handle: str = "",
        place: int = 0,
        said: str = "",
    ) -> None:
        now = self.bot.clock.now()
        async with self.bot.database.begin() as session:
            every = await waiting(session, guild_id, now)
            entries = [entry for entry in every if entry.belongs(show)]
            stuck = await outbox.stuck(session, guild_id)
            at = position([entry.handle for entry in entries], handle, place)
            store = self.bot.board.store
            post = await store.by_handle(session, guild_id, entries[at].handle) if entries else None
            parent = await store.get(session, post.parent_id) if post and post.parent_id else None
        lines = [said] if said else []
        lines += [f"⚠ {trouble_words(failure)}" for failure in sorted(set(stuck.values()))]
        retry = [ui.button(t("Try again now"), "try-again", row=1)] if stuck else []
        if post is None:
            lines.append(t("Nothing waits for you.") if not every else t("Nothing of that kind waits."))
            items = [*retry, *choosing(every, show)]
            await ui.answer(interaction, "\n".join(lines), view=ui.View(*items) if items else None)
            return
        await self.bot.review.look_again(guild_id, post.handle)
        shown = card(self.bot.kinds[post.kind], post, parent, after=f".{show}.{at}")
        lines.append(t("{at} of {count} · {head}", at=at + 1, count=len(entries), head=shown["content"]))
        listed = [Entry(entry.handle, kind_words(entry), entry.since) for entry in entries]
        for item in (
            *turning("queue", listed, at, show),
            *retry,
            *choosing(every, show),
            *jumping("queue", listed, at, show, now, row=4),
        ):
            shown["view"].add_item(item)
        await ui.answer(interaction, "\n".join(lines)[:2000], embeds=shown["embeds"], view=shown["view"])
