"""The database: engine, sessions, the base of all tables, and column types."""

from bot.db.base import Base, Sealed, UtcDateTime, place, snowflake
from bot.db.engine import Database, Session

__all__ = ["Base", "Database", "Sealed", "Session", "UtcDateTime", "place", "snowflake"]
