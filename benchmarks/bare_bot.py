"""The yardstick: discord.py and SQLAlchemy with nothing around them.

One command, `/note`, does one INSERT and one SELECT in one transaction and answers ephemerally. SQLite is set
up as the bot's own: the same pragmas, one connection. `BARE_DATA` names the folder of its database.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "busy_timeout=5000")


class Base(DeclarativeBase):
    """Declarative base."""


class Note(Base):
    """What somebody noted."""

    __tablename__ = "note"
    id: Mapped[int] = mapped_column(primary_key=True)
    author: Mapped[int]
    text: Mapped[str]


def make_engine(folder: Path) -> AsyncEngine:
    """SQLite on one connection, for which the transactions queue; each takes its lock at the start."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{folder / 'bare.db'}", pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class BareBot(commands.AutoShardedBot):
    """The least a bot of this kind can be, with the same small caches."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(
            commands.when_mentioned,
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.engine = engine
        self.sessions = async_sessionmaker(engine, expire_on_commit=False)

    async def setup_hook(self) -> None:
        async with self.engine.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
        self.tree.add_command(note)
        await self.tree.sync()

    async def close(self) -> None:
        await super().close()
        await self.engine.dispose()


@app_commands.command(name="note", description="Note something down")
async def note(interaction: discord.Interaction[BareBot], text: str) -> None:
    """One INSERT, one SELECT, one answer."""
    author = interaction.user.id
    async with interaction.client.sessions.begin() as session:
        written = Note(author=author, text=text)
        session.add(written)
        await session.flush()
        kept = await session.scalar(select(Note.text).where(Note.id == written.id))
    await interaction.response.send_message(f"Noted: {kept}", ephemeral=True)


def main() -> None:
    """Run until told to stop."""
    bot = BareBot(make_engine(Path(os.environ["BARE_DATA"])))
    bot.run(os.environ["DISCORD_TOKEN"], log_level=logging.WARNING)


if __name__ == "__main__":
    main()
