"""What a community's numbers are made of: features say of a published post what to count its author under.

People are counted, never posts, and each under every value once a month. What an author keeps for themselves (why it
was a no, letters, steps) is counted only where they said that it may. ``cogs/moderation`` asks, counts and shows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.board.post import Post
from bot.db import Session

Of = Callable[[Session, Post, Sequence[Post]], Awaitable[Collection[str]]]
"""``(session, post, its published answers)`` to the values under which the post's author counts."""


Own = Callable[[Session, Post, int], Awaitable[Collection[str]]]
"""``(session, post, its author)`` to the values made of what this author keeps for themselves; asked of those alone who
let it count on that server."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``values`` are all that there can be, with their words for people, in the order in which they are shown. One of
    ``of`` and ``own`` says which of them an author counts under."""

    name: str
    title: str
    values: Mapping[str, str]
    of: Of | None = None
    own: Own | None = None


class Insights:
    """All measures of rejections, in the order in which features added them."""

    def __init__(self) -> None:
        self.measures: dict[str, Measure] = {}

    def add(self, measure: Measure) -> None:
        if measure.name in self.measures:
            raise ValueError(f"two measures {measure.name}")
        if (measure.of is None) == (measure.own is None):
            raise ValueError(f"the measure {measure.name} asks nobody, or two")
        self.measures[measure.name] = measure

    @property
    def own(self) -> list[str]:
        """The names of measures made of what authors keep for themselves."""
        return [name for name, measure in self.measures.items() if measure.own is not None]
