"""What a prompt that comes by itself says, and what can be pressed under it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from discord import ui as dui

from cogs.encouragement.service import Ask, Encouragement
from cogs.encouragement.views import rating_items, said_words

Words = Callable[[int, str], Awaitable[tuple[str, list[dui.Item[Any]]]]]


def words_of(service: Encouragement) -> Words:
    """``(user_id, seed)`` to words and controls: what fits how long ago the last no is, or something of their own."""

    async def words(user_id: int, seed: str) -> tuple[str, list[dui.Item[Any]]]:
        said = await service.say(user_id, Ask(), seed, otherwise="later")
        return said_words(said, ""), rating_items(said.rated_as) if said.rated_as else []

    return words
