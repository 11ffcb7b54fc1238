"""The scorer's thresholds on the development cases, and on held-back made stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.masking import stories
from benchmarks.masking.run import measure
from bot.masking.tool import mask_line

Case = dict[str, Any]
CASES: list[Case] = [
    json.loads(line) for line in (Path(__file__).parent / "dev_cases.jsonl").read_text("utf-8").splitlines()
]


def rates(cases: list[Case], mode: str) -> dict[str, float]:
    return measure(cases, [mask_line(case)[mode] for case in cases], mode)


def test_the_cases_are_all_there() -> None:
    assert len(CASES) == 60
    assert sum(len(case["spans"]) for case in CASES) == 326


def test_little_leaks_and_few_words_are_lost_automatically() -> None:
    found = rates(CASES, "masked")
    assert found["leak"] <= 5.0
    assert found["words"] <= 1.5
    assert found["keep"] <= 3.0


def test_next_to_nothing_leaks_once_suggestions_are_taken() -> None:
    found = rates(CASES, "masked_all")
    assert found["plain"] <= 1.0
    assert found["leak"] <= 2.0
    assert found["words"] <= 6.0


def test_stories_with_nothing_in_them_stay_as_they_are() -> None:
    clean = [case for case in CASES if not case["spans"]] + stories.clean()
    assert rates(clean, "masked")["words"] <= 0.5


@pytest.mark.parametrize("half", ["development", "heldback"])
def test_made_stories_agree_with_the_cases(half: str) -> None:
    cases = stories.make(half, 90, 3)
    found, accepted = rates(cases, "masked"), rates(cases, "masked_all")
    assert found["leak"] <= 5.0
    assert found["words"] <= 1.5
    assert accepted["leak"] <= 2.0
    assert accepted["words"] <= 6.0


def test_the_scorer_sees_a_leak_and_a_lost_word() -> None:
    untouched = measure(CASES, [case["text"] for case in CASES], "masked")
    emptied = measure(CASES, ["" for _ in CASES], "masked")
    assert untouched["leak"] == 100.0
    assert emptied["leak"] == 0.0
    assert emptied["words"] == 100.0
