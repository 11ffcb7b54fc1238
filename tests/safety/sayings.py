"""Ways to say a thing, written out: ``i (want|need) to die`` stands for two sentences, ``my {kin} left`` for many.

``data/sayings`` holds one file for each verdict, harmless look-alikes in ``clear.txt``. The words that members use are
many more than any cases hold; from these ``scripts/learn_hints.py`` learns what the ways have in common.
"""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

VERDICTS = ("crisis_self", "crisis_other", "threat", "abuse", "clear")
MOST = 3
"""Sentences that are drawn of one saying."""

_DATA = Path(__file__).parent / "data" / "sayings"
_CHOICE = re.compile(r"\(([^()]*)\)")
_PLACE = re.compile(r"\{(\w+)\}")


def sayings(verdict: str) -> list[str]:
    """The sayings of a verdict as they are written."""
    return [line for line in (_DATA / f"{verdict}.txt").read_text(encoding="utf-8").splitlines() if line]


def written_out(seed: int = 0) -> list[tuple[str, str]]:
    """A verdict and a sentence, many times; the same ones for the same seed."""
    draw, fillers = random.Random(seed), _fillers()  # noqa: S311  the same each time
    return [
        (verdict, sentence)
        for verdict in VERDICTS
        for saying in sayings(verdict)
        for sentence in sorted({_one(saying, fillers, draw) for _ in range(MOST)})
    ]


def _one(saying: str, fillers: dict[str, list[str]], draw: random.Random) -> str:
    chosen = _CHOICE.sub(lambda match: draw.choice(match[1].split("|")), saying)
    filled = _PLACE.sub(lambda match: draw.choice(fillers[match[1]]), chosen)
    return " ".join(filled.split())


def _fillers() -> dict[str, list[str]]:
    table = tomllib.loads((_DATA / "fillers.toml").read_text(encoding="utf-8"))
    return {place: words.split(", ") for place, words in table.items()}
