"""What a member's texts are, and which phrases they have said they meant otherwise."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.safety.screen import ORDER, Name, screen
from bot.ui.router import Screened
from bot.vault import Vault

LONG = 1500
"""From this many characters on, reading may take more than a few milliseconds and leaves the event loop."""
REMEMBERED = timedelta(days=1)
MOST = 10_000


class Reader:
    """Reads texts. What a member meant otherwise is known for a day, in memory alone and as digests."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock
        self._meant: dict[bytes, datetime] = {}

    async def verdict(self, user_id: int, texts: Sequence[str], screened: Screened) -> Name:
        """The gravest of a member's texts; with ``crisis`` threats and insults are passed over."""
        if screened == "no":
            return "clear"
        if sum(map(len, texts)) < LONG:
            found = self._read(user_id, texts)
        else:
            found = await asyncio.to_thread(self._read, user_id, texts)
        names = ORDER if screened == "all" else ORDER[:2]
        return next((name for name in names if name in found), "clear")

    def meant_otherwise(self, user_id: int, texts: Sequence[str]) -> None:
        """From now on the phrases that were seen in these texts are taken as this member means them."""
        now = self._clock.now()
        self._meant = {key: until for key, until in self._meant.items() if until > now}
        for text in texts:
            while spans := screen(text, lambda phrase: self._knows(user_id, phrase)).spans:
                for span in spans:
                    self._meant[self._key(user_id, text[span.start : span.end])] = now + REMEMBERED
        for key in list(self._meant)[:-MOST]:
            del self._meant[key]

    def _read(self, user_id: int, texts: Sequence[str]) -> set[Name]:
        return {screen(text, lambda phrase: self._knows(user_id, phrase)).verdict for text in texts}

    def _knows(self, user_id: int, phrase: str) -> bool:
        until = self._meant.get(self._key(user_id, phrase))
        return until is not None and until > self._clock.now()

    def _key(self, user_id: int, phrase: str) -> bytes:
        return self._vault.digest("meant", user_id, " ".join(phrase.casefold().split()))
