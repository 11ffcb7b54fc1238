"""Blocks: somebody may not post, give feedback or report on a server for a while. Nobody learns who.

A block knows its person twice: sealed, and as a keyed digest that finds it. It has its own copy, so that it outlives
the posts, the author link of a post, and whatever else is forgotten. There may be several blocks of one person, each
by the handle of another post: whoever tries to block a second handle must not learn that both are of one author.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Index,
    LargeBinary,
    String,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from bot import outbox
from bot.board.block import Block, Blocked, Scope
from bot.board.handles import new_handle
from bot.board.tables import PostRow
from bot.clock import Clock
from bot.db import MODERATORS, Base, Held, Person, Sealed, Session, UtcDateTime, place
from bot.db.held import Counted
from bot.errors import UserError
from bot.outbox.tables import OutboxRow
from bot.vault import Vault
from bot.words import t

TOLD = "block.told"
ENDED = "block.ended"
APPEAL = "block.appeal"
"""Jobs of the outbox: tell a person how their block stands; forget one that has ended; bring an appeal before
moderators, or take it away from there. Their subject is the block's id."""


class BlockRow(Base):
    """A block. It is not erased with what else is held about a person, or whoever is blocked would erase it."""

    __tablename__ = "blocks"
    held = Held(
        "that moderators blocked you by the handle of a post, why, and your appeal",
        readers=MODERATORS,
        kept="until it ends or is lifted",
        found=lambda session, who: _counted(session, who),
        dated="blocked_at",
        stays="A block by moderators stays in force until it ends or is lifted, with your id sealed in it, so that "
        "erasing is no way around it. The words of your appeal go.",
    )
    __table_args__ = (Index(None, "guild_id", "handle", unique=True), Index(None, "person_digest"))

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger)
    handle: Mapped[str] = mapped_column(String(16))
    person_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    person: Mapped[bytes] = mapped_column(Sealed)
    scope: Mapped[str] = mapped_column(String(16))
    reason: Mapped[bytes] = mapped_column(Sealed)
    blocked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal: Mapped[bytes | None] = mapped_column(Sealed)
    answer: Mapped[bytes | None] = mapped_column(Sealed)


