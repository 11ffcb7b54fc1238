"""`doctor` at Discord: token, intents, clock, and the permissions on each server. Reads, and sends nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp
import discord
from sqlalchemy import select

from bot.app import PERMISSIONS
from bot.checks import Finding, State
from bot.clock import Clock
from bot.db import Database
from bot.servers import ServerRow
from bot.settings import Settings

WRONG_CLOCK = timedelta(seconds=30)
SHOWN = 100
"""Servers looked at; each costs Discord three questions."""
PLAIN = ("view_channel", "send_messages", "embed_links", "read_message_history")
INVITE = "`python -m bot invite` prints the link that asks for all of them."


async def examine_discord(
    settings: Settings, database: Database | None, clock: Clock
) -> AsyncIterator[Finding]:
    """Everything that needs the token to work; where it does not, that alone."""
    if settings.discord_token is None:
        yield Finding(
            "token", State.UNKNOWN, "DISCORD_TOKEN is not set", "Without it `run` opens the try-out."
        )
        return
    dates: list[datetime] = []
    async with discord.Client(intents=discord.Intents.none(), http_trace=_hears_dates(dates)) as client:
        try:
            await client.login(settings.discord_token.get_secret_value())
        except discord.LoginFailure:
            yield Finding("token", State.BAD, "refused", "Copy it anew from the Developer Portal into .env.")
            return
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            seen = f"offline: Discord could not be asked ({type(error).__name__})"
            yield Finding("token", State.UNKNOWN, seen, "Try again when this machine reaches discord.com.")
            return
        yield Finding("token", State.GOOD, "works")
        yield _intents(await client.application_info())
        if dates:
            yield _clock(dates[-1], clock.now())
        if database is not None:
            async for finding in _servers(client, database):
                yield finding


def _intents(application: discord.AppInfo) -> Finding:
    flags = application.flags
    granted = [
        name
        for name in ("gateway_presence", "gateway_guild_members", "gateway_message_content")
        if getattr(flags, name) or getattr(flags, f"{name}_limited")
    ]
    if granted:
        seen = f"{', '.join(name.removeprefix('gateway_') for name in granted)} granted and never used"
        return Finding(
            "intents", State.LOOK, seen, "Turn them off in the Developer Portal: Onward needs none."
        )
    return Finding("intents", State.GOOD, "no privileged one, and none is needed")


def _clock(there: datetime, here: datetime) -> Finding:
    apart = abs(here - there)
    if apart > WRONG_CLOCK:
        return Finding(
            "clock",
            State.BAD,
            f"{apart.total_seconds():.0f} s from Discord's",
            "Let NTP set this machine's clock.",
        )
    return Finding("clock", State.GOOD, "as Discord's")


async def _servers(client: discord.Client, database: Database) -> AsyncIterator[Finding]:
    async with database.begin() as session:
        rows = list(await session.scalars(select(ServerRow).limit(SHOWN)))
    if not rows:
        yield Finding("servers", State.LOOK, "none is set up", "`/mod setup` on a server.")
    for row in rows:
        what = f"server {row.guild_id}"
        try:
            guild = await client.fetch_guild(row.guild_id, with_counts=False)
            me = await guild.fetch_member(client.user.id if client.user else 0)
            channels = {channel.id: channel for channel in await guild.fetch_channels()}
        except (discord.NotFound, discord.Forbidden):
            yield Finding(what, State.LOOK, "the bot is not there any more", INVITE)
            continue
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            yield Finding(
                what, State.UNKNOWN, f"Discord did not answer ({type(error).__name__})", "Try again."
            )
            continue
        troubles = list(_missing(row, me, channels))
        if troubles:
            yield Finding(what, State.BAD, "; ".join(troubles), "`/mod setup` tries the channels. " + INVITE)
        else:
            yield Finding(what, State.GOOD, "every permission in every channel of the set-up")


def _missing(
    row: ServerRow, me: discord.Member, channels: Mapping[int, discord.abc.GuildChannel]
) -> Iterator[str]:
    """What is lacking in each channel of a set-up, in words."""
    named = {
        "board": (row.board_channel_id, tuple(PERMISSIONS)),
        "review": (row.review_channel_id, PLAIN),
        "notices": (row.log_channel_id, PLAIN),
        "prompts": (row.prompts_channel_id, PLAIN),
    }
    for name, (channel_id, wanted) in named.items():
        if channel_id is None:
            continue
        channel = channels.get(channel_id)
        if channel is None:
            yield f"the {name} channel is gone"
            continue
        have = channel.permissions_for(me)
        lacking = [one.replace("_", " ") for one in wanted if not getattr(have, one)]
        if lacking:
            yield f"in the {name} channel: {', '.join(lacking)} missing"


def _hears_dates(dates: list[datetime]) -> aiohttp.TraceConfig:
    """Notes what time Discord's answers bear."""

    async def ended(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, given: aiohttp.TraceRequestEndParams
    ) -> None:
        date = given.response.headers.get("Date")
        if date:
            dates.append(parsedate_to_datetime(date))

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace
