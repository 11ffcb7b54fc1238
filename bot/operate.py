"""What an operator does: run the bot, invite it, care for its database and keys."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.app import PERMISSIONS, Onward
from bot.clock import SystemClock
from bot.db import Database, migrate
from bot.errors import StartupError, report
from bot.logs import set_up_logs
from bot.presence import Presence
from bot.settings import Settings
from bot.start import open_database, open_vault, read_ring

if TYPE_CHECKING:
    from bot.metrics import MetricsServer

log = logging.getLogger("onward")


async def run(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Connect to Discord and stay until told to stop."""
    set_up_logs(settings.log)
    database = await open_database(settings)
    try:
        vault = await open_vault(settings, database)
    except StartupError:
        await database.close()
        raise
    asyncio.get_running_loop().set_exception_handler(_astray)
    clock = SystemClock()
    bot = Onward(settings, database, vault, clock)
    presence = Presence(database, vault, clock, lambda: read_ring(settings))
    await presence.announce()
    staying = asyncio.create_task(presence.stay())
    serving: MetricsServer | None = None
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    try:
        serving = await _serve_metrics(bot)
        await _live(bot, settings, told)
    finally:
        staying.cancel()
        await bot.close()
        if serving is not None:
            await serving.stop()
        await presence.leave()
        await database.close()
    return 0


async def _live(bot: Onward, settings: Settings, told: asyncio.Event) -> None:
    """Be connected until told to stop. Whatever discord.py waits for by then, such as a Discord that is away, is waited
    for no longer; but what is under way is finished first."""
    connected, stopping = asyncio.create_task(_connect(bot, settings)), asyncio.create_task(told.wait())
    await asyncio.wait([connected, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if bot.is_ready():
        await bot.close()
    connected.cancel()
    with suppress(asyncio.CancelledError):
        await connected


async def _connect(bot: Onward, settings: Settings) -> None:
    await _logged_in(bot, settings)
    print(invitation(bot.application_id or 0), flush=True)
    await bot.connect()


async def invite(settings: Settings, _arguments: argparse.Namespace) -> int:
    """Print the invite link, and what each permission is for."""
    async with discord.Client(intents=discord.Intents.none()) as client:
        await _logged_in(client, settings)
        print(invitation(client.application_id or 0))
    return 0


async def database(settings: Settings, arguments: argparse.Namespace) -> int:
    """Upgrade, downgrade or check the schema."""
    if arguments.action == "upgrade":
        opened = await open_database(settings)
        print(f"The database stands at revision {await migrate.revision(opened)}.")
    elif arguments.action == "downgrade":
        opened = Database(settings.database)
        await migrate.downgrade(opened, arguments.to)
        print(f"The database stands at revision {await migrate.revision(opened) or 'none'}.")
    else:
        import bot.tables  # noqa: F401  so that the tables of all features are compared

        opened = Database(settings.database)
        differences = await migrate.drift(opened)
        for difference in differences:
            print(_named(difference))
        if differences:
            raise StartupError("The database and the code disagree: run `python -m bot db upgrade`.")
        print("The database and the code agree.")
    await opened.close()
    return 0


def invitation(application_id: int) -> str:
    """The invite link with exactly the permissions needed, and why each is."""
    permissions = discord.Permissions(**dict.fromkeys(PERMISSIONS, True))
    link = discord.utils.oauth_url(
        application_id, permissions=permissions, scopes=("bot", "applications.commands")
    )
    reasons = [f"  {name.replace('_', ' '):26} {reason}" for name, reason in PERMISSIONS.items()]
    return "\n".join(["Invite Onward to a server:", f"  {link}", "It asks for these permissions:", *reasons])


def _astray(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody waited for failed: asyncio itself would log the text of the error."""
    report(context.get("exception") or RuntimeError(), "a task of its own")


def _named(difference: Any) -> str:
    """A difference of the schema in a few words; alembic puts changes of one column into a list."""
    kind, *what = difference if isinstance(difference, tuple) else difference[0]
    return " ".join([kind, *(str(getattr(part, "name", part)) for part in what if part is not None)])


async def _serve_metrics(bot: Onward) -> MetricsServer | None:
    """Answer at ONWARD_METRICS, from before the first connection to after the last."""
    address = bot.settings.metrics_address
    if address is None or bot.metrics is None:
        return None
    from bot.metrics import MetricsServer

    server = MetricsServer(bot, bot.metrics, bot.database, bot.clock)
    port = await server.start(*address)
    log.info("metrics and health at %s:%d", address.host, port)
    return server


async def _logged_in(client: discord.Client, settings: Settings) -> None:
    if settings.discord_token is None:
        raise StartupError("DISCORD_TOKEN is not set: put it into .env, as .env.example shows.")
    try:
        await client.login(settings.discord_token.get_secret_value())
    except discord.LoginFailure:
        raise StartupError(
            "Discord refused DISCORD_TOKEN: copy it anew from the Developer Portal into .env."
        ) from None
    except discord.HTTPException as error:
        raise StartupError(
            f"Discord answered {error.status} at login: wait a little, then start again."
        ) from None
    except (aiohttp.ClientError, OSError):
        raise StartupError(
            "Discord cannot be reached: check this machine's network, then start again."
        ) from None