class Blocks:
    """Every method takes a session and never commits."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def admit(self, session: Session, guild_id: int, user_id: int, scope: Scope) -> None:
        """Blocked where this member may not do this now: by the block that lasts longest, if there are several."""
        for block in await self.of_person(session, guild_id, user_id):
            if block.scope in (scope, Scope.ALL):
                raise Blocked(block)

    async def block_author(
        self,
        session: Session,
        guild_id: int,
        handle: str,
        scope: Scope,
        reason: str,
        ends_at: datetime | None,
    ) -> Block:
        """Block whoever wrote the post of that handle; UserError where there is none, or nobody knows any more."""
        row = await session.scalar(
            select(PostRow).where(PostRow.guild_id == guild_id, PostRow.handle == handle).with_for_update()
        )
        if row is None:
            raise UserError(t("There is no post {handle} here. Nothing was done.", handle=handle or "?"))
        if row.author is None:
            raise UserError(
                t(
                    "The link between {handle} and its author was destroyed, so nobody can be blocked by it any more. "
                    "Nothing was done.",
                    handle=handle,
                )
            )
        user_id = int(self._vault.open(row.author, place(PostRow.author, row.id)))
        return await self.block(session, guild_id, user_id, scope, reason, ends_at, handle=handle)

    async def block(
        self,
        session: Session,
        guild_id: int,
        user_id: int,
        scope: Scope,
        reason: str,
        ends_at: datetime | None,
        *,
        handle: str = "",
    ) -> Block:
        """Block a person whom the caller never learns, by a handle of their post, or else under a fresh handle
        (a reporter's: `RK7Q2`). They are told by the outbox."""
        handle = handle or f"R{new_handle(2)}"
        if await self.by_handle(session, guild_id, handle):
            raise UserError(
                t(
                    "{handle} is blocked already. `/mod unblock` lifts it, if you want to block anew.",
                    handle=handle,
                )
            )
        now = self._clock.now()
        await session.execute(
            delete(BlockRow).where(BlockRow.guild_id == guild_id, BlockRow.handle == handle)
        )
        row = BlockRow(
            id=secrets.token_urlsafe(9),
            guild_id=guild_id,
            handle=handle,
            person_digest=self._digest(guild_id, user_id),
            scope=scope,
            blocked_at=now.replace(second=0, microsecond=0),
            ends_at=ends_at,
        )
        row.person = self._vault.seal(str(user_id), place(BlockRow.person, row.id))
        row.reason = self._vault.seal(reason, place(BlockRow.reason, row.id))
        session.add(row)
        await session.flush()
        await outbox.request(session, TOLD, row.id, due=now)
        if ends_at is not None:
            await outbox.request(session, ENDED, row.id, due=ends_at)
        return self._block(row)

    async def lift(self, session: Session, block: Block) -> None:
        """End a block now. Its row goes once its person was told."""
        now = self._clock.now()
        await session.execute(update(BlockRow).where(BlockRow.id == block.id).values(ends_at=now))
        await outbox.withdraw(session, ENDED, block.id)
        await outbox.request(session, TOLD, block.id, due=now)
        await self._card(session, block)

    async def appeal(self, session: Session, block: Block, text: str, shown_at: datetime) -> None:
        """Keep what the blocked person says to it; once. No moderator learns before that moment that they did."""
        await self._write(session, block, "appeal", text)
        await outbox.request(session, APPEAL, block.id, due=shown_at, guild_id=block.guild_id)

    async def answer(self, session: Session, block: Block, text: str) -> None:
        """Keep the block, with a moderator's words to the appeal, which may be empty."""
        await self._write(session, block, "answer", text)
        await outbox.request(session, TOLD, block.id, due=self._clock.now())
        await self._card(session, block)

    async def _card(self, session: Session, block: Block) -> None:
        """Where moderators see its appeal, it shall say how that stands."""
        if block.appeal is not None:
            due = self._clock.now()
            await outbox.request(session, APPEAL, block.id, due=due, guild_id=block.guild_id)

    async def forget(self, session: Session, block_id: str) -> None:
        """Forget a block that is over; one that is in force stays."""
        over = BlockRow.ends_at <= self._clock.now()
        await session.execute(delete(BlockRow).where(BlockRow.id == block_id, over))

    async def get(self, session: Session, block_id: str) -> Block | None:
        """The block of that id while it is in force, locked."""
        return next(iter(await self._many(session, BlockRow.id == block_id)), None)

    async def by_handle(self, session: Session, guild_id: int, handle: str) -> Block | None:
        """The block that stands under that handle while it is in force, as moderators may see it."""
        found = and_(BlockRow.guild_id == guild_id, BlockRow.handle == handle)
        return next(iter(await self._for_moderators(session, guild_id, found)), None)

    async def of_guild(self, session: Session, guild_id: int) -> Sequence[Block]:
        """A server's blocks in force, as moderators may see them, the newest first."""
        return await self._for_moderators(session, guild_id, BlockRow.guild_id == guild_id)

    async def of_person(self, session: Session, guild_id: int, user_id: int) -> Sequence[Block]:
        """A member's own blocks in force, the one that lasts longest first."""
        found = await self._many(session, BlockRow.person_digest == self._digest(guild_id, user_id))
        return sorted(
            found,
            key=lambda block: (block.ends_at is not None, -(block.ends_at or self._clock.now()).timestamp()),
        )

    async def is_of(self, session: Session, block: Block, user_id: int) -> bool:
        """Whether this member is the one who is blocked."""
        digest = await session.scalar(select(BlockRow.person_digest).where(BlockRow.id == block.id))
        return digest == self._digest(block.guild_id, user_id)

    async def person_of(self, session: Session, block_id: str) -> tuple[int, int] | None:
        """The server and the person, also of a block that is over: opens the seal, and only a sender that writes to
        that person may ask."""
        row = await session.get(BlockRow, block_id)
        if row is None:
            return None
        return row.guild_id, int(self._vault.open(row.person, place(BlockRow.person, row.id)))

    async def renew_digests(self, session: Session) -> None:
        """Make every digest anew from the sealed person: blocks outlive even another digest key."""
        for row in await session.scalars(select(BlockRow)):
            user_id = int(self._vault.open(row.person, place(BlockRow.person, row.id)))
            row.person_digest = self._digest(row.guild_id, user_id)
        await session.flush()

    async def _write(self, session: Session, block: Block, column: str, text: str) -> None:
        row = await session.get_one(BlockRow, block.id)
        setattr(row, column, self._vault.seal(text, place(getattr(BlockRow, column), row.id)))
        await session.flush()

    async def _for_moderators(
        self, session: Session, guild_id: int, condition: ColumnElement[bool]
    ) -> Sequence[Block]:
        """Blocks, without the appeals whose time has not come: the moment when one was written tells who is online."""
        early = and_(
            OutboxRow.kind == APPEAL,
            OutboxRow.guild_id == guild_id,
            OutboxRow.due_at > self._clock.now(),
            OutboxRow.first_tried_at.is_(None),
        )
        hidden = set(await session.scalars(select(OutboxRow.subject).where(early)))
        found = await self._many(session, condition)
        return [replace(block, appeal=None) if block.id in hidden else block for block in found]

    async def _many(self, session: Session, condition: ColumnElement[bool]) -> Sequence[Block]:
        in_force = or_(BlockRow.ends_at.is_(None), BlockRow.ends_at > self._clock.now())
        rows = await session.scalars(
            select(BlockRow)
            .where(condition, in_force)
            .order_by(BlockRow.blocked_at.desc(), BlockRow.id)
            .with_for_update()
        )
        return [self._block(row) for row in rows]

    def _block(self, row: BlockRow) -> Block:
        texts = {
            name: self._vault.open(sealed, place(getattr(BlockRow, name), row.id)) if sealed else None
            for name, sealed in (("appeal", row.appeal), ("answer", row.answer))
        }
        return Block(
            id=row.id,
            guild_id=row.guild_id,
            handle=row.handle,
            scope=Scope(row.scope),
            reason=self._vault.open(row.reason, place(BlockRow.reason, row.id)),
            blocked_at=row.blocked_at,
            ends_at=row.ends_at,
            **texts,
        )

    def _digest(self, guild_id: int, user_id: int) -> bytes:
        return self._vault.digest("blocked", guild_id, user_id)


async def _counted(session: Session, who: Person) -> Counted:
    mine = BlockRow.person_digest.in_(who.digests("blocked"))
    dates = func.min(BlockRow.blocked_at), func.max(BlockRow.blocked_at)
    return Counted(*(await session.execute(select(func.count(), *dates).where(mine))).one())


__all__ = ["APPEAL", "ENDED", "TOLD", "Block", "BlockRow", "Blocked", "Blocks", "Scope"]
