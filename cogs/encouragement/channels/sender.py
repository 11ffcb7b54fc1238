"""Posts what moderators scheduled, once; and says in `/mod health` where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import discord

from bot import ui
from bot.health import Finding
from bot.outbox import Again, Job
from bot.words import t
from cogs.encouragement.channels import views
from cogs.encouragement.channels.schedule import Schedule
from cogs.encouragement.channels.service import ChannelPrompts
from cogs.encouragement.channels.themes import Words

if TYPE_CHECKING:
    from bot.app import Onward

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
"""The last one to find again after a failure what stands there already, and to say nothing twice in a row."""
LOOK_BACK = timedelta(minutes=2)
LOOK_THROUGH = 50
"""Messages of a channel, when a schedule is new."""


class ChannelSender:
    """The sender of ``channel.prompt``; a job's subject is the id of a schedule."""

    def __init__(self, bot: Onward, prompts: ChannelPrompts) -> None:
        self._bot = bot
        self._prompts = prompts

    async def send(self, job: Job) -> Again | None:
        schedule = await self._prompts.turn(job.subject, reachable=True)
        if schedule is None:
            return None
        if schedule.due > self._bot.clock.now():
            return Again(schedule.due)
        channel = self.channel(schedule)
        if channel is None or self.missing(schedule):
            return await self._left_out(schedule)
        words = await self._prompts.words(schedule)
        if words is None:
            return await self._left_out(schedule)
        try:
            if job.tried_since is None or not await _is_there(channel, schedule, words, job):
                await self.post(channel, schedule, words)
        except (discord.Forbidden, discord.NotFound):  # gone, or closed to the bot, since it was last seen
            return await self._left_out(schedule)
        due = await self._prompts.posted(schedule, words)
        return Again(due) if due else None

    async def post(
        self, channel: discord.TextChannel, schedule: Schedule, words: Words, note: str = ""
    ) -> discord.Message:
        """Put the words there with their buttons."""
        key = key_of(schedule)
        return await channel.send(
            views.post(words) + note,
            view=ui.View(*views.under(words, key)),
            nonce=f"channel-{key}"[:25],
            allowed_mentions=discord.AllowedMentions.none(),
        )

    def channel(self, schedule: Schedule) -> discord.TextChannel | None:
        found = self._bot.get_channel(schedule.channel_id)
        return found if isinstance(found, discord.TextChannel) else None

    def missing(self, schedule: Schedule) -> list[str]:
        """The names of the permissions that the bot lacks there."""
        channel = self.channel(schedule)
        if channel is None:
            return []
        held = channel.permissions_for(channel.guild.me)
        return [name for permission, name in NEEDED.items() if not getattr(held, permission)]

    def trouble(self, schedule: Schedule) -> str:
        """Why a schedule is left out, in a sentence; empty where it is not."""
        if self.channel(schedule) is None:
            return t(
                "⚠ The channel of a scheduled prompt is gone or hidden from me ({theme}), so it is left out. "
                "`/mod prompts remove` takes it off the list.",
                theme=views.theme_name(schedule.theme),
            )
        missing = self.missing(schedule)
        if not missing:
            return ""
        return t(
            "⚠ Scheduled prompts in <#{channel}> are left out: I need *{names}* there.",
            channel=schedule.channel_id,
            names=", ".join(missing),
        )

    async def check(self, guild: discord.Guild) -> Sequence[Finding]:
        """For `/mod health`."""
        schedules = await self._prompts.all(guild.id)
        found = [
            Finding(words.removeprefix("⚠ "), good=False, code=f"prompts-left-out:{schedule.channel_id}")
            for schedule in schedules
            if (words := self.trouble(schedule))
        ]
        count = len(schedules) - len(found)
        fine = t("Scheduled prompts: {count}, each with a channel that I can write in.", count=count)
        return [*found, Finding(fine)] if count else found

    async def _left_out(self, schedule: Schedule) -> Again | None:
        skipped = await self._prompts.turn(schedule.id, reachable=False)
        return Again(skipped.due) if skipped else None


def key_of(schedule: Schedule) -> str:
    """What tells one message of a schedule from the next."""
    return f"{schedule.id}.{int(schedule.due.timestamp()) // 60:x}"


async def _is_there(channel: discord.TextChannel, schedule: Schedule, words: Words, job: Job) -> bool:
    """Whether an attempt whose outcome is unknown has left this very message."""
    wanted = f":{words.id}.{key_of(schedule)}"
    assert job.tried_since is not None  # noqa: S101  the caller looked
    async for message in channel.history(after=job.tried_since - LOOK_BACK, limit=100):
        if any(name.endswith(wanted) for name in ui.control_ids(message)):
            return True
    return False


async def stood_there(channel: discord.TextChannel) -> list[str]:
    """The ids of the words that stand in a channel, the last one at the end: what was scheduled before may be gone from
    the list, and what it said last is still read there."""
    found = [words_in(message) async for message in channel.history(limit=LOOK_THROUGH)]
    return [words_id for words_id in reversed(found) if words_id]


def words_in(message: discord.Message) -> str:
    """The id of the words that a message of a schedule shows; empty for any other."""
    begin = ui.control_id("channel-share")
    ids = [name.removeprefix(begin) for name in ui.control_ids(message) if name.startswith(begin)]
    return ids[0].partition(".")[0] if ids else ""
