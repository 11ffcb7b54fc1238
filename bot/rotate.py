"""`keys new` and `keys rotate`: making a key ring, and sealing everything anew while the bot runs.

A rotation writes the new key beside the old one, waits until every running bot seals with it, seals every value of
every table anew, and only then takes the old key out of the file. Stopped at any instant, it goes on from there when
it is called again. The ring as it was stays in a file of its own, for backups made before.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.clock import Clock, SystemClock
from bot.db import Database, meta, migrate
from bot.db.sealed import reseal, versions
from bot.errors import StartupError
from bot.presence import running
from bot.settings import Settings
from bot.start import key_file, keys_are_in_settings, open_vault, read_ring
from bot.vault import KeyRing, Vault

PATIENT_FOR = 30
"""Seconds of waiting after which the operator is told what it may be waiting for."""
BREATH = 0.01
"""Seconds between two pages, in which a running bot writes."""


async def keys(settings: Settings, arguments: argparse.Namespace) -> int:
    """Make a key file, or put a new key in the place of the one in use."""
    path = key_file(settings)
    if arguments.action == "new":
        _make(path)
        print(f"Made {path}. Keep a copy elsewhere: without it nothing private can be opened.")
        return 0
    if keys_are_in_settings(settings):
        raise StartupError(
            "ONWARD_KEYS holds the keys themselves, which cannot be changed from here: put its lines into a file, "
            "set ONWARD_KEYS to the path of that file, and rotate then."
        )
    if not path.exists():
        raise StartupError(f"There is no key file {path} to rotate: `python -m bot keys new` makes one.")
    with _alone(path):
        return await _rotate(settings, path, Console(highlight=False))


async def _rotate(settings: Settings, path: Path, console: Console) -> int:
    async with _opened(settings) as database:
        old = read_ring(settings)
        assert old is not None  # noqa: S101  the caller looked
        await open_vault(settings, database)
        ring = old if len(old.sealing) > 1 else old.with_new_key()
        if ring is not old:
            ring.replace(path)
        vault = Vault(ring)
        await meta.remember_keys(database, vault.fingerprints)
        try:
            count = await seal_anew(database, vault, SystemClock(), path, console)
        except asyncio.CancelledError:
            console.print("Stopped. Nothing was lost: `python -m bot keys rotate` goes on from here.")
            raise
        kept = _keep(ring.without_newest(), path)
        await meta.forget_older_keys(database, ring.newest)
        ring.with_newest_alone().replace(path)
    console.print(
        f"Sealed {count} values with the new key; {path} holds it alone now: keep a new copy elsewhere.\n"
        f"The old ring is in {kept}, for backups made before: destroy it when those are gone.",
        soft_wrap=True,
    )
    return 0


async def seal_anew(database: Database, vault: Vault, clock: Clock, path: Path, console: Console) -> int:
    """Seal everything with the newest key, until nothing older is left and nobody seals with an older one.

    Returns the number of values. StartupError where values do not open: the old key must stay then.
    """
    done = 0
    while True:
        await _everyone_knows(database, vault.newest, clock, path, console)
        async with database.begin() as session:
            counted = await versions(session)
        old = sum(count for version, count in counted.items() if version < vault.newest)
        if not old:
            return done
        unopened: Counter[str] = Counter()
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("Sealing anew", total=old)
            async for page in reseal(database, vault):
                done += page.resealed
                unopened += page.broken
                bar.advance(task, page.resealed)
                await asyncio.sleep(BREATH)
        if unopened:
            raise StartupError(
                f"These values open with no key of the ring: {_listed(unopened)}. They were left as they are, and "
                "the old key stays in the file: restore the key file that they were sealed with, or delete them."
            )


async def _everyone_knows(
    database: Database, newest: int, clock: Clock, path: Path, console: Console
) -> None:
    for second in range(1 << 30):
        async with database.begin() as session:
            others = [one for one in await running(session, clock.now()) if one.key < newest]
        if not others:
            return
        if second == 0:
            console.print(f"Waiting for {len(others)} running bot(s) to take up the new key …")
        if second == PATIENT_FOR:
            console.print(
                f"If one of them reads another key file, put a copy of {path} there.", soft_wrap=True
            )
        await asyncio.sleep(1)


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        KeyRing.new().write_new(path)
    except FileExistsError:
        raise StartupError(f"{path} exists already and was left as it is.") from None
    except OSError:
        raise StartupError(f"{path} cannot be written: check who owns the folder.") from None


def _keep(ring: KeyRing, path: Path) -> Path:
    """Write an old ring beside the new one, under the number of its key; never over another ring of that number, which
    opens backups of its own."""
    kept = path.with_name(f"{path.name}.{ring.newest}")
    while kept.exists() and kept.read_text() != ring.text():
        kept = kept.with_name(f"{kept.name}.1")
    if not kept.exists():
        ring.write_new(kept)
    return kept


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else rotates these keys meanwhile."""
    lock = path.with_name(f"{path.name}.lock")
    try:
        file = lock.open("w")
    except OSError:
        raise StartupError(f"{lock} cannot be written: check who owns the folder.") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StartupError("Another rotation of these keys is under way: let it end.") from None
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    """The database as it is; its schema must be the code's, and is not changed under a running bot."""
    import bot.tables  # noqa: F401  so that the sealed columns of all features are known

    database = Database(settings.database)
    try:
        await migrate.require_head(database)
        yield database
    finally:
        await database.close()


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{count} in {name}" for name, count in sorted(counted.items()))
