"""Opening what the bot stands on: data folder, database, keys. Every refusal is one sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from bot.db import Database, meta, migrate
from bot.errors import StartupError
from bot.settings import Settings
from bot.vault import KeyRing, KeyRingError, Vault


async def open_database(settings: Settings) -> Database:
    """The database, brought to the code's schema."""
    prepare_folder(settings)
    database = Database(settings.database)
    try:
        _make_private(database.file)
        await migrate.upgrade(database)
    except (SQLAlchemyError, OSError) as error:
        await database.close()
        kind = "SQLite file" if database.is_sqlite else "database"
        raise StartupError(
            f"The {kind} cannot be opened ({type(error).__name__}): check DATABASE_URL and that it is reachable."
        ) from None
    except StartupError:
        await database.close()
        raise
    return database


async def open_vault(settings: Settings, database: Database) -> Vault:
    """The vault with the keys that this database was sealed with; new keys only for a new database."""
    known = await meta.key_fingerprints(database)
    ring = read_ring(settings)
    if ring is None and known:
        raise StartupError(
            f"The key file {key_file(settings)} is missing, and this database was sealed with it: "
            "put the file back from your backup, or set ONWARD_KEYS."
        )
    if ring is None:
        ring = KeyRing.new()
        try:
            ring.write_new(key_file(settings))
        except OSError:
            raise StartupError(
                f"The key file {key_file(settings)} cannot be written: check that its folder is there and who owns it."
            ) from None
    vault = Vault(ring)
    refuse_other_keys(vault, known)
    await meta.remember_keys(database, vault.fingerprints)
    return vault


def refuse_other_keys(vault: Vault, known: dict[str, str], what: str = "this database") -> None:
    """StartupError where a key is missing, or another one, that a database or a backup was sealed with."""
    if all(vault.fingerprints.get(name) == fingerprint for name, fingerprint in known.items()):
        return
    if vault.fingerprints["digest"] == known.get("digest"):
        raise StartupError(
            f"The key file and {what} are from before and after a change of keys "
            f"({', '.join(sorted(set(known) - set(vault.fingerprints))) or 'a key'} is missing): "
            "put the key file of the same time in its place."
        )
    raise StartupError(
        f"The keys are not those that {what} was sealed with: put the right key file back from your backup."
    )


def key_file(settings: Settings) -> Path:
    """Where the key ring lies: the path in ONWARD_KEYS, or the file in the data folder."""
    return Path(settings.keys.get_secret_value()) if settings.keys else settings.data / "onward.keys"


def keys_are_in_settings(settings: Settings) -> bool:
    """Whether ONWARD_KEYS holds the keys themselves, rather than the path of their file."""
    return settings.keys is not None and "digest=" in settings.keys.get_secret_value()


def read_ring(settings: Settings) -> KeyRing | None:
    """The key ring as it stands; None where there is no file yet, StartupError where it cannot be read."""
    try:
        if settings.keys is not None and keys_are_in_settings(settings):
            return KeyRing.parse(settings.keys.get_secret_value())
        path = key_file(settings)
        return KeyRing.parse(path.read_text()) if path.exists() else None
    except KeyRingError as problem:
        raise StartupError(str(problem)) from None
    except (OSError, UnicodeDecodeError):
        raise StartupError(f"The key file {key_file(settings)} cannot be read: check who owns it.") from None


def _make_private(file: Path | None) -> None:
    """A database that is not there yet begins as a file of its owner's alone; one that is there stays as it is."""
    if file is not None:
        file.touch(mode=0o600)


def prepare_folder(settings: Settings) -> None:
    """Make the data folder; StartupError where it cannot be written."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        probe = settings.data / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError:
        raise StartupError(
            f"The data folder {settings.data} cannot be written: give this user the right to, or set ONWARD_DATA."
        ) from None
