"""Drafts: what a member typed, kept until it is posted or discarded, and how it will look when it is posted."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.board.board import Board
from bot.board.lengths import too_long
from bot.board.post import Content, Post, State
from bot.board.tables import DraftRow
from bot.clock import Clock
from bot.db import Database, Session, place
from bot.errors import UserError
from bot.masking import Decisions, Known, Span, mask
from bot.safety.neutral import is_blank, tidy
from bot.servers import ServerSettings
from bot.vault import Vault
from bot.words import t

LONG = 1500
"""From this many characters on, masking may take more than a few milliseconds and leaves the event loop."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What the board must know of a kind of post: which typed fields are free text (the first one leads),
    which are plain facts, and which are shown only if the author asks for it."""

    name: str
    texts: tuple[str, ...]
    facts: tuple[str, ...] = ()
    on_request: tuple[str, ...] = ()
    of_author: bool = False  # only the author of the post that it answers may write it


@dataclass(frozen=True, slots=True)
class Member:
    """Who is acting: their id, and the names that must not stand in what they post."""

    guild_id: int
    user_id: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """``purpose`` says what it becomes: ``rejection`` (a new post), ``reply/K7Q2`` (an answer to that post),
    ``reply/M4T8/edit`` (a change of that post)."""

    id: str
    guild_id: int
    purpose: str
    updated_at: datetime
    fields: Mapping[str, str]
    undone: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    at_once: bool = False

    @property
    def kind(self) -> str:
        return self.purpose.split("/")[0]

    @property
    def about(self) -> str:
        """The handle of the post that this draft answers or changes; empty for a new one."""
        return [*self.purpose.split("/"), ""][1]

    @property
    def is_edit(self) -> bool:
        return self.purpose.endswith("/edit")


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it would stand: its content, and the spans that were or could be masked, one of each key."""

    draft: Draft
    server: ServerSettings
    parent: Post | None
    content: Content
    masked: Sequence[Span] = ()
    suggested: Sequence[Span] = ()
    words: Mapping[str, str] = field(default_factory=dict)  # a span's key to the words as they were typed
    glossary: Mapping[str, str] = field(default_factory=dict)


def preview_of(
    kind: Kind,
    draft: Draft,
    names: Sequence[str],
    server: ServerSettings,
    parent: Post | None,
    glossary: Mapping[str, str],
) -> Preview:
    """Mask a draft's texts under its author's decisions. Pure; takes milliseconds for long texts."""
    known = Known(
        company=draft.fields.get("company", ""),
        role=draft.fields.get("role", ""),
        stage=draft.fields.get("stage", ""),
        author=tuple(names),
        also=draft.also,
    )
    decisions = Decisions(undone=frozenset(draft.undone), accepted=frozenset(draft.accepted))
    shown: dict[str, str] = {}
    spans: dict[str, Span] = {}
    words: dict[str, str] = {}
    for name in kind.texts:
        found = mask(tidy(draft.fields.get(name, "")), known, glossary)
        glossary = {**glossary, **found.glossary}
        shown[name] = tidy(found.text(decisions))
        for span in found.spans:
            spans.setdefault(span.key, span)
            words.setdefault(span.key, found.original[span.start : span.end])
    facts = {name: shown[name] for name in kind.texts[1:] if shown[name]}
    facts |= {name: draft.fields[name] for name in kind.facts if draft.fields.get(name)}
    facts |= {
        name: tidy(draft.fields[name])
        for name in kind.on_request
        if name in draft.shown and draft.fields.get(name)
    }
    return Preview(
        draft,
        server,
        parent,
        Content(shown[kind.texts[0]], facts),
        [span for span in spans.values() if span.action == "mask"],
        [span for span in spans.values() if span.action == "suggest"],
        words,
        glossary,
    )


class Drafts:
    """The use cases of drafts; one transaction each."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, board: Board) -> None:
        self.kinds: dict[str, Kind] = {}
        self._database = database
        self._vault = vault
        self._clock = clock
        self._board = board

    async def find(self, member: Member, purpose: str) -> Draft | None:
        """The member's draft for this purpose, if they have one."""
        async with self._database.begin() as session:
            return await self._find(session, member, purpose)

    async def begin(self, member: Member, purpose: str) -> Draft | None:
        """The same, for somebody who wants to write; UserError where the server is not set up."""
        async with self._database.begin() as session:
            await self._board.server(session, member.guild_id)
            return await self._find(session, member, purpose)

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

    async def post(self, member: Member, draft_id: str) -> tuple[Draft, Post]:
        """Turn the draft into a post, or into the change of one: both happen, or neither, and only once."""
        async with self._database.begin() as session:
            draft = await self._get(session, member, draft_id)
            preview = await self._preview(session, member, draft)
            content = preview.content
            if preview.parent is not None:
                content = (await self._preview(session, member, draft, as_posted=True)).content
            if is_blank(content.text):
                raise UserError(t("There is nothing to read in it yet. Press `Edit` and write a few words."))
            if too_long(content):
                raise UserError(
                    t("It has become too long for one message. Press `Edit` and shorten it a little.")
                )
            post = await self._submit(session, member, preview, content)
            await session.execute(delete(DraftRow).where(DraftRow.id == draft_id))
            return draft, post

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
        now = self._clock.now()
        draft = None if anew else await self._find(session, member, purpose)
        if draft is not None:
            draft = replace(draft, fields=dict(fields), updated_at=now)
        else:
            draft = Draft(secrets.token_urlsafe(9), member.guild_id, purpose, now, dict(fields))
            if draft.is_edit:
                post = await self._board.store.by_handle(session, draft.guild_id, draft.about)
                draft = replace(draft, shown=tuple(post.content.facts) if post and post.content else ())
        return await self._store(session, self._owner(member), draft)

    async def _preview(
        self, session: Session, member: Member, draft: Draft, *, as_posted: bool = False
    ) -> Preview:
        """How the draft would look, with the placeholders of the post that it is about.

        Whoever answers somebody else's post is not shown those before they post: in a preview, which costs nothing,
        they would tell whether a guessed name is the one behind ``[company]``.
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
            if parent and (as_posted or await store.is_author(session, parent, member.user_id)):
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

    async def _submit(self, session: Session, member: Member, preview: Preview, content: Content) -> Post:
        draft, server = preview.draft, preview.server
        if draft.is_edit:
            post = await self._about(session, member, draft)
            await self._board.store.change(session, post.id, glossary=json.dumps(dict(preview.glossary)))
            return await self._board.rewrite(session, server, post, content)
        parent = preview.parent
        if parent is not None and (parent.closed or parent.state is not State.PUBLISHED):
            raise UserError(t("{handle} takes no answers now. What you wrote is kept.", handle=parent.handle))
        return await self._board.submit(
            session,
            server,
            kind=draft.kind,
            author_id=member.user_id,
            content=content,
            glossary=preview.glossary,
            parent_id=parent.id if parent else None,
            at_once=draft.at_once,
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
        dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
        await session.execute(
            dialect.insert(DraftRow)
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


_KEPT = {"fields", "undone", "accepted", "also", "shown", "at_once"}
