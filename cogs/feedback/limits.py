"""How much feedback one member may give. Every refusal has the same words, and none tells whose a post is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.board.draft import Member
from bot.board.post import Post
from bot.board.store import day_of
from bot.clock import Clock
from bot.db import Session
from bot.errors import UserError
from bot.servers import ServerSettings
from bot.vault import Vault
from bot.words import t
from cogs.feedback.store import FeedbackStore

DISCORD_EPOCH = 1420070400
"""Seconds; ids carry the milliseconds since then in their upper 42 bits (Discord's reference, "Snowflakes")."""
KEPT, KEPT_OF_POST = timedelta(days=2), timedelta(days=90)
"""From the beginning of the day: the end of a count tells nobody at which hour something was given."""


class Limits:
    """Counted under keyed digests of giver, day, post and author."""

    def __init__(self, vault: Vault, clock: Clock, store: FeedbackStore) -> None:
        self._vault = vault
        self._clock = clock
        self._store = store

    async def check(self, session: Session, server: ServerSettings, member: Member, parent: Post) -> None:
        """UserError where this member can give this post nothing more for now."""
        now = self._clock.now()
        made_at = datetime.fromtimestamp((member.user_id >> 22) / 1000 + DISCORD_EPOCH, UTC)
        day, on_post, closed = self._keys(member, parent, now)
        if (
            now - made_at < timedelta(days=server.feedback_age_days)
            or await self._store.count(session, closed)
            or await self._store.count(session, day) >= self._of_day(server, member, now)
            or await self._store.count(session, on_post) >= server.feedback_per_post
        ):
            raise refusal()

    async def take(self, session: Session, server: ServerSettings, member: Member, parent: Post) -> None:
        """The same, and count it; UserError also where somebody was faster by the same name.

        What one member gives to one author is not refused by itself: whoever is refused under one post and not under
        another would learn that two posts have one author. It ends the giver's day instead, under every post; and
        the limit of a day is drawn anew for each giver and day, so that neither end can be told from the other.
        Nothing is counted per author: a giver may see how many counts there are, and would see two posts share one.
        """
        await self.check(session, server, member, parent)
        now, giver = self._clock.now(), self._store.giver(member.user_id)
        await self._store.forget_tallies(session, now)
        day, on_post, closed = self._keys(member, parent, now)
        until = day_of(now) + KEPT
        in_day = await self._store.add(session, day, giver, until)
        to_post = await self._store.add(session, on_post, giver, day_of(now) + KEPT_OF_POST)
        await self._store.add(session, self._today(member, parent.id, now), giver, until)
        if in_day > self._of_day(server, member, now) or to_post > server.feedback_per_post:
            raise refusal()
        posts = await self._store.of_same_author(session, parent.id)
        to_author = await self._store.total(session, [self._today(member, one, now) for one in posts])
        if to_author >= server.feedback_per_pair or in_day >= self._of_day(server, member, now):
            await self._store.add(session, closed, giver, until)

    def _today(self, member: Member, post_id: int, now: datetime) -> bytes:
        return self._vault.digest("feedback post today", member.user_id, post_id, _date(now))

    def _keys(self, member: Member, parent: Post, now: datetime) -> tuple[bytes, bytes, bytes]:
        who = (member.guild_id, member.user_id)
        return (
            self._vault.digest("feedback day", *who, _date(now)),
            self._vault.digest("feedback post", *who, parent.id),
            self._vault.digest("feedback closed", *who, _date(now)),
        )

    def _of_day(self, server: ServerSettings, member: Member, now: datetime) -> int:
        """Today's limit of this giver: between what one author may get and what the set-up says."""
        least, most = min(server.feedback_per_pair, server.feedback_per_day), server.feedback_per_day
        drawn = self._vault.digest("feedback limit", member.guild_id, member.user_id, _date(now))
        return least + int.from_bytes(drawn[:8]) % (most - least + 1)


def refusal() -> UserError:
    """What everybody reads who cannot give feedback for now, whatever the cause."""
    return UserError(
        t(
            "Thank you for wanting to help. I can't take feedback from you here for now; another day it works again. "
            "What you wrote so far is kept."
        )
    )


def _date(now: datetime) -> str:
    return now.date().isoformat()
