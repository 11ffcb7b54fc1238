"""The invented posts that the screen is measured on, and the measure: recall by label, false alarms on harmless text.

``screen_dev_cases.jsonl`` shows kinds of language. ``screen_cases.jsonl`` was written beside it, half of it harmless
look-alikes; a third of it, chosen by the text's digest, was held back while the rules were tuned.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Case:
    """A post and the verdicts that are right for it."""

    id: str
    text: str
    accepted: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def held_back(self) -> bool:
        """Whether the case was kept unseen while the rules were written."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0


def load(name: str) -> list[Case]:
    """The cases of a file beside this one."""
    rows = map(json.loads, (DATA / name).read_text(encoding="utf-8").splitlines())
    return [Case(r["id"], r["text"], tuple([r["label"]] if isinstance(r["label"], str) else r["label"]), tuple(r["tags"])) for r in rows]


def recall(cases: Iterable[Case], label: str, screen: Callable[[str], str]) -> float:
    """The share of the cases of a risk that got any verdict but clear."""
    seen = [screen(case.text) != "clear" for case in cases if case.accepted[0] == label]
    return sum(seen) / len(seen)


def false_alarms(cases: Iterable[Case], screen: Callable[[str], str]) -> float:
    """The share of harmless cases that got any verdict but clear."""
    wrong = [screen(case.text) != "clear" for case in cases if case.accepted == ("clear",)]
    return sum(wrong) / len(wrong)
