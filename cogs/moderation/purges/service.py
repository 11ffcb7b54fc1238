"""Taking down everything that one author wrote on a server, by the handle of one of their posts.

Who watches the board sees what vanishes; nothing else tells how much it was. So each post goes at a random moment of
one and the same span, and progress is told by the time that has passed, never by a count.
"""

from __future__ import annotations

import random
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.board.board import CARD, SYNC
from bot.db import Session, place
from bot.errors import UserError
from bot.outbox.job import Again, Job
from bot.outbox.queue import request
from bot.words import t
from cogs.moderation.purges.store import Purge, PurgeRow, is_under_way, standing

if TYPE_CHECKING:
    from bot.app import Onward

PURGE = "purge"
"""The job of the outbox; its subject is a purge's id."""
SPAN = timedelta(minutes=1)
"""How long a purge takes, however much there is to take down."""
AT_A_TIME = 50
LOOK_AGAIN = timedelta(seconds=15)

_chance = random.SystemRandom()


class Purges:
    """Begins purges, tells how far they are, and is the sender that carries them out."""

    def __init__(self, bot: Onward) -> None:
        self._bot = bot

    async def begin(self, session: Session, guild_id: int, handle: str) -> Purge:
        """Take down everything by the author of this post; UserError where nobody knows any more who that is."""
        store, now = self._bot.board.store, self._bot.clock.now()
        post = await self._bot.board.find(session, guild_id, handle)
        author_id = await store.author_of(session, post.id)
        if author_id is None:
            raise UserError(
                t(
                    "The link between {handle} and its author was destroyed, so I cannot find what else is theirs. "
                    "Nothing was done. `/mod remove` takes down this one.",
                    handle=handle,
                )
            )
        row = PurgeRow(id=secrets.token_urlsafe(9), guild_id=guild_id, handle=handle, begun_at=now)
        row.person = self._bot.vault.seal(str(author_id), place(PurgeRow.person, row.id))
        session.add(row)
        await session.flush()
        await request(session, PURGE, row.id, due=now)
        return Purge(row.id, guild_id, handle, now)

    async def get(self, session: Session, guild_id: int, purge_id: str) -> Purge | None:
        """A server's purge under way; None once it is done."""
        row = await session.get(PurgeRow, purge_id)
        if row is None or row.guild_id != guild_id:
            return None
        return Purge(row.id, row.guild_id, row.handle, row.begun_at)

    async def carry_out(self, job: Job) -> Again | None:
        """Some posts at a time, so that it can die at any instant and go on; then wait until Discord has followed."""
        async with self._bot.database.begin() as session:
            row = await session.get(PurgeRow, job.subject)
            if row is None:
                return None
            now = self._bot.clock.now()
            author_id = int(self._bot.vault.open(row.person, place(PurgeRow.person, row.id)))
            digest = self._bot.board.store.author_digest(row.guild_id, author_id)
            found = await self._take_down(session, digest, max(row.begun_at + SPAN, now))
            if found == AT_A_TIME:
                return Again(now)
            if now < row.begun_at + SPAN or await is_under_way(session, digest):
                return Again(max(now + LOOK_AGAIN, row.begun_at + SPAN))
            await session.delete(row)
            return None

    async def _take_down(self, session: Session, digest: bytes, end: datetime) -> int:
        """Mark some of the posts that still stand, and what answers them, as removed; how many of the author's."""
        now = self._bot.clock.now()
        ids = await standing(session, digest, AT_A_TIME)
        board = self._bot.board
        for post_id in ids:
            post = await board.store.get(session, post_id)
            assert post is not None  # noqa: S101  this transaction has found it
            await board.take_down(session, post)
            for one in (post, *await board.store.replies(session, post_id)):
                at = now + (end - now) * _chance.random()
                for kind in (SYNC, CARD):
                    await request(session, kind, str(one.id), due=at, guild_id=one.guild_id)
        return len(ids)
