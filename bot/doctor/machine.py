"""`doctor` on the machine: settings, data folder, disk, key file, backups."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.checks import Finding, State
from bot.errors import StartupError
from bot.settings import Settings
from bot.start import key_file, keys_are_in_settings, read_ring

TOO_FULL, RATHER_FULL = 100_000_000, 1_000_000_000
"""Free bytes."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO
OLD_BACKUP = timedelta(days=7)


def examine_machine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Everything that needs neither database nor Discord."""
    yield _settings(settings)
    yield _folder(settings.data)
    yield _disk(settings.data)
    yield _key_ring(settings)
    yield _backups(settings.data / "backups", now)


def _settings(settings: Settings) -> Finding:
    named = sorted(
        type(settings).model_fields[name].alias or name.upper() for name in settings.model_fields_set
    )
    seen = f"{', '.join(named)} set" if named else "nothing set: every default"
    env = Path(".env")
    if env.exists() and env.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return Finding("settings", State.LOOK, f"{seen}; others can read .env", "chmod 600 .env")
    return Finding("settings", State.GOOD, seen)


def _folder(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding("data folder", State.LOOK, f"{folder} is not there yet", "The first start makes it.")
    if not os.access(folder, os.W_OK):
        return Finding(
            "data folder",
            State.BAD,
            f"{folder} cannot be written",
            "Give this user the right to, or set ONWARD_DATA.",
        )
    seen = sorted(path.name for path in folder.glob("*.sqlite3*") if path.stat().st_mode & OTHERS)
    if seen and folder.stat().st_mode & OTHERS:
        return Finding(
            "data folder", State.LOOK, f"others can read {', '.join(seen)} in {folder}", f"chmod 700 {folder}"
        )
    return Finding("data folder", State.GOOD, str(folder))


def _disk(folder: Path) -> Finding:
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    seen = f"{free / 1e9:.1f} GB free"
    if free < TOO_FULL:
        return Finding("disk", State.BAD, seen, "Make room at once: a full disk stops every post and letter.")
    if free < RATHER_FULL:
        return Finding("disk", State.LOOK, seen, "Make room, or move ONWARD_DATA.")
    return Finding("disk", State.GOOD, seen)


def _key_ring(settings: Settings) -> Finding:
    path = key_file(settings)
    try:
        ring = read_ring(settings)
    except StartupError as problem:
        return Finding("key ring", State.BAD, str(problem), "Nothing private can be opened without it.")
    if ring is None:
        return Finding(
            "key ring", State.LOOK, f"no file {path} yet", "The first start makes it; keep a copy elsewhere."
        )
    if keys_are_in_settings(settings):
        return Finding("key ring", State.GOOD, f"in ONWARD_KEYS, key {ring.newest}")
    if path.stat().st_mode & OTHERS:
        return Finding("key ring", State.BAD, f"others can read {path}", f"chmod 600 {path}")
    if len(ring.sealing) > 1:
        return Finding(
            "key ring",
            State.LOOK,
            "a rotation was not finished",
            "`python -m bot keys rotate` goes on from there.",
        )
    kept = sorted(one.name for one in path.parent.glob(f"{path.name}.*") if one.suffix[1:].isdigit())
    if kept:
        return Finding(
            "key ring",
            State.LOOK,
            f"key {ring.newest}; old rings are kept: {', '.join(kept)}",
            "Destroy them when the backups from before the rotation are gone.",
        )
    return Finding("key ring", State.GOOD, f"{path}, key {ring.newest}")


def _backups(folder: Path, now: datetime) -> Finding:
    copies = [path.stat().st_mtime for path in folder.glob("onward-*") if path.is_file()]
    remedy = "`python -m bot backup`, every day by a timer; copy it to another machine."
    if not copies:
        return Finding("backups", State.LOOK, f"none in {folder}", remedy)
    age = now - datetime.fromtimestamp(max(copies), UTC)
    seen = f"{len(copies)}, the newest {age.days} days old"
    return Finding(
        "backups", State.LOOK if age > OLD_BACKUP else State.GOOD, seen, remedy if age > OLD_BACKUP else ""
    )
