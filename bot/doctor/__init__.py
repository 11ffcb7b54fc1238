"""`doctor`: looks at everything that a bot stands on, changes nothing, and says what to do about each trouble."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.checks import Finding, Ground, State
from bot.clock import SystemClock
from bot.db import Database, migrate
from bot.doctor.data import examine_database, examine_features
from bot.doctor.discords import examine_discord
from bot.doctor.machine import examine_machine
from bot.errors import StartupError
from bot.settings import Settings
from bot.start import read_ring
from bot.vault import Vault

STYLES = {State.GOOD: "green", State.UNKNOWN: "dim", State.LOOK: "yellow", State.BAD: "bold red"}


async def doctor(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print the table; exit status 1 where something is wrong, 0 where at most something is to be looked at."""
    return show(await examine(settings, offline=arguments.offline))


def show(found: Sequence[Finding]) -> int:
    """Print findings as a table; the exit status."""
    console = Console(highlight=False)
    console.print(table(found))
    wrong = sum(finding.state is State.BAD for finding in found)
    look = sum(finding.state is State.LOOK for finding in found)
    console.print(f"{len(found)} checks: {wrong} wrong, {look} to look at.")
    return 1 if wrong else 0


def unusable(sentences: Iterable[str]) -> list[Finding]:
    """Settings that make no sense; nothing else can be looked at before they are mended."""
    remedy = "Change it in .env or in the environment; .env.example explains it. Then call doctor again."
    return [Finding("settings", State.BAD, sentence, remedy) for sentence in sentences]


async def examine(settings: Settings, *, offline: bool = False) -> list[Finding]:
    """Every finding: machine, database, features, Discord."""
    import bot.tables  # noqa: F401  so that the sealed columns of all features are known

    clock = SystemClock()
    found = list(examine_machine(settings, clock.now()))
    found += [finding async for finding in examine_database(settings, clock.now())]
    ground = await _ground(settings)
    try:
        if ground is not None:
            found += [finding async for finding in examine_features(ground)]
        if offline:
            found.append(Finding("Discord", State.UNKNOWN, "not asked, as you wished"))
        else:
            database = ground.database if ground else None
            found += [finding async for finding in examine_discord(settings, database, clock)]
    finally:
        if ground is not None:
            await ground.database.close()
    return found


def table(found: Iterable[Finding]) -> Table:
    """The findings as a person reads them: what is wrong stands with what to do."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("", "", "What was seen", "What to do"):
        shown.add_column(name, overflow="fold")
    for finding in found:
        told = (Text(one) for one in (finding.what, finding.seen, finding.remedy))
        shown.add_row(Text(finding.state, STYLES[finding.state]), *told)
    return shown


async def _ground(settings: Settings) -> Ground | None:
    """What features may look at; None where the database or its keys are not in order, which was said already."""
    try:
        database = Database(settings.database).only_to_read()
    except StartupError:
        return None
    try:
        await migrate.require_head(database)
        ring = read_ring(settings)
    except StartupError:
        ring = None
    if ring is None:
        await database.close()
        return None
    return Ground(settings, database, Vault(ring), SystemClock())
