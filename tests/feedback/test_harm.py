"""The rules against harm see what may hurt, and leave alone what only looks like it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cogs.feedback.harm import harms, rules

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("harm_cases.toml").read_text("utf-8"))
HARMFUL = [(rule, text) for rule, texts in CASES["harmful"].items() for text in texts]
HARMLESS = CASES["harmless"]["texts"]
TO_ADVISE = CASES["harmless"]["where_ideas_were_asked_for"]


def names(text: str, *, heard: bool) -> set[str]:
    return {harm.rule.name for harm in harms(text, heard=heard)}


@pytest.mark.parametrize(("rule", "text"), HARMFUL)
def test_what_may_hurt_is_seen_and_by_which_rule(rule: str, text: str) -> None:
    assert rule in names(text, heard=True)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_it_passes_even_where_somebody_asked_to_be_heard(text: str) -> None:
    assert names(text, heard=True) == set()


@pytest.mark.parametrize("text", TO_ADVISE)
def test_advice_passes_where_it_was_asked_for(text: str) -> None:
    assert names(text, heard=False) == set()
    assert names(text, heard=True) == {"advice"}


def test_there_are_enough_cases_and_half_of_them_are_harmless() -> None:
    harmless = len(HARMLESS) + len(TO_ADVISE)
    assert len(HARMFUL) + harmless >= 150
    assert abs(len(HARMFUL) - harmless) <= 20
    assert {rule for rule, _ in HARMFUL} == {rule.name for rule in rules()}


def test_where_it_stands_is_told_in_the_text_as_it_was_typed() -> None:
    text = "I like it.\u200b But you\u2019re just lazy, honestly."
    (harm,) = harms(text, heard=False)
    assert text[harm.start : harm.end] == "you\u2019re just lazy"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_says_what_it_is_and_asks_for_other_words(rule: Any) -> None:
    assert rule.title
    assert rule.advice.endswith("?")
    assert "!" not in rule.advice
