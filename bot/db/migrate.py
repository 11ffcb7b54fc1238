"""Bringing the database to the code's schema, and telling how far it is.

Alembic takes 9 MiB: it is imported when there is something to migrate, and most starts have nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.db.base import Base
from bot.db.engine import Database
from bot.errors import StartupError

FOLDER = Path(__file__).parents[2] / "migrations"


class NoDatabase(StartupError):
    """There is no file, or nothing in the database; a start would make it."""


async def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are missing; StartupError where the database is newer than the code."""
    if to != "head" or await revision(database) != head():
        await _run(database, "upgrade", to)


async def downgrade(database: Database, to: str) -> None:
    """Undo migrations down to a revision, or by a number of steps (``-1``)."""
    from alembic.util import CommandError

    try:
        await _run(database, "downgrade", to)
    except CommandError:
        raise StartupError(f"There is no earlier revision {to} to go down to.") from None


async def drift(database: Database) -> list[Any]:
    """What the tables in the code and those in the database disagree on; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

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
    return revisions()[-1]


def knows(revision: str) -> bool:
    """Whether a revision is the code's own or an earlier one."""
    return revision in revisions()


def revisions() -> list[str]:
    """Every revision, the first one first: each file's name begins with its own."""
    return sorted(file.name.partition("_")[0] for file in (FOLDER / "versions").glob("[0-9]*.py"))


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


async def _run(database: Database, what: Literal["upgrade", "downgrade"], to: str) -> None:
    from alembic import command
    from alembic.config import Config

    def migrate(connection: Connection) -> None:
        found = _revision(connection)
        if found is not None and not knows(found):
            raise StartupError(_newer(found))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
        getattr(command, what)(config, to)

    async with database.engine.begin() as connection:
        await connection.run_sync(migrate)


def _revision(connection: Connection) -> str | None:
    """What alembic has noted in its table; None where there is no table, or nothing in it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
