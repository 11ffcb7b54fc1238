"""A board on each database, with a server that is set up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest_asyncio

from bot.audit import Audit
from bot.board.board import Board
from bot.board.drafts import Drafts, Kind, Member
from bot.board.post import Post
from bot.board.review import Review
from bot.db import Database
from bot.servers import ServerSettings, save_server
from bot.vault import KeyRing, Vault

GUILD = 1500000000000000001
ANA = Member(GUILD, 1500000000000000101, ("Ana Quistgard",))
BEN = Member(GUILD, 1500000000000000102, ("Ben Overwijk",))


@dataclass
class Watch:
    """A clock that stands still."""

    at: datetime = datetime(2026, 11, 23, 9, 0, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@dataclass
class House:
    """The board and what it stands on."""

    database: Database
    vault: Vault = field(default_factory=lambda: Vault(KeyRing.new()))
    watch: Watch = field(default_factory=Watch)

    def __post_init__(self) -> None:
        self.board = Board(self.database, self.vault, self.watch)
        self.audit = Audit(self.vault, self.watch)
        self.review = Review(self.database, self.board, self.audit, self.watch)
        self.drafts = Drafts(self.database, self.vault, self.watch, self.board)
        self.drafts.kinds = {
            "rejection": Kind("rejection", ("story",), ("stage",), ("company", "role")),
            "reply": Kind("reply", ("story",), of_author=True),
            "feedback": Kind("feedback", ("like", "idea")),
        }

    async def set_up(self, *, review: bool = True) -> None:
        async with self.database.begin() as session:
            await save_server(session, ServerSettings(GUILD, 11, False, 12, review=review))

    async def post(self, member: Member, purpose: str = "rejection", **typed: str) -> Post:
        preview = await self.drafts.write(member, purpose, typed or {"story": "No again, from Initech."})
        return (await self.drafts.post(member, preview.draft.id))[1]

    async def published(self, member: Member, **typed: str) -> Post:
        """As if the outbox had sent it."""
        post = await self.post(member, **typed)
        async with self.database.begin() as session:
            await self.board.store.change(session, post.id, state="published", thread_id=99)
            changed = await self.board.store.get(session, post.id)
        assert changed is not None
        return changed


@pytest_asyncio.fixture
async def house(migrated_url: str) -> AsyncIterator[House]:
    database = Database(migrated_url)
    built = House(database)
    await built.set_up()
    yield built
    await database.close()
