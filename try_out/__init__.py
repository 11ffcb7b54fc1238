"""The bot in a simulated Discord, in the browser: no account, no token, no network."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] = ()) -> int:
    """Open the try-out and stay until Ctrl+C; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m try_out", description="Try Onward in your browser.")
    parser.add_argument("--port", type=int, default=8690, help="where the page is served (default: 8690)")
    parser.add_argument("--no-browser", action="store_true", help="print the address, open nothing")
    chosen = parser.parse_args(arguments)

    # Here, so that tests can import try_out.simulator without the bot.
    from bot.errors import StartupError
    from try_out.run import run_try_out

    try:
        asyncio.run(run_try_out(chosen.port, not chosen.no_browser))
    except StartupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
