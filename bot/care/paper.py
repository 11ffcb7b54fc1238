"""A form's fields as a file for its writer, and back: what they typed stays with them, and nowhere else."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import discord

NAME = "what-you-typed.txt"
_MARK = "\u2063"  # an invisible separator; taken out of what members type
_HEAD = re.compile(rf"{_MARK}([\w.-]*):{_MARK}\n")


def written(fields: Mapping[str, str]) -> str:
    """The fields one below the other, each under its name."""
    return "\n\n".join(
        f"{_MARK}{name}:{_MARK}\n{text.replace(_MARK, '')}" for name, text in fields.items() if text
    )


def read(paper: str) -> dict[str, str]:
    """The fields again; none where the text is not one of ours."""
    _, *parts = _HEAD.split(paper)
    texts = [
        text.removesuffix("\n\n") if at < len(parts) // 2 - 1 else text for at, text in enumerate(parts[1::2])
    ]
    return dict(zip(parts[::2], texts, strict=True))


def file(fields: Mapping[str, str]) -> discord.File:
    return discord.File(io.BytesIO(written(fields).encode()), NAME)
