"""What every table says of itself: whose its rows are, who can read them and how long they stay.

Each class of rows has its declaration as ``held``, beside its columns::

    class WishRow(Base):
        __tablename__ = "feedback_wishes"
        held = Held(
            "how you want to hear of new feedback",
            readers=YOU,
            kept="until you choose something else",
            mine=lambda who: WishRow.author_digest.in_(who.digests("feedback wish")),
        )

From these the bot makes `/privacy show`, the inventory in ``docs/data-inventory.md``, the sweep of what has become
too old, and, for a feature that has no way of its own, the export and the erasing of a member's rows. A table without
a declaration fails ``tests/test_feature.py``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from bot.vault import Vault

YOU = "you alone"
MODERATORS = "moderators of that server, without your name"
EVERYONE = "everyone in that server's board, without your name"
NOBODY = "nobody; the bot alone uses it"
"""Who can read something. That whoever runs the bot holds the keys is said once, for all of it."""

AT_ONCE = 5000
"""Servers looked through by one query: databases take some 32,000 values in one."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose rows are looked for, and the servers to look in. ``everywhere`` is False where one server alone
    is meant: rows that know no server are left alone then. ``keep`` is for the board when it erases: what stands on it
    may stay there without them."""

    user_id: int
    vault: Vault
    guild_ids: Sequence[int]
    everywhere: bool = True
    keep: bool = False

    def digest(self, purpose: str) -> bytes:
        """What finds their rows in a table that knows no server (``Held.everywhere``)."""
        return self.vault.digest(purpose, self.user_id)

    def digests(self, purpose: str) -> list[bytes]:
        """What finds their rows in a table whose digests are made of a server and a member: one a server."""
        return [self.vault.digest(purpose, guild_id, self.user_id) for guild_id in self.guild_ids]

    def parts(self) -> Iterator[Person]:
        """The same, some servers at a time."""
        for start in range(0, len(self.guild_ids) or 1, AT_ONCE):
            yield replace(self, guild_ids=self.guild_ids[start : start + AT_ONCE])


class Counted(NamedTuple):
    """How many rows, and the dates of the first and the last."""

    rows: int
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A table's declaration; all words are for the member whom its rows are about ("your letters as they stand").

    ``readers``  YOU, MODERATORS, EVERYONE or NOBODY, or words of the table's own
    ``kept``     how long, in words; ``{drafts}`` and the like are periods of ``bot.periods``, in days;
                 the words of ``what`` before a colon are its short form
    ``mine``     which rows are somebody's, as a condition; None where no row is any member's
    ``found``    counts somebody's rows where no condition can; ``mine`` is not used then
    ``dated``    the column whose dates are shown; none for rows that have no time
    ``everywhere``  the rows know no server: whoever erases one server alone keeps them
    ``old``      which rows are over at an instant: they are deleted every hour. The instant is now, or, with
    ``period``   (the name of a period of ``bot.periods``), that many days ago
    ``stays``    why rows stay when a member erases everything, as a whole sentence; most tables keep nothing
    """

    what: str
    readers: str
    kept: str
    mine: Callable[[Person], ColumnElement[bool]] | None = None
    found: Callable[[AsyncSession, Person], Awaitable[Counted]] | None = None
    dated: str = ""
    everywhere: bool = False
    old: Callable[[datetime], ColumnElement[bool]] | None = None
    period: str = ""
    stays: str = ""

    @property
    def is_about_members(self) -> bool:
        return self.mine is not None or self.found is not None
