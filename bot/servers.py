"""What a server's moderators set up."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Text, update
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import MODERATORS, Base, Held, Session, UtcDateTime

LEAST_COUNT_MINUTES = 5

_chance = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A finished set-up. Channels and the role are Discord's ids; the release delay is the longest, in minutes.

    ``feedback_…``: how old an account must be to give feedback, and how much of it one member gives in a day, to one
    post, and to one author in a day. ``posts_…``: how much one member posts in a day, and how many posts in a minute
    pause the whole server. ``report_threshold``: how many members' reports hold a post; 0 for never. ``paused``:
    nothing is published now; ``set_paused`` alone changes it.
    """

    guild_id: int
    board_channel_id: int
    board_is_forum: bool
    review_channel_id: int
    log_channel_id: int | None = None
    prompts_channel_id: int | None = None
    moderator_role_id: int | None = None
    review: bool = True
    release_minutes: int = 15
    retention_days: int = 30
    feedback_age_days: int = 0
    feedback_per_day: int = 10
    feedback_per_post: int = 3
    feedback_per_pair: int = 5
    posts_per_day: int = 20
    posts_per_minute: int = 20
    report_threshold: int = 3
    paused: bool = False

    def release_at(self, now: datetime, *, at_once: bool = False) -> datetime | None:
        """When a post that is ready may appear: at a random moment, so that nobody can tell it by who was online.
        None while publication is paused: whoever resumes it says when."""
        if self.paused:
            return None
        if at_once or not self.release_minutes:
            return now
        return now + timedelta(seconds=_chance.uniform(60, self.release_minutes * 60))

    def review_at(self, now: datetime, *, at_once: bool = False) -> datetime:
        """From when on moderators see what waits for them: to the minute, and a random while later, so that none of
        them can tell by who is online whose it is."""
        longest = min(self.release_minutes * 20, 300)
        if at_once or not longest:
            return now.replace(second=0, microsecond=0)
        later = now + timedelta(seconds=60 + _chance.uniform(0, longest))
        return later.replace(second=0, microsecond=0)

    def next_count_at(self, now: datetime) -> datetime:
        """When counts under posts are next brought up to date: the same moment for every post of the server, also
        where posts appear at once, for a press tells who is online as much as a post does."""
        window = max(self.release_minutes, LEAST_COUNT_MINUTES) * 60
        return datetime.fromtimestamp((now.timestamp() // window + 1) * window, UTC)


class ServerRow(Base):
    """One row per server whose set-up was finished. ``told``: the codes of the troubles that moderators were told of
    and that last; ``left_at``: since when the bot is there no more."""

    __tablename__ = "servers"
    held = Held(
        "what moderators set up: channels, role, rules", readers=MODERATORS, kept="while Onward is there"
    )

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    board_channel_id: Mapped[int] = mapped_column(BigInteger)
    board_is_forum: Mapped[bool]
    review_channel_id: Mapped[int] = mapped_column(BigInteger)
    log_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    prompts_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    moderator_role_id: Mapped[int | None] = mapped_column(BigInteger)
    review: Mapped[bool]
    release_minutes: Mapped[int]
    retention_days: Mapped[int]
    feedback_age_days: Mapped[int]
    feedback_per_day: Mapped[int]
    feedback_per_post: Mapped[int]
    feedback_per_pair: Mapped[int]
    posts_per_day: Mapped[int]
    posts_per_minute: Mapped[int]
    report_threshold: Mapped[int]
    paused: Mapped[bool] = mapped_column(default=False)
    told: Mapped[str] = mapped_column(Text, default="")
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


async def get_server(session: Session, guild_id: int) -> ServerSettings | None:
    """The server's settings; None until its set-up is finished."""
    row = await session.get(ServerRow, guild_id)
    if row is None:
        return None
    return ServerSettings(**{name: getattr(row, name) for name in ServerSettings.__dataclass_fields__})


async def save_server(session: Session, settings: ServerSettings) -> None:
    values = asdict(settings)
    del values["paused"]  # a set-up that takes a while must not undo a pause that came meanwhile
    await session.merge(ServerRow(**values))


async def set_paused(session: Session, guild_id: int, *, paused: bool) -> bool:
    """Pause a server's publication, or end that; False where it was so already."""
    was = ServerRow.guild_id == guild_id, ServerRow.paused != paused
    changed = await session.execute(
        update(ServerRow).where(*was).values(paused=paused).returning(ServerRow.guild_id)
    )
    return changed.first() is not None
