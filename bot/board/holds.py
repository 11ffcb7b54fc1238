"""What is asked of a draft when it is posted: may it be, must a moderator read it first, and would its author rather
say it in other words?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.board.draft import Member, Preview
from bot.board.post import Post
from bot.db import Session


class Guard(Protocol):
    """Asked when a draft of its kind is posted, in the same transaction."""

    async def admit(self, session: Session, member: Member, preview: Preview) -> bool:
        """UserError where it may not be posted; True where a moderator must read it whatever the set-up says."""
        ...

    async def posted(self, session: Session, member: Member, post: Post) -> None:
        """It has become this post, or a change of it."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a moderator must read a draft first: in words for them ("the word rule acme*"), and the words of its author
    that are behind it, which are all that the author may be told."""

    told: str
    words: tuple[str, ...] = ()


Hold = Callable[[Session, Member, Preview], Awaitable[Reason | None]]
"""Asked about every draft that is posted, whatever its kind; None where nothing speaks against it."""


class Reword(Exception):
    """Nothing was posted yet: its author may say it in other words first, or post it as it is."""

    def __init__(self, preview: Preview, words: Sequence[str]) -> None:
        super().__init__("a draft that its author may reword")
        self.preview = preview
        self.words = tuple(dict.fromkeys(words))
