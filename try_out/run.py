"""Starting and stopping the try-out: the real bot, a simulated Discord around it, and the page."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from simcord import Env

from bot.app import Onward
from bot.errors import StartupError
from bot.settings import Settings
from bot.start import open_database, open_vault
from try_out.seed import history, seed
from try_out.server import HOST, address_of, serving
from try_out.simulator import SimulatorClock, new_environment
from try_out.world import build_world


async def run_try_out(port: int = 8690, open_browser: bool = True) -> None:
    """Serve the try-out on this machine until Ctrl+C; afterwards all its data is gone.

    Port 0 takes any free one; StartupError where it is taken. The address is printed when the page is up.
    """
    stopped = asyncio.Event()
    with _listener(port) as listener, TemporaryDirectory(prefix="onward-try-out-") as folder:
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt there
                asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        print("Preparing a small server to try Onward in. This takes a few seconds.", flush=True)
        async with _simulated_bot(Path(folder)) as env:
            world = build_world(env)
            await seed(env, world)
            async with serving(env, world, listener):
                address = address_of(listener)
                print(f"Onward is open for a try at {address} (Ctrl+C ends it).", flush=True)
                if open_browser:
                    _show(address)
                await stopped.wait()
        print("\nThe try-out has ended, and what was typed in it is gone.", flush=True)


def _listener(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port))
    except (OSError, OverflowError):
        raise StartupError(
            f"Port {port} is not free: end the program that uses it, or choose another one with "
            f"`python -m try_out --port {8691 if port == 8690 else 8690}`."
        ) from None


@asynccontextmanager
async def _simulated_bot(folder: Path) -> AsyncIterator[Env]:
    """The real bot with a database and keys of its own in `folder`, logged in to a simulated Discord."""
    settings = Settings(
        discord_token=None, database_url="", ONWARD_DATA=folder, ONWARD_KEYS=None, ONWARD_SHARDS=""
    )
    database = await open_database(settings)
    clock = SimulatorClock()
    bot = Onward(settings, database, await open_vault(settings, database), clock)
    env = new_environment(bot, started_at=dt.datetime.now(dt.UTC) - history())
    clock.follow(env)
    await env.start()
    try:
        yield env
    finally:
        await env.shutdown()


def _show(address: str) -> None:
    """Open a browser where there is a screen; one for the terminal would take over this very terminal."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
