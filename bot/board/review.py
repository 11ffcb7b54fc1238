"""Review: what moderators decide about posts. Every decision is one transaction, and is written into the audit.

``by`` is the moderator's id: only the audit keeps it, sealed. ``seen`` is the version of the post that the moderator
saw: where its author has changed it since, nothing is decided.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot import outbox
from bot.audit import Audit
from bot.board.board import CARD, MASKED, SYNC, TELL, Board
from bot.board.hide import hide_in
from bot.board.lengths import too_long
from bot.board.post import Content, Post, State
from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.words import t

Follow = Callable[[Session, Post, str], Awaitable[None]]
"""Hears of a post about which a moderator has decided, and of the audit's name for that; in the same transaction."""


class Stale(UserError):
    """The author has changed the post since the moderator saw it."""


class Review:
    """The decisions of moderators. A listener in ``decided`` hears of each, in its transaction."""

    def __init__(self, database: Database, board: Board, audit: Audit, clock: Clock) -> None:
        self.decided: list[Follow] = []
        self._database = database
        self._board = board
        self._store = board.store
        self._audit = audit
        self._clock = clock

    async def approve(self, guild_id: int, handle: str, *, by: int, seen: str | None = None) -> Post:
        """Let a post, or the change of one, be published; what was withheld after reports stands again."""
        async with self._database.begin() as session:
            post = await self._reviewed(session, guild_id, handle, seen)
            server = await self._board.server(session, guild_id)
            settled = {"flagged": False, "briefing": replace(post.briefing, held_for=(), renames={})}
            is_change = post.proposed is not None and post.state is State.PUBLISHED
            approved = (post.proposed if is_change else post.content) or Content("")
            settled["content"] = approved.renamed(post.briefing.renames)
            if is_change:
                await self._store.change(session, post.id, proposed=None, edited=True, **settled)
                await self._ask(session, SYNC, post)
            elif post.is_withheld:
                await self.release(session, post)
            else:
                await self._store.change(session, post.id, **settled)
                await self._board.schedule(session, server, post)
            return await self._done(session, post, by, "approve-change" if is_change else "approve")

    async def decline(
        self, guild_id: int, handle: str, reason: str, *, by: int, seen: str | None = None
    ) -> Post:
        """Do not publish a post, or the change of one; the reason reaches the author."""
        async with self._database.begin() as session:
            post = await self._reviewed(session, guild_id, handle, seen)
            is_change = post.state is State.PUBLISHED
            if post.is_withheld:
                await self._board.take_down(session, post)
            state = post.state if is_change else State.DECLINED
            settled = {"flagged": False, "briefing": replace(post.briefing, held_for=())}
            await self._store.change(session, post.id, state=state, proposed=None, reason=reason, **settled)
            await self._ask(session, TELL, post)
            action = "decline-change" if is_change else "decline"
            return await self._done(session, post, by, action, reason)

    async def hold(self, guild_id: int, handle: str, *, by: int) -> Post:
        """Keep a post back to think about it."""
        async with self._database.begin() as session:
            post = await self._reviewed(session, guild_id, handle, None)
            if post.state is not State.WAITING:
                raise UserError(t("{handle} is held already. Nothing changed.", handle=handle))
            if post.placed is not None:
                raise UserError(
                    t(
                        "{handle} is just being taken from the board. Please try again in a minute.",
                        handle=handle,
                    )
                )
            await self._store.change(session, post.id, state=State.HELD)
            return await self._done(session, post, by, "hold")

    async def remove(self, guild_id: int, handle: str, reason: str = "", *, by: int) -> Post:
        """Take a post down; its author still sees it among their own, and reads the reason if there is one."""
        async with self._database.begin() as session:
            post = await self._board.find(session, guild_id, handle)
            await self.take_down(session, post, reason)
            return await self._done(session, post, by, "remove", reason)

    async def take_down(self, session: Session, post: Post, reason: str = "") -> None:
        """The same as part of the caller's transaction, without the audit; UserError where it is down already."""
        if post.state is State.REMOVED:
            raise UserError(
                t(
                    "Somebody was faster: {handle} is removed already. Nothing else was done.",
                    handle=post.handle,
                )
            )
        await self._board.take_down(session, post)
        if reason:
            await self._store.change(session, post.id, reason=reason)
            await self._ask(session, TELL, post)

    async def mask(self, guild_id: int, handle: str, words: Sequence[str], *, by: int) -> Post:
        """Mask words everywhere in a post, in the change that its author proposes, and where it stands already."""
        async with self._database.begin() as session:
            post = await self._board.find(session, guild_id, handle)
            before = {"content": post.content, "proposed": post.proposed}
            after = {name: hide_in(text, words) for name, text in before.items() if text is not None}
            changed = {name: text for name, text in after.items() if text != before[name]}
            if not changed:
                raise UserError(t("None of these words stands in {handle}. Nothing changed.", handle=handle))
            if any(too_long(text) for text in changed.values()):
                raise UserError(
                    t("With so many masks {handle} does not fit one message. Nothing changed.", handle=handle)
                )
            await self._store.change(session, post.id, **changed)
            if post.placed is not None:
                await self._ask(session, SYNC, post)
            await self._ask(session, MASKED, post)
            return await self._done(session, post, by, "mask")

    async def withhold(self, session: Session, post: Post, why: str) -> bool:
        """Let a note stand in a published post's place until a moderator has looked at it; part of the caller's
        transaction. False where it is not public."""
        reasons = (*post.briefing.held_for, why)
        briefing = replace(post.briefing, held_for=reasons)
        await self._store.change(session, post.id, flagged=True, briefing=briefing)
        if post.state is not State.PUBLISHED:
            return False
        server = await self._board.server(session, post.guild_id)
        seen_at = server.review_at(self._clock.now())
        await self._store.change(session, post.id, state=State.HELD, review_at=seen_at)
        await self._ask(session, SYNC, post)
        await outbox.request(session, CARD, str(post.id), due=seen_at, guild_id=post.guild_id)
        await self._audit.record(session, post.guild_id, None, "report-held", post.handle)
        return True

    async def release(self, session: Session, post: Post) -> None:
        """Let a post that was withheld stand again; part of the caller's transaction, without the audit."""
        briefing = replace(post.briefing, held_for=())
        await self._store.change(session, post.id, state=State.PUBLISHED, flagged=False, briefing=briefing)
        await self._ask(session, SYNC, post)
        await self._ask(session, CARD, post)

    async def look_again(self, guild_id: int, handle: str) -> None:
        """Bring a post's card up to date now."""
        async with self._database.begin() as session:
            await self._ask(session, CARD, await self._board.find(session, guild_id, handle))

    async def _reviewed(self, session: Session, guild_id: int, handle: str, seen: str | None) -> Post:
        post = await self._board.find(session, guild_id, handle)
        if not post.in_review:
            raise UserError(
                t(
                    "Somebody was faster: {handle} is {state} now. Nothing else was done.",
                    handle=handle,
                    state=post.state,
                )
            )
        if seen is not None and seen != post.version:
            raise Stale(
                t(
                    "The author has changed {handle} since you saw it. Nothing was decided: read it once more.",
                    handle=handle,
                )
            )
        return post

    async def _done(self, session: Session, post: Post, by: int, action: str, reason: str = "") -> Post:
        changed = await self._store.get(session, post.id)
        assert changed is not None  # noqa: S101  it is locked by this transaction
        await self._ask(session, CARD, changed)
        for follow in self.decided:
            await follow(session, changed, action)
        await self._audit.record(session, post.guild_id, by, action, post.handle, reason)
        return changed

    async def _ask(self, session: Session, kind: str, post: Post) -> None:
        await outbox.request(session, kind, str(post.id), due=self._clock.now(), guild_id=post.guild_id)
