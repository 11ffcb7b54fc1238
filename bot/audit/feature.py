"""What the kernel is told of the audit: what a moderator is handed out, and what `doctor` looks at."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.audit.log import Audit
from bot.audit.tables import AuditRow
from bot.checks import Finding, Ground, State
from bot.db import Person
from bot.periods import EVERY

AT_A_TIME = 500
"""Servers looked after by one sweep."""


async def export_audit(bot: Any, who: Person) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """What somebody did as a moderator."""
    for guild_id in who.guild_ids:
        async with bot.database.begin() as session:
            found = await bot.audit.entries(session, guild_id, moderator_id=who.user_id)
        for entry in reversed(found):
            yield (
                "audit",
                {
                    "guild_id": guild_id,
                    "at": entry.at.isoformat(),
                    "action": entry.action,
                    "handle": entry.handle,
                    "reason": entry.reason,
                },
            )


async def erase_audit(_bot: Any, _who: Person) -> None:
    """Nothing: a record of what moderators did that a moderator could take themselves out of would be none. The
    entries go with the audit's own retention, and `/privacy` says so."""


async def sweep_audit(bot: Any, now: datetime) -> None:
    """Forget what is too old, server by server; the chains of what is left still verify."""
    before = now + EVERY - timedelta(days=bot.settings.periods.audit)
    async with bot.database.begin() as session:
        late = list(
            await session.scalars(
                select(AuditRow.guild_id).where(AuditRow.at < before).distinct().limit(AT_A_TIME)
            )
        )
    for guild_id in late:
        async with bot.database.begin() as session:
            await bot.audit.forget_before(session, guild_id, before)


async def audit_chain(ground: Ground) -> Sequence[Finding]:
    """Whether every server's audit is as the bot wrote it."""
    async with ground.database.begin() as session:
        faults = await Audit(ground.vault, ground.clock).verify(session)
    if not faults:
        return [Finding("audit of moderators", State.GOOD, "no entry was changed, added or taken out")]
    remedy = "Somebody changed the database behind the bot's back: compare it with a backup."
    return [Finding("audit of moderators", State.BAD, str(fault), remedy) for fault in faults]
