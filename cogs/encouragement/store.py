"""Notes, states and ratings in and out of the database. Takes a session, never commits, returns values."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.db import Session, insert, meta, place
from bot.db.meta import Meta
from bot.vault import Vault
from cogs.encouragement.ratings import RATINGS, Figures
from cogs.encouragement.tables import NOTES, RATING, STATE, NoteRow, RatingRow, StateRow

RETIRED = "retired:"
"""What is kept of a prompt that did harm begins so among the facts of the database: no rating, and nobody's."""
KEPT_SEEN = 600
"""How many of the things shown are remembered: several times the whole set."""
KEPT_GIVEN = 8
"""How many answers are kept for a seed that is asked again."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of somebody's journal. ``back``: it may be brought back to them some day."""

    id: str
    written_at: datetime
    text: str
    question: str = ""
    back: bool = True

    def dump(self) -> str:
        return json.dumps({"text": self.text, "question": self.question, "back": self.back})


@dataclass(frozen=True, slots=True)
class State:
    """``seen``: what was shown, the last at the end; ``back``: when a text of their own was last brought back;
    ``given``: what a seed was answered with; ``unwanted``: texts that are not to come again; ``fresh_at``: when
    they last said that a no had just come; ``asking``: the question that waits for an answer by DM since ``asked_at``,
    and the ``note`` that the answer has become."""

    seen: tuple[str, ...] = ()
    back: Mapping[str, str] = field(default_factory=dict)
    given: tuple[tuple[str, str], ...] = ()
    unwanted: tuple[str, ...] = ()
    fresh_at: str = ""
    asking: str = ""
    asked_at: str = ""
    note: str = ""

    def dump(self) -> str:
        kept = asdict(self)
        kept["seen"], kept["given"] = self.seen[-KEPT_SEEN:], self.given[-KEPT_GIVEN:]
        return json.dumps(kept)

    @classmethod
    def load(cls, dumped: str) -> State:
        kept: dict[str, Any] = json.loads(dumped)
        kept["seen"], kept["unwanted"] = tuple(kept["seen"]), tuple(kept["unwanted"])
        kept["given"] = tuple((seed, shown) for seed, shown in kept["given"])
        return cls(**kept)


class NoteStore:
    """Seals on the way in, opens on the way out; every reading is limited to one owner."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(self, session: Session, owner_id: int, note: Note) -> None:
        session.add(
            NoteRow(
                id=note.id,
                owner_digest=self._vault.digest(NOTES, owner_id),
                payload=self._vault.seal(note.dump(), place(NoteRow.payload, note.id)),
                written_at=note.written_at,
            )
        )
        await session.flush()

    async def put(self, session: Session, owner_id: int, note: Note) -> None:
        """Change a note of the owner's that is there."""
        sealed = self._vault.seal(note.dump(), place(NoteRow.payload, note.id))
        await session.execute(
            update(NoteRow).where(self._own(owner_id), NoteRow.id == note.id).values(payload=sealed)
        )

    async def all(self, session: Session, owner_id: int) -> list[Note]:
        """The owner's notes, the newest first."""
        rows = await session.scalars(
            select(NoteRow).where(self._own(owner_id)).order_by(NoteRow.written_at.desc(), NoteRow.id)
        )
        return [self._note(row) for row in rows]

    async def get(self, session: Session, owner_id: int, note_id: str) -> Note | None:
        row = await session.scalar(select(NoteRow).where(self._own(owner_id), NoteRow.id == note_id))
        return self._note(row) if row else None

    async def delete(self, session: Session, owner_id: int, note_id: str | None = None) -> int:
        """Delete one note, or all of them; how many went."""
        found = [self._own(owner_id), *([NoteRow.id == note_id] if note_id is not None else [])]
        gone = await session.scalars(delete(NoteRow).where(*found).returning(NoteRow.id))
        return len(list(gone))

    def _own(self, owner_id: int) -> ColumnElement[bool]:
        return NoteRow.owner_digest == self._vault.digest(NOTES, owner_id)

    def _note(self, row: NoteRow) -> Note:
        kept = json.loads(self._vault.open(row.payload, place(NoteRow.payload, row.id)))
        return Note(row.id, row.written_at, **kept)


