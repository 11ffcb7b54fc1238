"""Drafts: what a member typed, kept until it is posted or discarded."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import delete, select

from bot.board.board import Board
from bot.board.draft import Draft, Kind, Member, Preview, briefing_of, preview_of, renamed
from bot.board.holds import Guard, Hold, Reason, Reword
from bot.board.lengths import too_long
from bot.board.post import Briefing, Post, State
from bot.board.tables import DraftRow
from bot.clock import Clock
from bot.db import Database, Session, insert, place
from bot.errors import UserError
from bot.safety.neutral import is_blank
from bot.servers import ServerSettings
from bot.vault import Vault
from bot.words import t

LONG = 700
"""From this many characters on, masking may take more than a few milliseconds and leaves the event loop."""


class Drafts:
    """The use cases of drafts; one transaction each."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, board: Board) -> None:
        self.kinds: dict[str, Kind] = {}
        self.guards: dict[str, Guard] = {}
        self.holds: list[Hold] = []
        self._database = database
        self._vault = vault
        self._clock = clock
        self._board = board

    async def find(self, member: Member, purpose: str) -> Draft | None:
        """The member's draft for this purpose, if they have one."""
        async with self._database.begin() as session:
            return await self._find(session, member, purpose)

    async def begin(self, member: Member, purpose: str) -> Draft | None:
        """The same, to go on with or to begin; UserError without a set-up, Blocked who has none and could not post."""
        async with self._database.begin() as session:
            await self._board.server(session, member.guild_id)
            draft = await self._find(session, member, purpose)
            if draft is None:
                await self._admit(session, member, purpose)
            return draft

    async def may_write(self, member: Member, purpose: str) -> None:
        """Blocked where this member could not post what they are about to write."""
        async with self._database.begin() as session:
            await self._admit(session, member, purpose)

    async def get(self, member: Member, draft_id: str) -> Draft:
        """The member's draft of that id; UserError when it was posted or discarded, or is not theirs."""
        async with self._database.begin() as session:
            return await self._get(session, member, draft_id)

    async def keep(self, member: Member, purpose: str, fields: Mapping[str, str]) -> Draft:
        """Keep what was chosen or typed, over an earlier draft for the same purpose."""
        async with self._database.begin() as session:
            return await self._keep(session, member, purpose, fields, anew=False)

    async def write(
        self, member: Member, purpose: str, fields: Mapping[str, str], *, anew: bool = False
    ) -> Preview:
        """Keep what was typed, and show how it would look. Decisions about an earlier draft for the same purpose
        stay, unless it is begun anew. What was typed is kept also where it cannot be shown."""
        problem: UserError | None = None
        async with self._database.begin() as session:
            draft = await self._keep(session, member, purpose, fields, anew=anew)
            try:
                return await self._preview(session, member, draft)
            except UserError as error:
                problem = error
        raise problem

    async def open(self, member: Member, draft_id: str) -> Preview:
        """A draft of the member's, as it would look."""
        async with self._database.begin() as session:
            return await self._preview(session, member, await self._get(session, member, draft_id))

    async def decide(
        self, member: Member, draft_id: str, choose: Callable[[Preview], Mapping[str, Any]]
    ) -> Preview:
        """Change what the author decided, by what they see; ``choose`` returns the draft's changed attributes."""
        async with self._database.begin() as session:
            draft = await self._get(session, member, draft_id)
            draft = replace(draft, **choose(await self._preview(session, member, draft)))
            await self._store(session, self._owner(member), draft)
            return await self._preview(session, member, draft)

    async def discard(self, member: Member, draft_id: str) -> None:
        async with self._database.begin() as session:
            await self._get(session, member, draft_id)
            await session.execute(delete(DraftRow).where(DraftRow.id == draft_id))

    async def post(self, member: Member, draft_id: str, *, as_it_is: bool = False) -> tuple[Draft, Post]:
        """Turn the draft into a post, or into the change of one: both happen, or neither, and only once. Reword where
        its author may say it otherwise first and has not said that it shall stay as it is."""
        async with self._database.begin() as session:
            draft = await self._get(session, member, draft_id)
            preview = await self._preview(session, member, draft)
            _check_postable(preview)
            reasons = [await hold(session, member, preview) for hold in self.holds]
            found = [reason for reason in reasons if reason is not None]
            words = [word for reason in found for word in reason.words]
            asks = bool(words) and self.kinds[draft.kind].rewords and not as_it_is
            if asks:  # and it is counted, or the server's words could be tried out one by one
                await self._board.may_ask(session, member, preview, self.kinds[draft.kind])
            else:
                post = await self._submit(session, member, preview, found)
                await session.execute(delete(DraftRow).where(DraftRow.id == draft_id))
                return draft, post
        raise Reword(preview, words)

    async def _admit(self, session: Session, member: Member, purpose: str) -> None:
        if kind := self.kinds.get(purpose.split("/")[0]):
            await self._board.blocks.admit(session, member.guild_id, member.user_id, kind.scope)

    async def _find(self, session: Session, member: Member, purpose: str) -> Draft | None:
        row = await session.scalar(
            select(DraftRow)
            .where(DraftRow.owner_digest == self._owner(member), DraftRow.purpose == purpose)
            .with_for_update()
        )
        return self._draft(row) if row else None

    async def _keep(
        self, session: Session, member: Member, purpose: str, fields: Mapping[str, str], *, anew: bool
    ) -> Draft:
        now = self._clock.now().replace(minute=0, second=0, microsecond=0)  # when exactly, nobody need know
        draft = None if anew else await self._find(session, member, purpose)
        if draft is not None:
            draft = replace(draft, fields=self._with_facts(purpose, draft.fields, fields), updated_at=now)
        else:
            draft = Draft(secrets.token_urlsafe(9), member.guild_id, purpose, now, dict(fields))
            by_handle = self._board.store.by_handle
            post = await by_handle(session, draft.guild_id, draft.about) if draft.is_edit else None
            if post is not None and post.content is not None:
                facts = post.content.facts
                draft = replace(
                    draft, shown=tuple(facts), fields=self._with_facts(purpose, facts, draft.fields)
                )
        return await self._store(session, self._owner(member), draft)

    def _with_facts(
        self, purpose: str, before: Mapping[str, str], typed: Mapping[str, str]
    ) -> dict[str, str]:
        """What was typed, with what its form does not ask for as it was before: it may say what to mask."""
        kind = self.kinds.get(purpose.split("/")[0])
        return {name: before[name] for name in (kind.beside if kind else ()) if name in before} | dict(typed)

    async def _preview(
        self, session: Session, member: Member, draft: Draft, *, as_posted: bool = False
    ) -> Preview:
        """How the draft would look, with the placeholders of the post that it is about.

        Whoever does not answer as the post's author gets those only once a moderator has let it pass (``as_posted``):
        before, they would tell whether a guessed name is the one behind ``[company]``.
        """
        server = await self._board.server(session, draft.guild_id)
        store = self._board.store
        parent: Post | None = None
        glossary: dict[str, str] = {}
        if draft.about:
            post = parent = await self._about(session, member, draft)
            if draft.is_edit:
                parent = await store.get(session, post.parent_id) if post.parent_id else None
                glossary = await store.glossary(session, post.id)
            if parent and (as_posted or self.kinds[draft.kind].of_author):
                glossary |= await store.glossary(session, parent.id)
        arguments = (self.kinds[draft.kind], draft, member.names, server, parent, glossary)
        if sum(map(len, draft.fields.values())) < LONG:
            return preview_of(*arguments)
        return await asyncio.to_thread(preview_of, *arguments)

    async def _about(self, session: Session, member: Member, draft: Draft) -> Post:
        """The post that the draft answers or changes; UserError where it is gone, or not this member's to do so."""
        mine = draft.is_edit or self.kinds[draft.kind].of_author
        author_id = member.user_id if mine else None
        return await self._board.find(session, draft.guild_id, draft.about, author_id=author_id)

    async def _submit(
        self, session: Session, member: Member, preview: Preview, held: Sequence[Reason]
    ) -> Post:
        draft, server = preview.draft, preview.server
        is_slow = await self._board.admit(session, member, preview, self.kinds[draft.kind])
        guard = self.guards.get(draft.kind)
        is_guarded = guard is not None and await guard.admit(session, member, preview)
        reasons = [reason.told for reason in held]
        reasons += [t("many posts came in at once")] if is_slow and not server.review else []
        briefing = briefing_of(preview, reasons, await self._renames(session, member, preview))
        if is_guarded or is_slow or briefing.held_for:
            server = replace(server, review=True)
        if draft.is_edit:
            post = await self._about(session, member, draft)
            await self._board.store.change(session, post.id, glossary=json.dumps(dict(preview.glossary)))
            post = await self._board.rewrite(session, server, post, preview.content, briefing)
        else:
            post = await self._added(session, member, preview, server, briefing)
        if guard is not None:
            await guard.posted(session, member, post)
        return post

    async def _renames(self, session: Session, member: Member, preview: Preview) -> Mapping[str, str]:
        if preview.parent is None or self.kinds[preview.draft.kind].of_author:
            return {}
        as_posted = (await self._preview(session, member, preview.draft, as_posted=True)).content
        return {} if too_long(as_posted) else renamed(preview.content, as_posted)

    async def _added(
        self,
        session: Session,
        member: Member,
        preview: Preview,
        server: ServerSettings,
        briefing: Briefing,
    ) -> Post:
        draft, parent = preview.draft, preview.parent
        return await self._board.submit(
            session,
            server,
            kind=draft.kind,
            author_id=member.user_id,
            content=preview.content,
            glossary=preview.glossary,
            parent_id=parent.id if parent else None,
            at_once=draft.at_once,
            briefing=briefing,
        )

    async def _get(self, session: Session, member: Member, draft_id: str) -> Draft:
        row = await session.scalar(
            select(DraftRow)
            .where(DraftRow.id == draft_id, DraftRow.owner_digest == self._owner(member))
            .with_for_update()
        )
        if row is None:
            raise UserError(
                t("This draft is gone: it was posted or discarded. `/rejection mine` shows your posts.")
            )
        return self._draft(row)

    async def _store(self, session: Session, owner: bytes, draft: Draft) -> Draft:
        kept = {name: value for name, value in asdict(draft).items() if name in _KEPT}
        values = {
            "id": draft.id,
            "guild_id": draft.guild_id,
            "owner_digest": owner,
            "purpose": draft.purpose,
            "payload": self._vault.seal(json.dumps(kept), place(DraftRow.payload, draft.id)),
            "updated_at": draft.updated_at,
        }
        await session.execute(
            insert(session, DraftRow)
            .values(values)
            .on_conflict_do_update(
                index_elements=["owner_digest", "purpose"],
                set_={name: values[name] for name in ("id", "payload", "updated_at")},
            )
        )
        return draft

    def _draft(self, row: DraftRow) -> Draft:
        kept = json.loads(self._vault.open(row.payload, place(DraftRow.payload, row.id)))
        kept |= {name: tuple(kept[name]) for name in ("undone", "accepted", "also", "shown")}
        return Draft(row.id, row.guild_id, row.purpose, row.updated_at, **kept)

    def _owner(self, member: Member) -> bytes:
        return self._vault.digest("draft", member.guild_id, member.user_id)


def _check_postable(preview: Preview) -> None:
    """UserError where it cannot be posted as it stands."""
    draft, parent = preview.draft, preview.parent
    if is_blank(preview.content.text):
        raise UserError(t("There is nothing to read in it yet. Press `Edit` and write a few words."))
    if too_long(preview.content):
        raise UserError(t("It has become too long for one message. Press `Edit` and shorten it a little."))
    if not draft.is_edit and parent is not None and (parent.closed or parent.state is not State.PUBLISHED):
        raise UserError(t("{handle} takes no answers now. What you wrote is kept.", handle=parent.handle))


_KEPT = {"fields", "undone", "accepted", "also", "shown", "at_once"}

__all__ = ["Draft", "Drafts", "Kind", "Member", "Preview", "Reword", "preview_of"]
