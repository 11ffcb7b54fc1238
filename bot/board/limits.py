"""How much may be posted: by one member, and on a whole server. Every refusal has the same words. And how much may be
reported.

What is counted is told by a keyed digest alone, with the day or minute in it, and swept away by retention.

When many posts come in, each member may send only one in ten minutes, and all of them wait for a moderator (slow mode);
when still more come in, publication is paused and moderators are told.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Index, LargeBinary, func, select
from sqlalchemy.orm import Mapped, mapped_column

from bot import outbox
from bot.audit import Audit
from bot.board.pause import pause
from bot.board.store import day_of
from bot.clock import Clock
from bot.db import NOBODY, Base, Held, Session, UtcDateTime, insert
from bot.errors import UserError
from bot.servers import ServerSettings
from bot.vault import Vault
from bot.words import t

RAID = "board.raid"
"""The job of the outbox that tells moderators of an automatic pause; its subject is the server's id."""
FLOODED = "more posts in a minute than the set-up allows"
"""Why the bot has paused by itself, as the audit says it."""
SHORT = timedelta(minutes=10)
IN_SHORT = 8
"""How often one member posts or changes something within ten minutes, and how often one is asked for other words; in
slow mode one may post once."""
REPORTS_A_DAY = 10
"""Of one member on one server: enough reports hold a post, so a few accounts could otherwise empty a board."""
LOOK_BACK = 5
"""Minutes that slow mode looks back: it is on when in these as many posts came in as pause everything in one."""


class TallyRow(Base):
    """How often something happened in a while: by one person, or on a server."""

    __tablename__ = "posting_tallies"
    held = Held(
        "how often you posted and reported: today, and in the last ten minutes",
        readers=NOBODY,
        kept="two days",
        mine=lambda who: TallyRow.person_digest.in_(who.digests("posting")),
        old=lambda now: TallyRow.expires_at <= now,
    )
    __table_args__ = (Index(None, "person_digest"), Index(None, "expires_at"))

    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    person_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Limits:
    """Takes a session, never commits: what was refused is not counted."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        self._audit = Audit(vault, clock)

    async def take(
        self, session: Session, server: ServerSettings, user_id: int, *, is_new: bool, in_day: bool
    ) -> bool:
        """Count one more; UserError where it is too much for now; True where a moderator must read it first.

        ``is_new`` is False for a change of a post; ``in_day`` says whether it counts for the member's day.
        """
        now, guild_id = self._clock.now(), server.guild_id
        person = self._vault.digest("posting", guild_id, user_id)
        slow = await self.is_slow(session, server)
        await self._in_short(session, "posting short", guild_id, user_id, 1 if slow else IN_SHORT)
        if in_day:
            day = self._vault.digest("posting day", guild_id, user_id, now.date().isoformat())
            if await self._add(session, day, person, day_of(now) + timedelta(days=2)) > server.posts_per_day:
                raise refusal()
        if is_new:
            minute = self._minute(guild_id, now)
            count = await self._add(session, minute, None, now + timedelta(minutes=LOOK_BACK + 1))
            if count > server.posts_per_minute and await pause(session, guild_id):
                await outbox.request(session, RAID, str(guild_id), due=now, guild_id=guild_id)
                await self._audit.record(session, guild_id, None, "pause", reason=t(FLOODED))
        return slow

    async def ask(self, session: Session, server: ServerSettings, user_id: int) -> None:
        """Count that a member is asked for other words; UserError where that is too often for now."""
        await self._in_short(session, "posting asked", server.guild_id, user_id, IN_SHORT)

    async def report(self, session: Session, guild_id: int, user_id: int) -> None:
        """Count one more report; UserError where it is too much for a day."""
        now = self._clock.now()
        person = self._vault.digest("posting", guild_id, user_id)
        day = self._vault.digest("reporting day", guild_id, user_id, now.date().isoformat())
        if await self._add(session, day, person, day_of(now) + timedelta(days=2)) > REPORTS_A_DAY:
            raise UserError(
                t(
                    "You have reported {most} posts today, and moderators see them all. This one was not sent. If it "
                    "cannot wait until tomorrow, write to a moderator, or report the message to Discord.",
                    most=REPORTS_A_DAY,
                )
            )

    async def _in_short(self, session: Session, what: str, guild_id: int, user_id: int, most: int) -> None:
        number = int(self._clock.now().timestamp() // SHORT.total_seconds())
        key = self._vault.digest(what, guild_id, user_id, number)
        # Neither end of a member's counts tells the moment of a post.
        over = datetime.fromtimestamp((number + 1) * SHORT.total_seconds(), UTC)
        if await self._add(session, key, self._vault.digest("posting", guild_id, user_id), over) > most:
            raise refusal()

    async def is_slow(self, session: Session, server: ServerSettings) -> bool:
        """Whether so many posts came in lately that members have to wait between two of theirs."""
        now = self._clock.now()
        minutes = [self._minute(server.guild_id, now - timedelta(minutes=ago)) for ago in range(LOOK_BACK)]
        total = await session.scalar(select(func.sum(TallyRow.count)).where(TallyRow.key.in_(minutes)))
        return (total or 0) >= server.posts_per_minute

    async def _add(self, session: Session, key: bytes, person: bytes | None, expires_at: datetime) -> int:
        """Count once more; the new count. Two at one instant get two numbers."""
        row = {"key": key, "person_digest": person, "count": 1, "expires_at": expires_at}
        counted = await session.scalars(
            insert(session, TallyRow)
            .on_conflict_do_update(index_elements=["key"], set_={"count": TallyRow.count + 1})
            .returning(TallyRow.count),
            row,
        )
        return int(counted.one())

    def _minute(self, guild_id: int, at: datetime) -> bytes:
        return self._vault.digest("posting minute", guild_id, int(at.timestamp() // 60))


def refusal() -> UserError:
    """What everybody reads who cannot post just now, whatever the cause."""
    return UserError(
        t(
            "I can't take another one for this server just now. Please try again later. What you wrote is kept."
        )
    )
