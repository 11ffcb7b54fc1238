"""`doctor` at the database: schema, integrity, keys, clock, queue, and what features look at themselves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.checks import Finding, Ground, State
from bot.db import Database, meta, migrate
from bot.db.sealed import broken, versions
from bot.errors import StartupError, report
from bot.feature import features
from bot.outbox.tables import OutboxRow
from bot.presence import running
from bot.settings import Settings
from bot.start import key_file, keys_are_in_settings, read_ring, refuse_other_keys
from bot.vault import Vault

SAMPLE = 200
"""Rows of each table whose sealed values are opened."""
OLD_QUEUE = timedelta(minutes=5)
WRONG_CLOCK = timedelta(seconds=60)
NO_START = "The bot does not start like this."


async def examine_database(settings: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Everything that needs the database; where it cannot be opened, that alone."""
    try:
        database = Database(settings.database).only_to_read()
    except StartupError as problem:
        yield Finding("database", State.BAD, str(problem), NO_START)
        return
    kind = "SQLite" if database.is_sqlite else "PostgreSQL"
    try:
        found = await migrate.known_revision(database)
        if found != migrate.head():
            seen = f"{kind}, revision {found} of {migrate.head()}"
            yield Finding(
                "database", State.LOOK, seen, "The next start brings it up to date; make a backup before."
            )
            return
        yield await _schema(database, kind)
        yield await _integrity(database)
        yield await _clock(database, now)
        async for finding in _private(settings, database):
            yield finding
        yield await _queue(database, now)
    except migrate.NoDatabase as problem:
        yield _absent(problem, has_keys=keys_are_in_settings(settings) or key_file(settings).exists())
    except StartupError as problem:
        yield Finding("database", State.BAD, str(problem), NO_START)
    except (SQLAlchemyError, OSError) as error:
        yield Finding(
            "database",
            State.BAD,
            f"{kind} fails ({type(error).__name__})",
            "Check DATABASE_URL and that it is reachable; if the file is damaged, restore a backup.",
        )
    finally:
        await database.close()


async def examine_features(ground: Ground) -> AsyncIterator[Finding]:
    """What each feature looks at itself; a check that fails is a finding, too."""
    for feature in features():
        for check in feature.checks:
            try:
                for finding in await check(ground):
                    yield finding
            except Exception as error:
                code = report(error, f"a check of {feature.name}")
                seen = f"the check failed ({type(error).__name__}, {code})"
                yield Finding(feature.name, State.BAD, seen, "Tell whoever maintains this Onward.")


def _absent(problem: migrate.NoDatabase, *, has_keys: bool) -> Finding:
    """As it should be before the first start; with keys there, it may be looked for in the wrong place."""
    if not has_keys:
        return Finding("database", State.LOOK, "nothing in it yet", "The first start makes it.")
    remedy = "If there was one, restore a backup; a start would make an empty one."
    return Finding("database", State.BAD, str(problem), remedy)


async def _schema(database: Database, kind: str) -> Finding:
    drift = await migrate.drift(database)
    if drift:
        return Finding(
            "database",
            State.BAD,
            f"{len(drift)} differences from the code",
            "`python -m bot db check` names them.",
        )
    return Finding("database", State.GOOD, f"{kind}, revision {migrate.head()}")


async def _integrity(database: Database) -> Finding:
    remedy = "Stop the bot, keep a copy of the file, and restore a backup."
    async with database.begin() as session:
        if not database.is_sqlite:
            invalid = await session.scalar(text("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
            failed = await session.scalar(
                text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
            )
            if invalid or failed:
                seen = f"{invalid} invalid indexes, {failed or 0} failed checksums"
                return Finding(
                    "integrity", State.BAD, seen, "REINDEX DATABASE; if checksums failed, restore a backup."
                )
            return Finding("integrity", State.GOOD, "indexes valid, no checksum failed")
        found = str(await session.scalar(text("PRAGMA integrity_check(1)")))
        orphans = (await session.execute(text("PRAGMA foreign_key_check"))).all()
    if found != "ok":
        return Finding("integrity", State.BAD, found, remedy)
    if orphans:
        return Finding("integrity", State.BAD, f"{len(orphans)} rows that belong to nothing", remedy)
    return Finding("integrity", State.GOOD, "every page and every reference is right")


async def _clock(database: Database, now: datetime) -> Finding:
    if database.is_sqlite:
        return Finding(
            "clock", State.GOOD, f"{now:%Y-%m-%d %H:%M} UTC; compared with Discord's when it is asked"
        )
    async with database.begin() as session:
        there = await session.scalar(select(func.now()))
    apart = abs(datetime.now(UTC) - there) if there else timedelta()
    if apart > WRONG_CLOCK:
        return Finding(
            "clock",
            State.BAD,
            f"{apart.total_seconds():.0f} s from the database's",
            "Let NTP set both clocks.",
        )
    return Finding("clock", State.GOOD, "as the database's")


async def _private(settings: Settings, database: Database) -> AsyncIterator[Finding]:
    ring = read_ring(settings)
    known = await meta.key_fingerprints(database)
    if ring is None:
        if known:
            yield Finding(
                "sealed values", State.BAD, "the key file is missing", "Put it back from your backup."
            )
        return
    vault = Vault(ring)
    try:
        refuse_other_keys(vault, known)
    except StartupError as problem:
        yield Finding("sealed values", State.BAD, str(problem), NO_START)
        return
    async with database.begin() as session:
        unopened = await broken(session, vault, SAMPLE)
        counted = await versions(session)
    if unopened:
        where = ", ".join(f"{count} in {name}" for name, count in sorted(unopened.items()))
        remedy = "Put back the key that they were sealed with (onward.keys.1 and the like keep old ones)."
        yield Finding("sealed values", State.BAD, f"do not open: {where}", remedy)
    else:
        tried = f"{sum(counted.values())} values, up to {SAMPLE} rows of each table opened"
        yield Finding("sealed values", State.GOOD, tried)


async def _queue(database: Database, now: datetime) -> Finding:
    async with database.begin() as session:
        due = OutboxRow.due_at <= now
        count = await session.scalar(select(func.count()).where(due))
        oldest: datetime | None = await session.scalar(select(func.min(OutboxRow.due_at)).where(due))
        failures = await session.execute(
            select(OutboxRow.failure, func.count())
            .where(OutboxRow.failure.is_not(None))
            .group_by(OutboxRow.failure)
        )
        failed = ", ".join(f"{number}× {failure}" for failure, number in failures)
        processes = len(await running(session, now))
    seen = f"{count} due, {processes} bot(s) running"
    if failed:
        seen += f"; failing: {failed}"
    if oldest is not None and now - oldest > OLD_QUEUE:
        seen += f"; the oldest has been due for {(now - oldest).total_seconds() / 60:.0f} min"
        if processes:
            return Finding(
                "queue",
                State.BAD,
                seen,
                "`/mod health` on the server names what to mend; then look into the logs.",
            )
        return Finding("queue", State.LOOK, seen, "Start the bot: it sends what is due.")
    return Finding(
        "queue",
        State.LOOK if failed else State.GOOD,
        seen,
        "`/mod health` names what to mend." if failed else "",
    )
