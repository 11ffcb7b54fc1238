"""What moderators do with word rules, and the question that the board asks of every post: must a moderator read it?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.audit import Audit
from bot.board.draft import Member, Preview
from bot.board.holds import Reason
from bot.db import Database, Session
from bot.errors import UserError
from bot.safety import patterns
from bot.safety.neutral import harmless
from bot.vault import Vault
from bot.words import t
from cogs.moderation.words.store import WordStore

MOST = 100
"""Rules of one server."""
TOLD = 3
LONG = 1000
"""From this many characters on, reading may take more than a few milliseconds and leaves the event loop."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule finds in a sample: the pieces, and whether there was anything to look in."""

    rule: str
    found: tuple[str, ...]
    has_sample: bool


class WordRules:
    """One method, one transaction."""

    def __init__(self, database: Database, vault: Vault, audit: Audit) -> None:
        self.store = WordStore(vault)
        self._database = database
        self._audit = audit

    def trial(self, rule: str, sample: str) -> Trial:
        """Try a rule on a sample; UserError where the rule cannot be used."""
        rule = rule.strip()
        try:
            patterns.check(rule)
            hits = patterns.found([rule], sample)
        except ValueError as problem:
            raise UserError(t("{problem} Nothing was saved.", problem=str(problem))) from None
        pieces = tuple(dict.fromkeys(sample[hit.start : hit.end] for hit in hits))
        return Trial(rule, pieces, bool(sample.strip()))

    async def rules(self, guild_id: int) -> dict[str, str]:
        async with self._database.begin() as session:
            return await self.store.rules(session, guild_id)

    async def add(self, guild_id: int, moderator_id: int, rule: str) -> None:
        """Keep a rule; UserError where the server has it, or too many."""
        self.trial(rule, "")
        async with self._database.begin() as session:
            if len(await self.store.rules(session, guild_id)) >= MOST:
                raise UserError(
                    t("This server has {most} rules; remove one first. Nothing was saved.", most=MOST)
                )
            if not await self.store.add(session, guild_id, rule.strip()):
                raise UserError(t("This server has that rule already. Nothing was changed."))
            await self._audit.record(session, guild_id, moderator_id, "words-add", reason=rule.strip())

    async def remove(self, guild_id: int, moderator_id: int, keys: list[str]) -> list[str]:
        """Take rules away; those that are gone now."""
        async with self._database.begin() as session:
            gone = await self.store.remove(session, guild_id, keys)
            for rule in gone:
                await self._audit.record(session, guild_id, moderator_id, "words-remove", reason=rule)
            return gone

    async def hold(self, session: Session, _member: Member, preview: Preview) -> Reason | None:
        """The board's question: which rules what would be public matches, and with which of its author's words.

        Only what everybody would read is looked at: what is masked must not show in the name of a rule.
        """
        rules = list((await self.store.rules(session, preview.server.guild_id)).values())
        if not rules:
            return None
        text = preview.said
        if len(text) < LONG:
            hits = patterns.found(rules, text)
        else:
            hits = await asyncio.to_thread(patterns.found, rules, text)
        matched = list(dict.fromkeys(hit.rule for hit in hits))
        if not matched:
            return None
        told = ", ".join(harmless(rule) for rule in matched[:TOLD])
        more = t(" and {count} more", count=len(matched) - TOLD) if len(matched) > TOLD else ""
        words = tuple(text[hit.start : hit.end] for hit in hits)
        return Reason(t("the word rule {rules}", rules=told + more), words)
