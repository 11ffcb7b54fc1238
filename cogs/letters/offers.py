"""A letter is offered to the author of a published rejection: once, not within a day, at their hour.

Who was offered one is known of posts, never of people, and no letter knows of a post.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy import exists, select

from bot import outbox, ui
from bot.board.post import State
from bot.board.tables import PostRow
from bot.db import Session, insert
from bot.outbox import Again, Job
from bot.outbox.sender import CANNOT_DM
from bot.ui import on
from bot.words import t
from cogs.letters.aftercare import Aftercare, local_due
from cogs.letters.letter import Habits
from cogs.letters.replies import Screen, begin, show
from cogs.letters.service import Letters
from cogs.letters.tables import LetterOfferRow

if TYPE_CHECKING:
    from bot.app import Onward

Interaction = discord.Interaction[Any]
LOOK, OFFER = "letters.look", "letters.offer"
EVERY = timedelta(hours=1)
NOT_WITHIN = timedelta(hours=24)
NOT_AFTER = timedelta(days=14)
LOOK_BACK = timedelta(minutes=2)


def offer_at(published: datetime, habits: Habits) -> datetime:
    """The first time at the member's hour that lies at least a day after the publication."""
    earliest = published + NOT_WITHIN
    at = local_due(earliest, 0, habits)
    return at if at >= earliest else local_due(earliest, 1, habits)


class Offers:
    """Looks for newly published rejections, and writes to their authors later."""

    def __init__(self, bot: Onward, letters: Letters, after: Aftercare) -> None:
        self.bot = bot
        self._letters = letters
        self._after = after

    async def begin(self) -> None:
        """Make sure that somebody looks."""
        async with self.bot.database.begin() as session:
            await outbox.request(session, LOOK, "all", due=self.bot.clock.now())

    async def look(self, _job: Job) -> Again:
        """Plan an offer for each rejection that was published since the last look."""
        now = self.bot.clock.now()
        async with self.bot.database.begin() as session:
            for post_id, published in await self._new(session, now):
                author = await self.bot.board.store.author_of(session, post_id)
                await self._remember(session, post_id)
                if author is not None:
                    habits = await self._letters.store.habits(session, author)
                    at = offer_at(published, habits)
                    await outbox.request(session, OFFER, str(post_id), due=at)
        return Again(now + EVERY)

    async def offer(self, job: Job) -> Again | None:
        """Write to the author, unless they want no offers or have begun a letter meanwhile."""
        post_id = int(job.subject)
        async with self.bot.database.begin() as session:
            post = await self.bot.board.store.get(session, post_id)
            author = await self.bot.board.store.author_of(session, post_id) if post else None
            if post is None or author is None or post.state is not State.PUBLISHED:
                return None
            habits = await self._letters.store.habits(session, author)
            letters = await self._letters.store.all(session, author)
            silent_until = await self._after.silent_until(session, habits)
        if not habits.offers or any(letter.created_at >= post.submitted_at for letter in letters):
            return None
        if silent_until is not None:
            return Again(silent_until)
        await self._send(job, author)
        return None

    @on("letter-offer-no")
    async def no_thanks(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction)
        await show(interaction, Screen(t("That is fine. `/letter new` is there if you change your mind.")))

    @on("letter-offer-never")
    async def never(self, interaction: Interaction, _key: str) -> None:
        await begin(interaction)
        await self._after.no_offers(interaction.user.id)
        await show(
            interaction, Screen(t("I will not offer it again. `/letter new` is there if you want one."))
        )

    async def _new(self, session: Session, now: datetime) -> list[tuple[int, datetime]]:
        rows = await session.execute(
            select(PostRow.id, PostRow.release_at, PostRow.active_at).where(
                PostRow.kind == "rejection",
                PostRow.state == State.PUBLISHED,
                PostRow.author.is_not(None),
                PostRow.submitted_at > now - NOT_AFTER,
                ~exists().where(LetterOfferRow.post_id == PostRow.id),
            )
        )
        return [(post_id, released or active) for post_id, released, active in rows]

    async def _remember(self, session: Session, post_id: int) -> None:
        await session.execute(
            insert(session, LetterOfferRow).values(post_id=post_id).on_conflict_do_nothing()
        )

    async def _send(self, job: Job, author: int) -> None:
        text = t(
            "A day has passed. If you would like to ask them what would have helped, I can write a short letter with "
            "you; only you see it, and I send nothing. If not, that is just as good."
        )
        view = ui.View(
            ui.button(t("Begin a letter"), "letter-begin", str(job.id), style=discord.ButtonStyle.primary),
            ui.button(t("No, thank you"), "letter-offer-no", str(job.id)),
            ui.button(t("Do not offer it again"), "letter-offer-never", str(job.id)),
        )
        try:
            channel = await self.bot.create_dm(discord.Object(author))
            if job.tried_since is not None:
                async for message in channel.history(after=job.tried_since - LOOK_BACK, limit=100):
                    if message.content == text:
                        return
            await channel.send(
                text,
                view=view,
                nonce=f"offer-{job.id}-{job.wanted}",
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.HTTPException as error:
            if error.code not in CANNOT_DM:
                raise
