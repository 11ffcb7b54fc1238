"""What of letters a community may see in numbers: how many sent one, by their own word, and how many had an answer."""

from __future__ import annotations

from collections.abc import Collection

from bot.board.post import Post
from bot.db import Session
from bot.insights import Measure
from bot.vault import Vault
from cogs.letters.letter import State
from cogs.letters.store import LetterStore


def measure(vault: Vault) -> Measure:
    store = LetterStore(vault)

    async def letter(session: Session, post: Post, author_id: int) -> Collection[str]:
        """Of the letters that went out after the story was shared; which of them belongs to it, nobody knows."""
        sent = [
            one
            for one in await store.all(session, author_id)
            if any(at >= post.submitted_at for at in one.sent_at)
        ]
        answered = any(one.state is State.ANSWERED for one in sent)
        return {"sent", *({"answered"} if answered else ())} if sent else set()

    return Measure("letter", "Letters", {"sent": "Sent one", "answered": "Were answered"}, own=letter)
