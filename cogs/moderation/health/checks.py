"""What moderation finds on a server: its set-up, channels and permissions, what waits, and what could not be sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from sqlalchemy import func, select

from bot.board.waiting import Waiting, waiting
from bot.db import Session
from bot.health import Finding
from bot.outbox.tables import OutboxRow
from bot.servers import ServerSettings, get_server
from bot.words import t
from cogs.moderation.notices import trouble_words
from cogs.moderation.wizard.trial import PLAIN, missing_in

if TYPE_CHECKING:
    from bot.app import Onward

LONG = timedelta(days=1)
"""A post that waits for moderators longer than this is worth a word."""


class Checks:
    """The checks of moderation, for `/mod health` and for whoever looks after something changed."""

    def __init__(self, bot: Onward) -> None:
        self._bot = bot

    async def check(self, guild: discord.Guild) -> Sequence[Finding]:
        async with self._bot.database.begin() as session:
            server = await get_server(session, guild.id)
            if server is None:
                return [Finding(t("Onward is not set up here yet: `/mod setup` does that."), good=False)]
            queue = await waiting(session, guild.id, self._bot.clock.now())
            stuck = await _stuck(session, guild.id)
        return [*set_up(guild, server), _flow(server), self._queue(queue), _sent(stuck)]

    def _queue(self, queue: Sequence[Waiting]) -> Finding:
        """Only what moderators may see by now: else this would tell when somebody has sent something."""
        if not queue:
            return Finding(t("Nothing waits for moderators."))
        oldest = min(one.since for one in queue)
        words = t(
            "{count} waiting for moderators, the oldest since <t:{at}:R>.",
            count=len(queue),
            at=int(oldest.timestamp()),
        )
        return Finding(words, good=self._bot.clock.now() - oldest < LONG)


def set_up(guild: discord.Guild, server: ServerSettings) -> list[Finding]:
    """Channels, permissions and the role of the set-up, from what is cached of the server."""
    found = list(_troubles(guild, server))
    if not found:
        found.append(Finding(t("Channels and permissions are as they should be.")))
    return found


def _troubles(guild: discord.Guild, server: ServerSettings) -> Iterator[Finding]:
    chosen = (
        server.board_channel_id,
        server.review_channel_id,
        server.log_channel_id,
        server.prompts_channel_id,
    )
    for channel_id in dict.fromkeys(chosen):
        if channel_id is None:
            continue
        code = _trouble(guild, channel_id, with_thread=channel_id == server.board_channel_id)
        if code:
            yield Finding(trouble_words(code), good=False, code=code)
    role_id = server.moderator_role_id
    if role_id is not None and guild.get_role(role_id) is None:
        yield Finding(trouble_words("role-gone"), good=False, code="role-gone")


def _trouble(guild: discord.Guild, channel_id: int, *, with_thread: bool) -> str:
    """What is wrong with a channel, as the outbox names it; empty where nothing is."""
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, (discord.TextChannel, discord.ForumChannel)):
        return f"channel-gone:{channel_id}"
    missing = missing_in(channel, with_thread=with_thread)
    if PLAIN[0] in missing:
        return f"no-access:{channel_id}"
    return f"no-permission:{channel_id}" if missing else ""


async def _stuck(session: Session, guild_id: int) -> int:
    failed = OutboxRow.guild_id == guild_id, OutboxRow.failure.is_not(None)
    return await session.scalar(select(func.count()).select_from(OutboxRow).where(*failed)) or 0


def _flow(server: ServerSettings) -> Finding:
    """Slow mode is not told: whoever fills the count alone would see the moment when somebody else sends something."""
    if server.paused:
        return Finding(t("Publication is paused. `/mod resume` lets it go on."), good=False)
    return Finding(t("Publication goes on as set up."))


def _sent(stuck: int) -> Finding:
    if stuck:
        return Finding(t("{count} could not be sent; I keep trying.", count=stuck), good=False)
    return Finding(t("Everything that was due has been sent."))
