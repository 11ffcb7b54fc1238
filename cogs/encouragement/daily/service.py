"""What members do about prompts that come by themselves; one method is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.outbox.queue import request, withdraw
from bot.quiet import Quiet as Stillness
from bot.words import t
from bot.zones import instant
from cogs.encouragement.daily.store import DailyStore
from cogs.encouragement.daily.wish import Ended, Quiet, Wish

PROMPT = "encourage.daily"


class Daily:
    """Asking for prompts, changing one's mind, and what the sender notes down."""

    def __init__(self, database: Database, clock: Clock, store: DailyStore, quiet: Stillness) -> None:
        self._begin = database.begin
        self._clock = clock
        self._store = store
        self._quiet = quiet

    async def of(self, owner_id: int) -> Wish | None:
        async with self._begin() as session:
            return await self._store.of(session, owner_id)

    async def begin(self, owner_id: int, *, per_week: int, at: time, zone: str, quiet: Quiet) -> Wish:
        """Ask for prompts, or for others than before; UserError where the hour is a quiet one."""
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id) or self._store.new(owner_id)
            wish = wish.begun(self._clock.now(), per_week=per_week, at=at, zone=zone, quiet=quiet)
            return await self._put(session, wish)

    async def stop(self, owner_id: int, why: Ended = "you") -> bool:
        """End them; False where nothing was coming."""
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id)
            if wish is None or wish.due is None:
                return False
            await self._put(session, wish.stopped(why))
            return True

    async def pause(self, owner_id: int, days: int) -> Wish:
        """Nothing for so many days; UserError where nothing is coming anyway."""
        return await self._change(
            owner_id,
            lambda wish, now: wish.paused(
                instant(wish.local(now).date() + timedelta(days), time(), wish.zone)
            ),
        )

    async def go_on(self, owner_id: int) -> Wish:
        """End a pause, or begin again as before."""
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id)
            if wish is None:
                raise UserError(t("There are no prompts to go on with. `/encourage daily` starts some."))
            again = wish.begun(
                self._clock.now(), per_week=wish.per_week, at=wish.at, zone=wish.zone, quiet=wish.quiet
            )
            return await self._put(session, again)

    async def not_today(self, owner_id: int) -> datetime:
        """No prompt and no reminder of any kind until the member's own midnight; that instant."""
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id) or self._store.new(owner_id)
            now = self._clock.now()
            until = instant(wish.local(now).date() + timedelta(days=1), time(), wish.zone)
            await self._quiet.still(session, owner_id, until)
            if wish.due is not None and wish.due < until:
                await self._put(session, wish.scheduled(until))
            return until

    async def heard(self, owner_id: int) -> None:
        """The member reacted to one: none of those before counts as ignored any more."""
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id)
            if wish is not None and wish.unheard:
                await self._put(session, wish.heard(self._clock.now()))

    async def turn(self, wish_id: str) -> Wish | None:
        """The wish of a job that is due: as it is, if its prompt is to be sent now (``due`` has come), else with the
        next due time; None where nothing is wanted any more."""
        async with self._begin() as session:
            wish = await self._store.by_id(session, wish_id)
            now = self._clock.now()
            if wish is None or wish.due is None:
                return None
            if wish.due > now:
                return wish
            still = await self._quiet.until(session, wish.owner_id)
            if still is not None or wish.is_missed(now):
                return await self._put(session, wish.scheduled(still or now))
            return wish

    async def sent(self, wish_id: str, count: int) -> datetime | None:
        """Prompt number ``count`` arrived: when the next one is due; may be said any number of times."""
        async with self._begin() as session:
            wish = await self._store.by_id(session, wish_id)
            if wish is not None and wish.count == count and wish.due is not None:
                wish = wish.after_sending(self._clock.now())
                await self._store.put(session, wish)
            return wish.due if wish else None

    async def ended(self, wish_id: str, why: Ended, *, told: bool) -> None:
        """It ends here; where the member could not be told, they are at their next command."""
        async with self._begin() as session:
            wish = await self._store.by_id(session, wish_id)
            if wish is not None and wish.due is not None:
                await self._put(session, wish.stopped(why), untold=not told)

    async def untold(self, owner_id: int) -> Wish | None:
        """What ended without its owner hearing of it; told once."""
        async with self._begin() as session:
            return await self._store.take_untold(session, owner_id)

    async def _change(self, owner_id: int, change: Callable[[Wish, datetime], Wish]) -> Wish:
        async with self._begin() as session:
            wish = await self._store.of(session, owner_id)
            if wish is None or wish.due is None:
                raise UserError(t("No prompts are coming to you now, so nothing changed."))
            return await self._put(session, change(wish, self._clock.now()))

    async def _put(self, session: Session, wish: Wish, *, untold: bool = False) -> Wish:
        """Keep it, and let the outbox know when something is due."""
        await self._store.put(session, wish, untold=untold)
        if wish.due is None:
            await withdraw(session, PROMPT, wish.id)
        else:
            await request(session, PROMPT, wish.id, due=wish.due)
        return wish
