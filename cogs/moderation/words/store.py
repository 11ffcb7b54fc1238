"""Words and patterns that hold a post, per server."""

from __future__ import annotations

import secrets

from sqlalchemy import BigInteger, LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Base, Sealed, Session, insert, place
from bot.db.held import Held
from bot.vault import Vault


class WordRuleRow(Base):
    """A rule of a server's moderators; sealed, for it may name somebody."""

    __tablename__ = "word_rules"
    held = Held(
        "words and patterns of a server's moderators that hold a post; about no member",
        readers="moderators of that server",
        kept="until a moderator removes them",
    )

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    rule: Mapped[bytes] = mapped_column(Sealed)
    rule_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)


class WordStore:
    """Takes a session, never commits."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def rules(self, session: Session, guild_id: int) -> dict[str, str]:
        """A server's rules by their ids, in the order of the alphabet."""
        rows = await session.scalars(select(WordRuleRow).where(WordRuleRow.guild_id == guild_id))
        opened = {row.id: self._vault.open(row.rule, place(WordRuleRow.rule, row.id)) for row in rows}
        return dict(sorted(opened.items(), key=lambda item: item[1].casefold()))

    async def add(self, session: Session, guild_id: int, rule: str) -> bool:
        """Keep a rule; False where the server has it already."""
        key = secrets.token_urlsafe(9)
        added = await session.execute(
            insert(session, WordRuleRow)
            .values(
                id=key,
                guild_id=guild_id,
                rule=self._vault.seal(rule, place(WordRuleRow.rule, key)),
                rule_digest=self._vault.digest("word rule", guild_id, rule.casefold()),
            )
            .on_conflict_do_nothing()
            .returning(WordRuleRow.id)
        )
        return added.first() is not None

    async def remove(self, session: Session, guild_id: int, keys: list[str]) -> list[str]:
        """Take rules away; the rules that were."""
        known = await self.rules(session, guild_id)
        gone = [key for key in keys if key in known]
        await session.execute(
            delete(WordRuleRow).where(WordRuleRow.guild_id == guild_id, WordRuleRow.id.in_(gone))
        )
        return [known[key] for key in gone]
