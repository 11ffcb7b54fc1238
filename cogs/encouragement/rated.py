"""What can be rated: every prompt, what stands in channels, and the two kinds of words that are brought back. Pure."""

from __future__ import annotations

from cogs.encouragement.channels.themes import find, themes
from cogs.encouragement.prompts import load

OWN_WORDS = ("own-note", "peer-words")


def rated_ids() -> list[str]:
    """The ids under which ratings are kept."""
    in_channels = [one.id for theme in themes().values() for one in theme.words]
    return [*load(), *in_channels, *OWN_WORDS]


def first_words(prompt_id: str) -> str:
    """How a prompt begins, one of a channel too; empty for what is none any more."""
    prompt, words = load().get(prompt_id), find(prompt_id)
    if prompt is not None:
        return prompt.validate
    return words.say if words is not None else ""
