"""One question to write about, from ways of writing that were tried on people. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cogs.encouragement.entries import mistake, read
from cogs.encouragement.prompts import CONTENT

WAYS = ("expressive", "self_compassion", "values", "perspective", "if_then")
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
def questions(locale: str = "en", content: Path = CONTENT) -> Mapping[str, Question]:
    """All questions by their ids; StartupError that names the file and the line where something is wrong."""
    file = content / locale / "questions.toml"
    found: dict[str, Question] = {}
    for question, line in read(file, "question", _question):
        if question.id in found:
            raise mistake(file, line, f"a second question is called {question.id}")
        found[question.id] = question
    return found


def next_question(seen: Sequence[str], seed: str, *, first_day: bool) -> Question:
    """One that was not asked yet, by chance; once all were, the one that was asked longest ago."""
    fitting = [one for one in questions().values() if one.first_day or not first_day]
    last = {question_id: at for at, question_id in enumerate(seen)}
    fresh = [one for one in fitting if one.id not in last]
    if fresh:
        return random.Random(f"question:{seed}").choice(fresh)  # noqa: S311  a choice of words, not a secret
    return min(fitting, key=lambda one: last[one.id])


def _question(entry: Mapping[str, Any]) -> Question:
    question = Question(entry["id"], entry["way"], entry["first_day"], entry["text"])
    if question.way not in WAYS or not 1 <= len(question.text) <= LONGEST or "!" in question.text:
        raise ValueError(
            f"a question has a way that is known, and 1 to {LONGEST} characters without an exclamation mark"
        )
    return question
