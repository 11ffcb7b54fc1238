"""What the database knows about itself: which keys sealed it, what Discord was told to offer, which prompts retired."""

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
        "what the database knows of itself: fingerprints of its keys, the commands that Discord was told, prompts that "
        "did harm",
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
    """Note the keys that this database is sealed with; those that were rotated out are not taken back."""
    known = await key_fingerprints(database)
    newest = max(map(_version, known), default=0)
    async with database.begin() as session:
        for name, value in fingerprints.items():
            if name not in known and (_version(name) > newest or not known):
                await put(session, f"key:{name}", value)


async def forget_older_keys(database: Database, newest: int) -> None:
    """Nothing is sealed with an older key than that one any more."""
    for name in await key_fingerprints(database):
        if 0 < _version(name) < newest:
            async with database.begin() as session:
                await forget(session, f"key:{name}")


async def forget_running(database: Database) -> None:
    """No process runs on this database: it was just put in its place."""
    async with database.begin() as session:
        await session.execute(delete(Meta).where(Meta.name.startswith("running:")))


def _version(name: str) -> int:
    """The number of a sealing key; 0 for the key of the digests."""
    return int(name.partition("-")[2] or 0)
