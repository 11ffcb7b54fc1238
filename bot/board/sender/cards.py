"""Keeps a card in the review channel for every post that waits there."""

from __future__ import annotations

from datetime import timedelta

from bot.board.post import Placed, Post, State
from bot.board.sender.reach import SILENT, Reach, gone, naming
from bot.board.ui.card import card
from bot.outbox import Again, Job

CARD_AGAIN = timedelta(minutes=30)
"""How often a waiting card is looked after: one that was deleted comes back within this time."""


class CardSender(Reach):
    """The cards that moderators decide on; a job's subject is a post's id."""

    async def card(self, job: Job) -> Again | None:
        """Keep a card in the review channel while a post waits there, and clear it afterwards."""
        post, parent, server = await self.load(job)
        if post is None or server is None:
            return None
        if not post.in_review:
            stray = await self.stray(job, server.review_channel_id, post.handle, "approve")
            await self.clear_card(post, stray or post.card)
            return None
        if post.review_at is not None and post.review_at > self.clock.now():
            return Again(post.review_at)
        shown = card(self.kinds[post.kind], post, parent)
        if not (
            post.card
            and not post.card_decided
            and post.card.channel_id == server.review_channel_id
            and await self.edit(post.card, shown)
        ):
            with naming(server.review_channel_id):
                placed = await self.seen(job, server.review_channel_id, post.handle, "approve")
                if placed is None or not await self.edit(placed, shown):
                    channel = self.channel(server.review_channel_id, post.guild_id)
                    message = await channel.send(
                        **shown, nonce=f"card-{job.id}-{job.wanted}", allowed_mentions=SILENT
                    )
                    placed = Placed(channel.id, message.id)
            if not await self._record_card(post, placed):
                await gone(self.client.http.delete_message(placed.channel_id, placed.message_id))
                return None
            if post.card is not None and post.card != placed:  # of an earlier review, or in another channel
                await gone(self.client.http.delete_message(post.card.channel_id, post.card.message_id))
        return Again(self.clock.now() + CARD_AGAIN)

    async def _record_card(self, post: Post, placed: Placed) -> bool:
        """Remember where the card stands; False when the author has taken the post back meanwhile."""
        async with self.database.begin() as session:
            now = await self.board.store.get(session, post.id)
            if now is None or now.state is State.DELETED:
                return False
            await self.board.store.change(
                session,
                post.id,
                card_channel_id=placed.channel_id,
                card_message_id=placed.message_id,
                card_decided=False,
            )
            return True
