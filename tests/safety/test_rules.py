"""The rules: trying a pattern only where one of its first words stands loses nothing."""

from __future__ import annotations

import re

import pytest

from bot.safety.leads import leading_words
from bot.safety.reading import read
from bot.safety.rules import Pattern, lexicon, rules
from tests.safety.cases import load


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("kill (?:him|her)", {"kill"}),
        ("(?:go |please )?(?:die|rot)(?= x)", {"go", "please", "die", "rot"}),
        ("wogs?", {"wog", "wogs"}),
        ("(?!not )(?:burn|burned) it", {"burn", "burned"}),
        ("a(?: b)? c", {"a"}),
        ("(?:(?:so|too) ){0,2}tired", {"so", "too", "tired"}),
        ("[^ ]+ is", None),
        (r"\w+ off", None),
        ("(?:ha)+ x", None),
    ],
)
def test_the_words_a_pattern_begins_with(pattern: str, words: set[str] | None) -> None:
    assert leading_words(pattern) == (None if words is None else frozenset(words))


def test_the_index_finds_what_trying_everything_finds() -> None:
    known = rules()
    everything = [Pattern(rule, source) for rule in known.rules for source in rule.patterns]
    for case in [case for case in load("screen_cases") if "clear" not in case.accepted][::9]:
        text = read(case.text, lexicon()).text
        slow = {
            (pattern.rule.name, match.span())
            for word in re.finditer(r"[^ ]+", text)
            for pattern in everything
            if (match := pattern.compiled.match(text, word.start()))
        }
        assert {(rule.name, match.span()) for rule, match in known.matches(text)} == slow


def test_every_rule_has_its_own_name() -> None:
    names = [rule.name for rule in rules().rules]
    assert len(set(names)) == len(names) >= 35