class StateStore:
    """One row a member."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def get(self, session: Session, owner_id: int) -> State:
        """The member's state, locked until the transaction ends; an empty one while there is none."""
        digest = self._vault.digest(STATE, owner_id)
        row = await session.scalar(select(StateRow).where(StateRow.owner_digest == digest).with_for_update())
        return State.load(self._vault.open(row.payload, place(StateRow.payload, row.id))) if row else State()

    async def hold(self, session: Session, owner_id: int) -> State:
        """The same, to be changed: the row is there from now on, so that even the first two at one instant wait for
        each other."""
        first = insert(session, StateRow).values(self._values(owner_id, State()))
        await session.execute(first.on_conflict_do_nothing(index_elements=["owner_digest"]))
        return await self.get(session, owner_id)

    async def put(self, session: Session, owner_id: int, state: State) -> None:
        values = self._values(owner_id, state)
        changed = {name: values[name] for name in ("id", "payload")}
        await session.execute(
            insert(session, StateRow)
            .values(values)
            .on_conflict_do_update(index_elements=["owner_digest"], set_=changed)
        )

    def _values(self, owner_id: int, state: State) -> dict[str, Any]:
        row_id = secrets.token_urlsafe(9)
        return {
            "id": row_id,
            "owner_digest": self._vault.digest(STATE, owner_id),
            "payload": self._vault.seal(state.dump(), place(StateRow.payload, row_id)),
        }


class RatingStore:
    """One rating a person and prompt; whose it is, only that person's own digest finds."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def rate(self, session: Session, user_id: int, prompt_id: str, rating: str) -> None:
        values = {
            "prompt_id": prompt_id,
            "rater_digest": self._vault.digest(RATING, prompt_id, user_id),
            "rating": rating,
        }
        await session.execute(
            insert(session, RatingRow)
            .values(values)
            .on_conflict_do_update(index_elements=["prompt_id", "rater_digest"], set_={"rating": rating})
        )

        figures = (await self.figures(session, prompt_id)).get(prompt_id, Figures())
        if figures.does_harm:
            await meta.put(session, f"{RETIRED}{prompt_id}", str(figures.share("worse")))

    async def retired(self, session: Session) -> Mapping[str, int]:
        """The prompts that did harm, sorted, with the share of "worse" in percent, rounded. Once is for good: ratings
        that were changed or erased later bring none back."""
        kept = await session.execute(select(Meta.name, Meta.value).where(Meta.name.startswith(RETIRED)))
        gone = {name.removeprefix(RETIRED): int(share) for name, share in kept}
        harmful = {name: one for name, one in (await self.figures(session)).items() if one.does_harm}
        return dict(sorted(({name: one.share("worse") or 0 for name, one in harmful.items()} | gone).items()))

    async def figures(self, session: Session, prompt_id: str | None = None) -> Mapping[str, Figures]:
        """How each prompt did, or this one, over all servers."""
        counts = select(RatingRow.prompt_id, RatingRow.rating, func.count())
        if prompt_id is not None:
            counts = counts.where(RatingRow.prompt_id == prompt_id)
        counted = await session.execute(counts.group_by(RatingRow.prompt_id, RatingRow.rating))
        found: dict[str, dict[str, int]] = {}
        for prompt_id, rating, count in counted:
            found.setdefault(prompt_id, dict.fromkeys(RATINGS, 0))[rating] = count
        return {prompt_id: Figures(**counts) for prompt_id, counts in found.items()}

    async def forget_others(self, session: Session, prompt_ids: Sequence[str]) -> None:
        """Drop the ratings of prompts that are no more."""
        await session.execute(delete(RatingRow).where(RatingRow.prompt_id.not_in(prompt_ids)))
        known = [f"{RETIRED}{prompt_id}" for prompt_id in prompt_ids]
        await session.execute(delete(Meta).where(Meta.name.startswith(RETIRED), Meta.name.not_in(known)))
