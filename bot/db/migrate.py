"""Bringing the database to the code's schema, and telling how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.db.base import Base
from bot.db.engine import Database
from bot.errors import StartupError

FOLDER = Path(__file__).parents[2] / "migrations"


class NoDatabase(StartupError):
    """There is no file, or nothing in the database; a start would make it."""


async def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are missing; StartupError where the database is newer than the code."""
    await _run(database, lambda config: command.upgrade(config, to))


async def downgrade(database: Database, to: str) -> None:
    """Undo migrations down to a revision, or by a number of steps (``-1``)."""
    try:
        await _run(database, lambda config: command.downgrade(config, to))
    except CommandError:
        raise StartupError(f"There is no earlier revision {to} to go down to.") from None


async def drift(database: Database) -> list[Any]:
    """What the tables in the code and those in the database disagree on; empty when they agree."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(
            lambda sync: compare_metadata(
                MigrationContext.configure(sync, opts={"compare_type": True}), Base.metadata
            )
        )


async def revision(database: Database) -> str | None:
    """The revision the database stands at; None for an empty one."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


def head() -> str:
    """The revision that this code is written for."""
    return _scripts().get_current_head() or ""


def knows(revision: str) -> bool:
    """Whether a revision is the code's own or an earlier one."""
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


async def require_head(database: Database) -> None:
    """StartupError where the database cannot be opened, or stands at another revision than the code."""
    found = await known_revision(database)
    if found != head():
        raise StartupError(
            f"The database stands at revision {found} and this Onward is written for {head()}: "
            "run `python -m bot db upgrade`, or the Onward that belongs to it."
        )


async def known_revision(database: Database) -> str:
    """The revision of a database that is there; NoDatabase or StartupError where there is none that this code knows."""
    if database.file is not None and not database.file.exists():
        raise NoDatabase(f"There is no database {database.file}: check DATABASE_URL and ONWARD_DATA.")
    try:
        found = await revision(database)
    except (SQLAlchemyError, OSError) as error:
        remedy = "check DATABASE_URL and that it is reachable"
        if database.file is not None:
            remedy = "if it is damaged, `python -m bot restore FILE --replace` puts a backup in its place"
        raise StartupError(f"The database cannot be opened ({type(error).__name__}): {remedy}.") from None
    if found is None:
        raise NoDatabase("The database is empty: `python -m bot db upgrade` makes its tables.")
    if not knows(found):
        raise StartupError(_newer(found))
    return found


def _newer(found: str) -> str:
    return f"The database was made by a newer Onward (revision {found}): update Onward, or restore a backup."


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return ScriptDirectory.from_config(config)


async def _run(database: Database, work: Any) -> None:
    def migrate(connection: Connection) -> None:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        _refuse_newer(connection, config)
        work(config)

    async with database.engine.begin() as connection:
        await connection.run_sync(migrate)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(connection: Connection, config: Config) -> None:
    current = _revision(connection)
    if current is None:
        return
    try:
        ScriptDirectory.from_config(config).get_revision(current)
    except CommandError:
        raise StartupError(_newer(current)) from None
