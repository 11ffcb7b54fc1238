"""The database: engine, sessions, the base of all tables, and column types."""

from bot.db.base import Base, Sealed, UtcDateTime, place, snowflake
from bot.db.engine import Database, Session, insert
from bot.db.held import EVERYONE, MODERATORS, NOBODY, YOU, Held, Person

__all__ = [
    "EVERYONE",
    "MODERATORS",
    "NOBODY",
    "YOU",
    "Base",
    "Database",
    "Held",
    "Person",
    "Sealed",
    "Session",
    "UtcDateTime",
    "insert",
    "place",
    "snowflake",
]
