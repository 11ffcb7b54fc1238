"""The board: what happens to a post between its author, the moderators and Discord.

Each public method is one transaction and asks the outbox for what Discord must be told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot import outbox
from bot.board import pause
from bot.board.blocks import Blocks, Scope
from bot.board.draft import Kind, Member, Preview
from bot.board.ending import ends_at, told_at
from bot.board.limits import Limits
from bot.board.post import IN_REVIEW, Briefing, Content, Post, State, me_too_step
from bot.board.store import PostStore
from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.periods import Periods
from bot.servers import ServerSettings, get_server
from bot.vault import Vault
from bot.words import t

SYNC = "board.sync"
COUNT = "board.count"
CARD = "board.card"
TELL = "board.tell"
MASKED = "board.masked"
FORGET = "board.forget"
END = "board.end"


Follow = Callable[[Session, Post], Awaitable[None]]
"""Hears of what happened to a post, as part of the transaction in which it happened."""


class Board:
    """The use cases of posts. ``ended`` hears of each post that goes, by its author or by moderators."""

    def __init__(
        self, database: Database, vault: Vault, clock: Clock, periods: Periods | None = None
    ) -> None:
        self.periods = periods or Periods()
        self.store = PostStore(vault)
        self.ended: list[Follow] = []
        self.blocks = Blocks(vault, clock)
        self.limits = Limits(vault, clock)
        self._database = database
        self._clock = clock

    async def submit(
        self,
        session: Session,
        server: ServerSettings,
        *,
        kind: str,
        author_id: int,
        content: Content,
        glossary: Mapping[str, str],
        parent_id: int | None = None,
        at_once: bool = False,
        briefing: Briefing | None = None,
    ) -> Post:
        """Store a new post, for review or for its release; part of the caller's transaction."""
        now = self._clock.now()
        release_at = None if server.review else server.release_at(now, at_once=at_once)
        post = await self.store.add(
            session,
            guild_id=server.guild_id,
            kind=kind,
            author_id=author_id,
            content=content,
            glossary=glossary,
            parent_id=parent_id,
            state=State.WAITING if server.review else State.SCHEDULED,
            submitted_at=now,
            release_at=release_at,
            at_once=at_once,
            review_at=server.review_at(now, at_once=at_once),
            briefing=briefing,
        )
        if parent_id is not None:
            await self.store.change(session, parent_id, active_at=post.active_at)
        if server.review:
            await self._ask_review(session, post)
        else:
            await self._await_release(session, post)
        forget_at = told_at(post, ends_at(post, server, self.periods))
        await outbox.request(session, FORGET, str(post.id), due=forget_at)
        return post

    async def rewrite(
        self,
        session: Session,
        server: ServerSettings,
        post: Post,
        content: Content,
        briefing: Briefing | None = None,
    ) -> Post:
        """Change what a post says, as its author; with review on, moderators see the change before anybody else.
        What was withheld after reports stays so until they have looked at it."""
        if post.placed is not None and post.state not in (State.PUBLISHED, State.HELD):
            raise UserError(
                t("{handle} is just being taken down. Please try again in a minute.", handle=post.handle)
            )
        briefing = briefing or Briefing()
        if post.is_withheld:
            briefing = replace(briefing, held_for=(*post.briefing.held_for, *briefing.held_for))
        told = {"briefing": briefing, "flagged": bool(briefing.held_for), "reason": None}
        if post.is_withheld:
            await self.store.change(session, post.id, content=content, edited=True, **told)
        elif post.state is State.PUBLISHED and server.review:
            await self.store.change(session, post.id, proposed=content, **told)
        elif post.state is State.PUBLISHED:
            await self.store.change(session, post.id, content=content, proposed=None, edited=True, **told)
            await self._ask(session, SYNC, post)
        elif server.review:
            await self.store.change(session, post.id, content=content, state=State.WAITING, **told)
        else:
            await self.store.change(session, post.id, content=content, **told)
            await self.schedule(session, server, post)
        if server.review or post.is_withheld:
            review_at = server.review_at(self._clock.now(), at_once=post.at_once)
            await self.store.change(session, post.id, review_at=review_at)
            await self._ask_review(session, await self._again(session, post))
        return await self._again(session, post)

    async def take_down(self, session: Session, post: Post) -> None:
        """Take a post down, with its answers; part of the caller's transaction."""
        for one in (post, *await self.store.replies(session, post.id)):
            if one.state is State.DELETED:  # by its own author, and on its way out already
                continue
            await self.store.change(session, one.id, state=State.REMOVED, proposed=None)
            await self._ask(session, SYNC, one)
            await self._ask(session, CARD, one)
            await self._tell_of_end(session, one)

    async def delete(self, guild_id: int, handle: str, author_id: int) -> None:
        """The author takes a post back: its text and its author are erased now, its message and thread next."""
        async with self._database.begin() as session:
            await self.wipe(session, await self.find(session, guild_id, handle, author_id=author_id))

    async def wipe(self, session: Session, post: Post) -> None:
        """The same for a post that is at hand, as part of the caller's transaction."""
        for one in (post, *await self.store.replies(session, post.id)):
            await self.store.change(
                session,
                one.id,
                state=State.DELETED,
                **dict.fromkeys(
                    ("content", "proposed", "glossary", "reason", "author", "author_digest", "briefing")
                ),
            )
            await self._ask(session, SYNC, one)
            for kind in (TELL, MASKED, FORGET, END):
                await outbox.withdraw(session, kind, str(one.id))
            await self._tell_of_end(session, one)

    async def unlink(self, session: Session, post: Post, naming: Sequence[str] = ()) -> None:
        """Destroy what ties a published post to its author, for good; the post stays. ``naming`` are the facts with
        which it is signed, if it is: it stays without them.

        The words that its masks stand for go, too, also where answers took them over.
        """
        values: dict[str, Any] = dict.fromkeys(("author", "author_digest", "glossary", "reason", "briefing"))
        content = post.content
        if content is not None and any(name in content.facts for name in naming):
            facts = {name: fact for name, fact in content.facts.items() if name not in naming}
            values["content"] = Content(content.text, facts)
            await self._ask(session, SYNC, post)
        await self.store.change(session, post.id, **values)
        for reply in await self.store.replies(session, post.id):
            await self.store.change(session, reply.id, glossary=None)
        for kind in (TELL, MASKED, FORGET, END):
            await outbox.withdraw(session, kind, str(post.id))

    async def close(self, guild_id: int, handle: str, author_id: int, *, closed: bool) -> Post:
        """The author closes a post for feedback, or opens it again."""
        async with self._database.begin() as session:
            post = await self.find(session, guild_id, handle, author_id=author_id)
            if post.closed != closed:
                await self.store.change(session, post.id, closed=closed)
                await self._ask(session, SYNC, post)
            return await self._again(session, post)

    async def hide(self, guild_id: int, handle: str, author_id: int, *, hidden: bool) -> Post:
        """The author of a post hides an answer to it in the thread, or shows it again; UserError for anybody else."""
        async with self._database.begin() as session:
            reply = await self.received(session, guild_id, handle, author_id)
            if reply.hidden != hidden:
                await self.store.change(session, reply.id, hidden=hidden)
                await self._ask(session, SYNC, reply)
            return await self._again(session, reply)

    async def received(self, session: Session, guild_id: int, handle: str, author_id: int) -> Post:
        """A published answer to a post of this member's; UserError in the same words for any other."""
        reply = await self.find(session, guild_id, handle)
        parent = await self.store.get(session, reply.parent_id) if reply.parent_id else None
        mine = parent is not None and await self.store.is_author(session, parent, author_id)
        if not mine or reply.state is not State.PUBLISHED:
            raise _missing(handle)
        return reply

    async def me_too(self, guild_id: int, handle: str, user_id: int) -> bool:
        """Count a member in under a post, or out again; True when they now count.

        What is shown follows later, at a moment that all posts share, and only where it changes: a message that is
        edited at once would tell whoever watches it when somebody pressed.
        """
        async with self._database.begin() as session:
            post = await self.find(session, guild_id, handle)
            before = me_too_step(await self.store.me_too(session, post.id))
            counted = await self.store.toggle_me_too(session, post.id, user_id)
            if me_too_step(await self.store.me_too(session, post.id)) != before:
                server = await self.server(session, guild_id)
                due = server.next_count_at(self._clock.now())
                await outbox.request(session, COUNT, str(post.id), due=due, guild_id=guild_id)
            return counted

    async def admit(self, session: Session, member: Member, preview: Preview, kind: Kind) -> bool:
        """UserError where this member may not post it now; True where a moderator must read it first."""
        await self.blocks.admit(session, member.guild_id, member.user_id, kind.scope)
        is_new = not preview.draft.is_edit
        in_day = is_new and kind.scope is Scope.POSTING
        return await self.limits.take(session, preview.server, member.user_id, is_new=is_new, in_day=in_day)

    async def may_ask(self, session: Session, member: Member, preview: Preview, kind: Kind) -> None:
        """Count that a member is told which words of a draft moderators want to read first; UserError where they may
        not post it, or try too often."""
        await self.blocks.admit(session, member.guild_id, member.user_id, kind.scope)
        await self.limits.ask(session, preview.server, member.user_id)

    async def resume(self, session: Session, guild_id: int) -> bool:
        """Let a paused server go on; what has waited appears one by one. False where it was not paused."""
        return await pause.resume(session, guild_id, self._clock, (SYNC, COUNT))

    async def find(
        self, session: Session, guild_id: int, handle: str, *, author_id: int | None = None
    ) -> Post:
        """The post of that handle, if need be only if this member wrote it; UserError where there is none."""
        post = await self.store.by_handle(session, guild_id, handle, author_id=author_id)
        if post is None:
            raise _missing(handle)
        return post

    async def server(self, session: Session, guild_id: int) -> ServerSettings:
        """The server's settings; UserError until its moderators have finished the set-up."""
        server = await get_server(session, guild_id)
        if server is None:
            raise UserError(
                t("Onward is not set up on this server yet: a moderator can do that with `/mod setup`.")
            )
        return server

    async def _tell_of_end(self, session: Session, post: Post) -> None:
        for follow in self.ended:
            await follow(session, post)

    async def _again(self, session: Session, post: Post) -> Post:
        changed = await self.store.get(session, post.id)
        assert changed is not None  # noqa: S101  it is locked by this transaction
        return changed

    async def schedule(self, session: Session, server: ServerSettings, post: Post) -> None:
        """Let a post appear when the server's rules say."""
        release_at = server.release_at(self._clock.now(), at_once=post.at_once)
        await self.store.change(session, post.id, state=State.SCHEDULED, release_at=release_at)
        await self._await_release(session, await self._again(session, post))

    async def _await_release(self, session: Session, post: Post) -> None:
        due = post.release_at or self._clock.now() + pause.LOOK_AGAIN
        await outbox.request(session, SYNC, str(post.id), due=due, guild_id=post.guild_id)

    async def _ask_review(self, session: Session, post: Post) -> None:
        """Show a post to moderators when they may see it."""
        due = max(self._clock.now(), post.review_at or self._clock.now())
        await outbox.request(session, CARD, str(post.id), due=due, guild_id=post.guild_id)

    async def _ask(self, session: Session, kind: str, post: Post) -> None:
        await outbox.request(session, kind, str(post.id), due=self._clock.now(), guild_id=post.guild_id)


def _missing(handle: str) -> UserError:
    return UserError(t("There is no post {handle} here. It may have been deleted.", handle=handle or "?"))


__all__ = ["CARD", "COUNT", "END", "FORGET", "IN_REVIEW", "MASKED", "SYNC", "TELL", "Board"]
