"""What moderators do about prompts in channels, and what the sender notes down; one method is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from bot.audit import Audit
from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.outbox.queue import request, withdraw
from bot.safety.neutral import is_blank, tidy
from bot.servers import get_server
from bot.vault import Vault
from bot.words import t
from cogs.encouragement.channels.schedule import KEPT, LATE, Schedule
from cogs.encouragement.channels.store import ScheduleStore
from cogs.encouragement.channels.themes import Words, find, next_words, themes
from cogs.encouragement.store import Note, NoteStore, RatingStore

POST = "channel.prompt"
MOST = 10
"""Schedules of one server."""


class ChannelPrompts:
    """Adding, listing and removing schedules, and their turns."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, audit: Audit) -> None:
        self._begin = database.begin
        self._notes = NoteStore(vault)
        self._ratings = RatingStore(vault)
        self._clock = clock
        self._audit = audit
        self._store = ScheduleStore()

    async def all(self, guild_id: int) -> Sequence[Schedule]:
        async with self._begin() as session:
            return await self._store.all(session, guild_id)

    async def get(self, guild_id: int, schedule_id: str) -> Schedule:
        """A server's schedule; UserError for any other."""
        async with self._begin() as session:
            return await self._own(session, guild_id, schedule_id)

    async def add(
        self, guild_id: int, moderator_id: int, *, channel_id: int, weekdays: tuple[int, ...], at: time, zone: str,
        theme: str, shown: Sequence[str] = (),
    ) -> Schedule:  # fmt: skip
        """Schedule a prompt; UserError for an unknown theme, or where there are too many. ``shown``: ids of what stands
        in the channel already, the last one at the end."""
        if theme not in themes():
            raise UserError(t("I do not know that theme. Choose one from the list. Nothing changed."))
        now = self._clock.now()
        words = tuple(one for one in shown if find(one) is not None)[-KEPT:]
        new = Schedule(secrets.token_hex(4), guild_id, channel_id, weekdays, at, zone, theme, now, words)
        new = new.scheduled(now)
        async with self._begin() as session:
            if len(await self._store.all(session, guild_id)) >= MOST:
                raise UserError(
                    t(
                        "There are {most} already. Remove one with `/mod prompts remove` first; nothing changed.",
                        most=MOST,
                    )
                )
            await self._put(session, new)
            await self._audit.record(session, guild_id, moderator_id, "prompts-add", reason=theme)
            return new

    async def remove(self, guild_id: int, moderator_id: int, schedule_id: str) -> Schedule:
        async with self._begin() as session:
            found = await self._own(session, guild_id, schedule_id)
            await self._store.delete(session, found.id)
            await withdraw(session, POST, found.id)
            await self._audit.record(session, guild_id, moderator_id, "prompts-remove", reason=found.theme)
            return found

    async def turn(self, schedule_id: str, *, reachable: bool) -> Schedule | None:
        """The schedule of a job that is due: as it is, if it is to be posted now (``due`` has come), else with the
        next due time; None where it was removed. What is late, or has no channel, or falls into a pause of the
        server, is left out."""
        async with self._begin() as session:
            found = await self._store.get(session, schedule_id)
            now = self._clock.now()
            if found is None or found.due > now:
                return found
            server = await get_server(session, found.guild_id)
            if reachable and now - found.due <= LATE and not (server is not None and server.paused):
                return found
            return await self._put(session, found.scheduled(now))

    async def words(self, schedule: Schedule) -> Words | None:
        """What comes next: the same until it was posted; None where all of the theme did harm."""
        async with self._begin() as session:
            others = await self._store.all(session, schedule.guild_id)
            gone = await self._ratings.retired(session)
        theme = themes()[schedule.theme]
        left = replace(theme, words=tuple(one for one in theme.words if one.id not in gone))
        if not left.words:
            return None
        just_there = {one.shown[-1] for one in others if one.shown and one.channel_id == schedule.channel_id}
        return next_words(left, schedule.shown, just_there, schedule.id)

    async def posted(self, schedule: Schedule, words: Words) -> datetime | None:
        """It stands there: when the next one is due; may be said any number of times."""
        async with self._begin() as session:
            now = await self._store.get(session, schedule.id)
            if now is not None and now.shown == schedule.shown and now.due == schedule.due:
                now = now.after_posting(words.id, self._clock.now())
                await self._store.put(session, now)
            return now.due if now else None

    async def tested(self, schedule: Schedule, words: Words) -> None:
        """A trial stood there: it counts as shown, the next due time stays."""
        async with self._begin() as session:
            now = await self._store.get(session, schedule.id)
            if now is not None:
                await self._store.put(session, replace(now, shown=(*now.shown, words.id)[-KEPT:]))

    async def reflect(self, user_id: int, words: Words, text: str) -> None:
        """Keep an answer in its writer's own journal; UserError where there is nothing in it."""
        text = tidy(text)
        if is_blank(text):
            raise UserError(t("There is nothing in it to keep yet. Nothing changed."))
        note = Note(secrets.token_urlsafe(9), self._clock.now(), text, words.ask)
        async with self._begin() as session:
            await self._notes.add(session, user_id, note)

    async def _own(self, session: Session, guild_id: int, schedule_id: str) -> Schedule:
        found = await self._store.get(session, schedule_id)
        if found is None or found.guild_id != guild_id:
            raise UserError(t("There is no such scheduled prompt here. `/mod prompts list` shows them."))
        return found

    async def _put(self, session: Session, schedule: Schedule) -> Schedule:
        await self._store.put(session, schedule)
        await request(session, POST, schedule.id, due=schedule.due)
        return schedule
