"""The base of all tables, with a naming convention, and the column types that they share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Dialect, LargeBinary, MetaData
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.types import TypeDecorator


class Base(DeclarativeBase):
    """Every table of Onward."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware instant in UTC; SQLite, which knows no zones, stores it without."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a timezone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Sealed(TypeDecorator[bytes]):
    """Bytes that the vault sealed for their place; marks the columns whose keys can be rotated."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if isinstance(value, str):
            raise TypeError("a sealed column takes what the vault sealed, never a text")
        return value


def place(column: InstrumentedAttribute[Any], row: int | str) -> str:
    """Where a sealed value stands (table, column, row): it opens nowhere else."""
    return f"{column.class_.__tablename__}.{column.key}:{row}"


snowflake = Annotated[int, mapped_column(BigInteger)]
"""An id that Discord gave: 64 bits."""
