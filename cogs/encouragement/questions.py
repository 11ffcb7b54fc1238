"""One question to write about, from ways of writing that were tried on people. Pure."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cogs.encouragement.prompts import CONTENT

LONGEST = 100
"""Characters that a form shows above a field."""


@dataclass(frozen=True, slots=True)
class Question:
    """``first_day``: asks for no plan and no lesson."""

    id: str
    way: str
    first_day: bool
    text: str


@cache
def questions(locale: str = "en") -> Mapping[str, Question]:
    """All questions by their ids."""
    loaded = tomllib.loads((CONTENT / locale / "questions.toml").read_text("utf-8"))["question"]
    return {one["id"]: Question(**one) for one in loaded}


def next_question(seen: Sequence[str], seed: str, *, first_day: bool) -> Question:
    """One that was not asked yet, by chance; once all were, the one that was asked longest ago."""
    fitting = [one for one in questions().values() if one.first_day or not first_day]
    last = {question_id: at for at, question_id in enumerate(seen)}
    fresh = [one for one in fitting if one.id not in last]
    if fresh:
        return random.Random(f"question:{seed}").choice(fresh)  # noqa: S311  a choice of words, not a secret
    return min(fitting, key=lambda one: last[one.id])
