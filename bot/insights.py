"""What a community's numbers are made of: features say of a published post what to count its author under.

People are counted, never posts, and each under every value once a month. ``cogs/moderation`` counts and shows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.board.post import Post
from bot.db import Session

Of = Callable[[Session, Post, Sequence[Post]], Awaitable[Collection[str]]]
"""``(session, post, its published answers)`` to the values under which the post's author counts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """``values`` are all that there can be, with their words for people, in the order in which they are shown."""

    name: str
    title: str
    values: Mapping[str, str]
    of: Of


class Insights:
    """All measures of rejections, in the order in which features added them."""

    def __init__(self) -> None:
        self.measures: dict[str, Measure] = {}

    def add(self, measure: Measure) -> None:
        if measure.name in self.measures:
            raise ValueError(f"two measures {measure.name}")
        self.measures[measure.name] = measure
