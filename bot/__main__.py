"""`python -m bot …`, the command line: exit status 0 only on success, errors in one line that says what to do."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.errors import StartupError, places
from bot.settings import Settings, UnusableSettings, load_settings

WORK = {
    "run": ("bot.operate", "run"),
    "invite": ("bot.operate", "invite"),
    "db": ("bot.operate", "database"),
    "keys": ("bot.rotate", "keys"),
    "doctor": ("bot.doctor", "doctor"),
    "backup": ("bot.backup", "backup"),
    "restore": ("bot.backup", "restore"),
}
"""What does each command, imported when it is needed: ``async (settings, arguments) -> exit status``."""


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m bot", description="Onward, a Discord bot for career communities."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="connect to Discord; without DISCORD_TOKEN, open the try-out")
    commands.add_parser("try", help="open the try-out: the same bot in a simulated Discord, in the browser")
    commands.add_parser("invite", help="print the link that invites the bot to a server")
    database = commands.add_parser("db", help="the database's schema").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    database.add_parser("upgrade", help="bring it to the newest revision")
    down = database.add_parser("downgrade", help="go back to an earlier revision")
    down.add_argument(
        "to", nargs="?", default="-1", help="a revision, or a number of steps such as -1 (default)"
    )
    database.add_parser("check", help="fail if the database and the code disagree")
    keys = commands.add_parser("keys", help="the key ring").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    keys.add_parser("new", help="make a key file where there is none")
    keys.add_parser("rotate", help="seal everything with a new key; the bot may run meanwhile")
    doctor = commands.add_parser("doctor", help="look at everything the bot stands on, and say what to do")
    doctor.add_argument("--offline", action="store_true", help="without asking Discord")
    backup = commands.add_parser("backup", help="copy the database; the bot may run meanwhile")
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="default: a dated file in the data folder, backups/"
    )
    restore = commands.add_parser("restore", help="put a backup in the place of the database")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--replace", action="store_true", help="where there is a database; it is kept as a backup"
    )
    restore.add_argument(
        "--upgrade", action="store_true", help="bring a backup of an older Onward up to date"
    )
    tool = commands.add_parser("tool", help="a filter: JSON lines in, JSON lines out")
    tool.add_argument("name", help="mask, screen, letter-check, letter-compose")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = parser().parse_args(arguments)
    try:
        if chosen.command == "tool":
            return _tool(chosen.name)
        try:
            settings = load_settings()
        except UnusableSettings as problem:
            if chosen.command != "doctor":
                raise
            return _doctor_of_settings(problem)
        if chosen.command == "try" or (chosen.command == "run" and settings.discord_token is None):
            return _try_out()
        module, name = WORK[chosen.command]
        work = getattr(importlib.import_module(module), name)
        return int(asyncio.run(work(settings, chosen)))
    except StartupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # its own text may quote what a member wrote
        print(
            f"Onward ended with an unexpected {type(error).__name__}{places(error)}: look at `python -m bot doctor`; "
            "if that finds nothing, pass this line on to whoever maintains Onward.",
            file=sys.stderr,
        )
        return 1


def _doctor_of_settings(problem: UnusableSettings) -> int:
    """Settings that make no sense are a finding, too, before which nothing else can be looked at."""
    from bot.doctor import show, unusable

    return show(unusable(problem.sentences))


def _try_out() -> int:
    try:
        page = importlib.import_module("try_out")
        importlib.import_module("try_out.run")  # the simulator, which is in no set for running a bot
    except ModuleNotFoundError:
        raise StartupError(
            "DISCORD_TOKEN is not set, and the try-out is not installed here: set the token, or use `make run`."
        ) from None
    return int(page.main() or 0)


def _tool(name: str) -> int:
    from bot.feature import find_filter
    from bot.filters import run_filter

    work = find_filter(name)
    with open(sys.stdin.fileno(), encoding="utf-8", errors="surrogateescape", closefd=False) as lines:
        return run_filter(work, lines, sys.stdout)


__all__ = ["Settings", "main"]

if __name__ == "__main__":
    sys.exit(main())
