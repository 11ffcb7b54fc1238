"""Which troubles moderators of a server were told of: codes in the server's row, until nothing finds them any more."""

from __future__ import annotations

from sqlalchemy import select

from bot.db import Session
from bot.servers import ServerRow


async def is_news(session: Session, guild_id: int, code: str) -> bool:
    """Whether moderators were not told of this trouble yet; they are now."""
    row = await told_row(session, guild_id)
    if row is None:
        return False
    told = codes_of(row)
    row.told = ",".join(sorted({*told, code}))
    return code not in told


async def told_row(session: Session, guild_id: int) -> ServerRow | None:
    return await session.scalar(select(ServerRow).where(ServerRow.guild_id == guild_id).with_for_update())


def codes_of(row: ServerRow) -> set[str]:
    return {code for code in row.told.split(",") if code}
