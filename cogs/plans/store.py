"""Plans in and out of the database. Takes a session, never commits."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.clock import Clock
from bot.db import Session, place
from bot.vault import Vault
from cogs.plans.plan import Plan
from cogs.plans.tables import PLANS, PlanRow


class PlanStore:
    """Seals on the way in, opens on the way out."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    async def all(self, session: Session, owner_id: int) -> list[Plan]:
        """The owner's plans, the newest first."""
        digest = self._vault.digest(PLANS, owner_id)
        rows = await session.scalars(select(PlanRow).where(PlanRow.owner_digest == digest))
        return sorted((self._plan(row) for row in rows), key=lambda plan: plan.created_at, reverse=True)

    async def get(self, session: Session, owner_id: int, plan_id: str) -> Plan | None:
        """The owner's plan of that id, locked; None for anybody else's."""
        row = await session.scalar(
            select(PlanRow)
            .where(PlanRow.id == plan_id, PlanRow.owner_digest == self._vault.digest(PLANS, owner_id))
            .with_for_update()
        )
        return self._plan(row) if row else None

    async def any(self, session: Session, plan_id: str) -> Plan | None:
        """A plan, whoever owns it: for the sender alone."""
        row = await session.scalar(select(PlanRow).where(PlanRow.id == plan_id).with_for_update())
        return self._plan(row) if row else None

    async def put(self, session: Session, plan: Plan) -> None:
        await session.merge(
            PlanRow(
                id=plan.id,
                owner_digest=self._vault.digest(PLANS, plan.owner_id),
                payload=self._vault.seal(plan.dump(), place(PlanRow.payload, plan.id)),
                updated_at=self._clock.now(),
            )
        )

    async def delete(self, session: Session, plan_id: str) -> None:
        await session.execute(delete(PlanRow).where(PlanRow.id == plan_id))

    def _plan(self, row: PlanRow) -> Plan:
        return Plan.load(row.id, self._vault.open(row.payload, place(PlanRow.payload, row.id)))
