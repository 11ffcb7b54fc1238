"""What the database knows about itself: which keys sealed it, which command tree Discord was told."""

from __future__ import annotations

from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base
from bot.db.engine import Database, Session
from bot.db.held import NOBODY, Held


class Meta(Base):
    """A named fact."""

    __tablename__ = "meta"
    held = Held(
        "what the database knows of itself: fingerprints of its keys, the commands that Discord was told",
        readers=NOBODY,
        kept="while it exists",
    )

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


async def get(session: Session, name: str) -> str | None:
    return await session.scalar(select(Meta.value).where(Meta.name == name))


async def put(session: Session, name: str, value: str) -> None:
    await session.merge(Meta(name=name, value=value))


async def forget(session: Session, name: str) -> None:
    await session.execute(delete(Meta).where(Meta.name == name))


async def key_fingerprints(database: Database) -> dict[str, str]:
    """The keys that this database was sealed with: name to fingerprint; none for a new database."""
    async with database.begin() as session:
        rows = await session.execute(select(Meta.name, Meta.value).where(Meta.name.startswith("key:")))
    return {name.removeprefix("key:"): value for name, value in rows}


async def remember_keys(database: Database, fingerprints: dict[str, str]) -> None:
    async with database.begin() as session:
        for name, value in fingerprints.items():
            await put(session, f"key:{name}", value)
