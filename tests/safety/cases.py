"""The invented posts that the screen is measured on, and the measure: recall by label, false alarms on harmless text.

``screen_dev_cases.jsonl`` shows kinds of language. ``screen_cases.jsonl`` was written before any rule, half of it
harmless look-alikes. ``screen_indirect_cases.jsonl`` was written against the rules, in search of what they miss:
hints, pictures, sentences that never name the thing. Of both, a third (by the text's digest) was held back: its misses
were never read while the rules were tuned, only its figures, and twice which rules gave false alarms there.
``screen_fresh_cases.jsonl`` was written in four sittings, each before the rules saw it. Of its posts about the
author's own life 49, 22, 70 and 57 % were seen then, of those about somebody else 69, 39, 83 and 63 %, with 6, 4, 3
and 0 % false alarms; after each sitting its misses taught the rules. Cases and rules have the same authors: on posts
by others that only hint, expect figures like those, not like the ones below.

``screen_later_cases.jsonl`` holds four more sittings, of threats, insults and harmless look-alikes only, and the
posts of a stranger who knew neither rules nor cases. At first sight 55, 40, 70 and 67 % of the threats of the sittings
were seen, 75, 45, 95 and 83 % of the insults, with 10, 6, 3 and 10 % false alarms; of the stranger's 96 % of the
crises of their own, all of those of others, 75 % of the threats and 80 % of the insults, with 5 %.
``screen_stranger_cases.jsonl`` is one of two sets by another stranger; ``screen_told_cases.jsonl`` was written to
learn from, in many registers, much of it veiled, and as many look-alikes: docs/screening.md has the figures of both.
``screen_many_cases.jsonl`` holds what many writers wrote to learn from, each without a look at the others, the rules or
the weights: in the mix of the development cases or heavy on one verdict, half of it harmless, much in the same words.
``screen_twin_cases.jsonl`` has two strangers' posts with harmless twins, learned from since.
``screen_unseen_cases.jsonl`` is the third of the fifth sitting whose misses nobody read: at first 30 % of its threats
and 60 % of its insults were seen, with 20 % false alarms.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cogs.letters.composer import TONES, VARIANTS
from cogs.letters.tool import compose_line
from tests.house.files import ROOT

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Case:
    """A post and the verdicts that are right for it, the first of them its label."""

    id: str
    text: str
    accepted: tuple[str, ...]

    @property
    def held_back(self) -> bool:
        """Whether the case was kept unseen while the rules were tuned."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 3 == 0

    @property
    def in_first_half(self) -> bool:
        """In which half of its file the case is, by the digest of its text."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 0


def load(name: str) -> list[Case]:
    """The cases of a file in the folder ``data`` beside this one."""
    rows = map(json.loads, (_DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Case(r["id"], r["text"], tuple(r["label"] if isinstance(r["label"], list) else [r["label"]]))
        for r in rows
    ]


def ordinary_stories() -> list[str]:
    """Rejections as people tell them, written for the masker: in none of them is anybody in danger or insulted."""
    written = sorted((ROOT / "benchmarks" / "masking" / "written").glob("*.jsonl"))
    paths = [ROOT / "tests" / "masking" / "dev_cases.jsonl", *written]
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines))


def nights() -> list[str]:
    """More of them, from the masker's text files: four in five blocks, their marks taken off."""
    texts = []
    for path in sorted((ROOT / "benchmarks" / "masking" / "written").glob("*.txt")):
        blocks = path.read_text(encoding="utf-8").split("\n---\n")
        told = [block.partition("\ntext: ")[2] for at, block in enumerate(blocks) if at % 5 < 4]
        texts += [re.sub(r"\{\{[^:{}]+:([^{}]*)\}\}", r"\1", text).strip() for text in told if text.strip()]
    return texts


def recall(cases: Iterable[Case], label: str, verdict: Callable[[str], str]) -> float:
    """The share of the cases of a risk that get any verdict but clear."""
    risky = [case for case in cases if "clear" not in case.accepted and case.accepted[0] == label]
    return sum(verdict(case.text) != "clear" for case in risky) / len(risky)


def false_alarms(cases: Iterable[Case], verdict: Callable[[str], str]) -> float:
    """The share of harmless cases that get any verdict but clear."""
    harmless = [case for case in cases if case.accepted == ("clear",)]
    return sum(verdict(case.text) != "clear" for case in harmless) / len(harmless)


def composed() -> list[str]:
    """Letters as the bot composes them, of every variant in every tone: nothing in them may raise an alarm."""
    inputs = (ROOT / "tests/letters/cases/compose.jsonl").read_text("utf-8").splitlines()
    return [
        str(compose_line({**json.loads(line), "variant": variant, "tone": tone})["body"])
        for line in inputs
        for variant in VARIANTS
        for tone in TONES
    ]
