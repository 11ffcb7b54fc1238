"""What is said now, to whom, and how it did: one method is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.moments import Moment, Moments
from bot.vault import Vault
from bot.words import t
from cogs.encouragement.brought import OwnWords, key_of, may_return, pick
from cogs.encouragement.choose import choose
from cogs.encouragement.prompts import Prompt, load
from cogs.encouragement.rated import first_words, rated_ids
from cogs.encouragement.ratings import RATINGS
from cogs.encouragement.store import NoteStore, RatingStore, State, StateStore

FIRST_DAY = timedelta(hours=24)
_STEPS = (("day", FIRST_DAY), ("week", timedelta(days=7)), ("month", timedelta(days=30)))


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody said of themselves; empty where they said nothing."""

    reason: str = ""
    feeling: str = ""
    stage: str = ""
    situation: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What comes now: a prompt, or something brought back. ``phase`` is empty where no rejection is known."""

    prompt: Prompt | None
    own: OwnWords | None
    phase: str

    @property
    def rated_as(self) -> str:
        """What a rating of it is kept under, and for own words, which: ``own-note.<key>``."""
        if self.prompt is not None:
            return self.prompt.id
        return self.own.shown_as if self.own is not None else ""


def phase_of(last: datetime | None, now: datetime) -> str:
    """How long ago the last no is; empty where none is known."""
    if last is None:
        return ""
    return next((name for name, within in _STEPS if now - last < within), "later")


def _last_no(known: Sequence[Moment]) -> Moment | None:
    """The last story that was shared, or letter about a no that had just come."""
    return next(
        (
            one
            for one in reversed(known)
            if one.kind == "rejection" or (one.kind == "letter" and one.fact("fresh"))
        ),
        None,
    )


def _completed(ask: Ask, last: Moment | None, phase: str, known: Sequence[Moment]) -> Ask:
    """What somebody left open, from the last no and what was answered since, within its first month. Of several reasons
    the surest counts, and of two that are as sure the newer; an answer without a reason takes none away."""
    if last is None or phase in ("", "later"):
        return ask
    since = [one for one in known if one is last or (one.kind == "answered" and one.at >= last.at)]
    whys = [
        (one.why.reason != "unknown", one.why.confidence, one.at, one.why.topic) for one in since if one.why
    ]
    reason = max(whys)[-1] if whys else ""
    return replace(ask, reason=ask.reason or reason, stage=ask.stage or last.fact("stage"))


class Encouragement:
    """Says something, remembers that it was said, and hears how it did."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, moments: Moments) -> None:
        self.notes = NoteStore(vault)
        self.states = StateStore(vault)
        self.ratings = RatingStore(vault)
        self.database = database
        self.clock = clock
        self._moments = moments

    async def begin(self) -> None:
        """Drop what was said of prompts that are no more."""
        async with self.database.begin() as session:
            await self.ratings.forget_others(session, rated_ids())

    async def phase(self, user_id: int) -> str:
        """How long ago this member's last no is: the one that they shared last, or said to be fresh."""
        last = _last_no(await self._moments.of(user_id, "rejection", "letter"))
        async with self.database.begin() as session:
            return self._phase(last, await self.states.get(session, user_id))

    async def say(
        self, user_id: int, ask: Ask, seed: str, *, otherwise: str = "week", own: bool = True
    ) -> Said:
        """What comes now; the same again for a seed that was answered a moment ago.

        In the first 24 hours it asks for nothing and brings back nothing. ``otherwise``: the phase where none is
        known. ``own`` False: a prompt in any case.
        """
        known = await self._moments.of(user_id, "rejection", "letter", "answered", "helped")
        last = _last_no(known)
        helped = [one for one in known if one.kind == "helped"]
        peers = [OwnWords("peer-words", key_of(one.text), one.text, one.at) for one in helped]
        async with self.database.begin() as session:
            state = await self.states.hold(session, user_id)
            phase = self._phase(last, state)
            ask = _completed(ask, last, phase, known)
            words = [*await self._own_notes(session, user_id), *peers]
            said = self._again(state, seed, words, phase)
            if said is not None:
                return said
            brought = None
            if own and phase != "day" and ask.feeling != "hopeless":
                back = may_return(words, state.back, state.unwanted, self.clock.now())
                brought = pick(back, state.back, seed)
            prompt = (
                await self._prompt(session, state, ask, phase or otherwise, seed) if brought is None else None
            )
            said = Said(prompt, brought, phase)
            await self.states.put(session, user_id, self._remembered(state, seed, said))
            return said

    async def fresh(self, user_id: int) -> None:
        """They say that the no came today or yesterday."""
        async with self.database.begin() as session:
            state = await self.states.hold(session, user_id)
            await self.states.put(session, user_id, replace(state, fresh_at=self.clock.now().isoformat()))

    async def rate(self, user_id: int, rated_as: str, rating: str) -> None:
        """One rating a person and prompt, the last one counts; own words that made it worse do not come again."""
        prompt_id = rated_as.partition(".")[0]
        if rating not in RATINGS or prompt_id not in rated_ids():
            raise UserError(t("That prompt is not here any more. Nothing changed."))
        async with self.database.begin() as session:
            await self.ratings.rate(session, user_id, prompt_id, rating)
            if prompt_id == rated_as:
                return
            state = await self.states.hold(session, user_id)
            unwanted = [one for one in state.unwanted if one != rated_as]
            unwanted += [rated_as] if rating == "worse" else []
            await self.states.put(session, user_id, replace(state, unwanted=tuple(unwanted)))

    async def retired(self) -> dict[str, int]:
        """The prompts that did harm and are shown to nobody any more, with the share of "worse" in percent."""
        async with self.database.begin() as session:
            gone = await self.ratings.retired(session)
        return {prompt_id: share for prompt_id, share in gone.items() if first_words(prompt_id)}

    def _phase(self, last: Moment | None, state: State) -> str:
        said = datetime.fromisoformat(state.fresh_at) if state.fresh_at else None
        known = [at for at in (last.at if last else None, said) if at is not None]
        return phase_of(max(known, default=None), self.clock.now())

    async def _own_notes(self, session: Session, user_id: int) -> list[OwnWords]:
        notes = await self.notes.all(session, user_id)
        return [OwnWords("own-note", note.id, note.text, note.written_at) for note in notes if note.back]

    async def _prompt(self, session: Session, state: State, ask: Ask, phase: str, seed: str) -> Prompt | None:
        gone = await self.ratings.retired(session)
        left = [prompt for prompt in load().values() if prompt.id not in gone]
        return choose(
            left,
            state.seen,
            reason=ask.reason,
            phase=phase,
            feeling=ask.feeling,
            stage=ask.stage,
            situation=ask.situation,
            seed=seed,
        )

    def _again(self, state: State, seed: str, words: Sequence[OwnWords], phase: str) -> Said | None:
        """What this seed was answered with, where that still exists and the first day has not begun meanwhile."""
        shown = dict(state.given).get(seed, "")
        prompt = load().get(shown)
        own = next((one for one in words if one.shown_as == shown), None)
        if (prompt is None and own is None) or (phase == "day") != bool(prompt and prompt.is_rest):
            return None
        return Said(prompt, own, phase)

    def _remembered(self, state: State, seed: str, said: Said) -> State:
        shown = said.rated_as
        if not shown:
            return state
        given = (*(pair for pair in state.given if pair[0] != seed), (seed, shown))
        if said.own is not None:
            return replace(state, given=given, back={**state.back, shown: self.clock.now().isoformat()})
        return replace(state, given=given, seen=(*(one for one in state.seen if one != shown), shown))
