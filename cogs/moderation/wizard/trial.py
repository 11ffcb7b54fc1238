"""Trying the channels of a set-up for real: post, open a thread, close it, delete everything again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.app import PERMISSIONS
from bot.servers import ServerSettings
from bot.words import t

if TYPE_CHECKING:
    from bot.app import Onward

PLAIN = ("view_channel", "send_messages", "embed_links", "read_message_history")


@dataclass(frozen=True, slots=True)
class Trial:
    """How a channel did."""

    passed: bool
    words: str


async def try_channels(bot: Onward, settings: ServerSettings) -> list[Trial]:
    """Try every chosen channel once; the board also with a thread."""
    trials = [await _try(bot, settings.board_channel_id, with_thread=True)]
    others = (settings.review_channel_id, settings.log_channel_id, settings.prompts_channel_id)
    for channel_id in dict.fromkeys(others):
        if channel_id is not None and channel_id != settings.board_channel_id:
            trials.append(await _try(bot, channel_id, with_thread=False))
    review = bot.get_channel(settings.review_channel_id)
    if (
        isinstance(review, discord.TextChannel)
        and review.permissions_for(review.guild.default_role).view_channel
    ):
        trials.append(
            Trial(
                True,
                t(
                    "⚠ Everyone can read {channel}, so everyone can read what waits there.",
                    channel=review.mention,
                ),
            )
        )
    return trials


async def _try(bot: Onward, channel_id: int, *, with_thread: bool) -> Trial:
    channel = bot.get_channel(channel_id)
    if not isinstance(channel, (discord.TextChannel, discord.ForumChannel)):
        return Trial(
            False, t("✗ <#{channel}>: I cannot see it. Give me *View Channel* there.", channel=channel_id)
        )
    text = t("Onward tests this channel. This goes away by itself.")
    embed = discord.Embed(description=text)
    try:
        if isinstance(channel, discord.ForumChannel):
            opened = await channel.create_thread(name=t("Onward tests this channel"), embed=embed)
            await opened.thread.edit(locked=True)
            await opened.thread.delete()
        else:
            message = await channel.send(embed=embed)
            try:
                if with_thread:
                    await _try_thread(message)
            finally:
                await message.delete()
    except discord.Forbidden:
        return Trial(False, _refused(channel, with_thread=with_thread))
    except discord.HTTPException as error:
        return Trial(
            False,
            t(
                "✗ {channel}: Discord answered {status}. Please try again in a moment.",
                channel=channel.mention,
                status=error.status,
            ),
        )
    # Discord takes an embed without Embed Links and drops it; history is only needed after a failure.
    if missing_in(channel, with_thread=with_thread):
        return Trial(False, _refused(channel, with_thread=with_thread))
    return Trial(True, t("✓ {channel} works", channel=channel.mention))


async def _try_thread(message: discord.Message) -> None:
    thread = await message.create_thread(name=t("Onward tests this channel"))
    try:
        await thread.send(t("Onward tests this thread."))
        await thread.edit(locked=True)
    finally:
        await thread.delete()


def missing_in(channel: discord.TextChannel | discord.ForumChannel, *, with_thread: bool) -> list[str]:
    """What the bot lacks. Without the first two Discord counts others as missing too, so those are named alone."""
    have = channel.permissions_for(channel.guild.me)
    missing = [name for name in _wanted(with_thread=with_thread) if not getattr(have, name)]
    return missing[:1] if missing and missing[0] in PLAIN[:2] else missing


def _wanted(*, with_thread: bool) -> tuple[str, ...]:
    return tuple(PERMISSIONS) if with_thread else PLAIN


def _refused(channel: discord.TextChannel | discord.ForumChannel, *, with_thread: bool) -> str:
    missing = missing_in(channel, with_thread=with_thread) or _wanted(with_thread=with_thread)
    names = ", ".join(f"*{name.replace('_', ' ').title()}*" for name in missing)
    return t(
        "✗ {channel}: I lack {names}. Give it to me in the channel's settings, under Permissions.",
        channel=channel.mention,
        names=names,
    )
