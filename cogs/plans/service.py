"""What members do with their plans; one method is one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.db import Database, Session
from bot.errors import UserError
from bot.moments import Moment
from bot.outbox.queue import request, withdraw
from bot.quiet import Quiet
from bot.vault import Vault
from bot.words import t
from bot.zones import instant
from cogs.plans.dates import read_interview
from cogs.plans.plan import CHANGES, STORIES, IfThen, Note, Plan, Remind, Story, fitting
from cogs.plans.steps import offered
from cogs.plans.store import PlanStore

REMIND = "plan.remind"
MOST_PLANS = 20


class Plans:
    """One plan is the current one: the newest. Earlier ones stay until they are deleted."""

    def __init__(self, database: Database, vault: Vault, clock: Clock, quiet: Quiet) -> None:
        self.store = PlanStore(vault, clock)
        self._begin = database.begin
        self._clock = clock
        self._quiet = quiet

    async def current(self, owner_id: int, moments: Sequence[Moment]) -> Plan:
        """The newest plan; where there is none, one that holds what the member was told so far."""
        async with self._begin() as session:
            plans = await self.store.all(session, owner_id)
            return plans[0] if plans else await self._new(session, owner_id, moments)

    async def begin(self, owner_id: int, moments: Sequence[Moment]) -> Plan:
        """A new plan beside the earlier ones; UserError when there are too many."""
        async with self._begin() as session:
            plans = await self.store.all(session, owner_id)
            if len(plans) >= MOST_PLANS:
                raise UserError(
                    t("You have {most} plans here. Delete one first; nothing was lost.", most=MOST_PLANS)
                )
            return await self._new(session, owner_id, moments, plans)

    async def all(self, owner_id: int) -> list[Plan]:
        async with self._begin() as session:
            return await self.store.all(session, owner_id)

    async def get(self, owner_id: int, plan_id: str) -> Plan:
        """UserError where the owner has no such plan."""
        async with self._begin() as session:
            return await self._own(session, owner_id, plan_id)

    async def write(self, owner_id: int, plan_id: str, part: str, typed: Mapping[str, str]) -> Plan:
        """Put what was typed into a part: ``changes``, ``story1``, ``rehearsal``, ``ifthen``; UserError where a text is
        too long."""
        return await self._change(owner_id, plan_id, lambda plan: _written(plan, part, typed))

    async def take_in(self, owner_id: int, plan_id: str, key: str, moments: Sequence[Moment]) -> Plan:
        """Make a change of something that is offered; UserError where three are there, or it is gone."""

        def taken(plan: Plan) -> Plan:
            note = next((one for one in offered(moments, ()) if one.key == key), None)
            if note is None:
                raise UserError(t("That is not there any more. Nothing changed."))
            return plan if any(one.key == key for one in plan.changes) else plan.taking_in(note)

        return await self._change(owner_id, plan_id, taken)

    async def check_off(self, owner_id: int, plan_id: str, done: set[str]) -> Plan:
        """Exactly these steps are done."""
        return await self._change(owner_id, plan_id, lambda plan: plan.checked(done, self._clock.now()))

    async def appoint(self, owner_id: int, plan_id: str, typed: Mapping[str, str]) -> Plan:
        """The interview's name and date, and whether to be reminded; without a date there is none. UserError for what
        cannot be read or is past."""

        def appointed(plan: Plan) -> Plan:
            name = fitting({"name": typed.get("name", "")})["name"]
            remind = typed.get("remind", "")
            if not typed.get("day", "").strip():
                return replace(plan, name=name, at=None, remind="", unreached=False)
            at, zone = read_interview(
                typed["day"], typed.get("at", ""), typed.get("zone", ""), self._clock.now()
            )
            chosen: Remind = remind if remind in get_args(Remind) else ""  # type: ignore[assignment]  # one of them
            new = replace(plan, name=name, at=at, zone=zone, remind=chosen, unreached=False)
            due = new.remind_at()
            # A moment that has passed already is no reminder; the interview itself is said to stand.
            return replace(new, remind="") if due is not None and due <= self._clock.now() else new

        return await self._change(owner_id, plan_id, appointed)

    async def remind_no_more(self, owner_id: int, plan_id: str) -> Plan:
        return await self._change(owner_id, plan_id, lambda plan: replace(plan, remind=""))

    async def not_today(self, owner_id: int, plan_id: str) -> None:
        """No prompt and no reminder of any kind until midnight where the interview is."""
        async with self._begin() as session:
            plan = await self._own(session, owner_id, plan_id)
            now = self._clock.now()
            until = instant(now.astimezone(ZoneInfo(plan.zone)).date() + timedelta(days=1), time(), plan.zone)
            await self._quiet.still(session, owner_id, until)

    async def delete(self, owner_id: int, plan_id: str) -> None:
        async with self._begin() as session:
            plan = await self._own(session, owner_id, plan_id)
            await self.store.delete(session, plan.id)
            await withdraw(session, REMIND, plan.id)

    async def turn(self, plan_id: str) -> tuple[Plan, datetime | None] | None:
        """For a reminder that is due: the plan, and, where it must wait, until when; None where there is nothing to
        remind of any more."""
        async with self._begin() as session:
            plan = await self.store.any(session, plan_id)
            due = plan.remind_at() if plan else None
            if plan is None or plan.at is None or due is None or plan.at <= self._clock.now():
                return None
            still = await self._quiet.until(session, plan.owner_id)
            wait = max((at for at in (still, due) if at is not None and at > self._clock.now()), default=None)
            return None if wait is not None and wait >= plan.at else (plan, wait)

    async def reminded(self, plan_id: str, *, reached: bool) -> None:
        """It was said, or could not be; no second time."""
        async with self._begin() as session:
            plan = await self.store.any(session, plan_id)
            if plan is not None:
                await self.store.put(session, replace(plan, remind="", unreached=not reached))

    async def _new(
        self, session: Session, owner_id: int, moments: Sequence[Moment], before: Sequence[Plan] = ()
    ) -> Plan:
        """What earlier plans hold already is not filled in again."""
        taken = [note.key for plan in before for note in plan.changes if note.key]
        notes = [note for note in offered(moments, taken) if note.source != "step"][:CHANGES]
        changes = tuple((notes + [Note()] * CHANGES)[:CHANGES])
        plan = Plan(secrets.token_urlsafe(9), owner_id, self._clock.now(), changes=changes)
        await self.store.put(session, plan)
        return plan

    async def _change(self, owner_id: int, plan_id: str, change: Callable[[Plan], Plan]) -> Plan:
        async with self._begin() as session:
            plan = change(await self._own(session, owner_id, plan_id))
            await self.store.put(session, plan)
            due = plan.remind_at()
            if due is None:
                await withdraw(session, REMIND, plan.id)
            else:
                await request(session, REMIND, plan.id, due=due)
            return plan

    async def _own(self, session: Session, owner_id: int, plan_id: str) -> Plan:
        plan = await self.store.get(session, owner_id, plan_id)
        if plan is None:
            raise UserError(t("I have no such plan of yours. `/next plan` opens the one that you have."))
        return plan


def _written(plan: Plan, part: str, typed: Mapping[str, str]) -> Plan:
    if part == "changes":
        names = [f"change{at}" for at in range(1, CHANGES + 1)]
        fields = {name: typed.get(name, "") for name in names}
        return plan.with_changes(list(fitting(fields, dict.fromkeys(names, "text")).values()))
    if part == "rehearsal":
        text = fitting({"text": typed.get("text", "")})["text"]
        return (plan if text == plan.rehearsal.text else replace(plan, rehearsal=Note(text))).again()
    if part == "ifthen":
        said = fitting({name: typed.get(name, "") for name in ("when", "then")})
        done = plan.if_then.done and (said["when"], said["then"]) == (plan.if_then.when, plan.if_then.then)
        return replace(plan, if_then=IfThen(said["when"], said["then"], done)).again()
    number = int(part.removeprefix("story")) if part.removeprefix("story").isdecimal() else 0
    if not 1 <= number <= STORIES:
        raise UserError(t("A plan has no such part. Nothing changed."))
    names = ["title", "situation", "task", "action", "result"]
    told = fitting({name: typed.get(name, "") for name in names})
    story = Story(**told, done=plan.stories[number - 1].done)
    stories = tuple(story if at == number else one for at, one in enumerate(plan.stories, 1))
    return replace(plan, stories=stories).again()
