"""What words add up to: the same for the same text, little in an ordinary one, and always with a sentence to show."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.hints import LEARNED, RISKS, features, hint, telling
from bot.safety.reading import read
from bot.safety.rules import lexicon
from bot.safety.screen import _hits, screen
from tests.house.files import ROOT
from tests.safety.cases import load
from tests.safety.sayings import written_out


def test_every_row_weighs_every_verdict() -> None:
    told = (files("bot.safety") / "data" / "hints.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in told.splitlines()]
    assert rows[0][0] == ""
    assert len(rows) == len({row[0] for row in rows}) > 1000
    for _, weights in rows:
        assert len([int(weight) for weight in weights.split()]) == len(LEARNED)
    assert len(told) < 1_500_000


def test_features_are_words_pairs_and_kinds_in_order() -> None:
    found = features(" i am wanting to die . the end ")
    assert {"i", "am wanting", "^want die", "<me wish die", "<die", "^i _ die"} <= found
    assert "^die end" not in found, "no pair reaches over the end of a sentence"


def test_a_sentence_made_like_one_that_was_seen_weighs_like_it() -> None:
    kinds = {feature for feature in features(" my brother wants to die ") if feature.startswith("<")}
    assert kinds == {
        feature for feature in features(" my sister hopes to perish ") if feature.startswith("<")
    }


@given(st.lists(st.sampled_from(["i", "want", "die", ".", "?", ",", "job", "no", "she", "end"]), max_size=90))
def test_what_is_shown_is_a_stretch_of_the_reading(words: list[str]) -> None:
    text = " ".join(["", *words, ""])
    found = hint(text)
    start, end = telling(text, found)
    assert found.name in RISKS
    assert 0 <= start <= end <= len(text)
    assert not start or text[start - 1] == " "


def test_some_cases_are_seen_by_nothing_else() -> None:
    cases = [case for case in load("screen_indirect_cases") if case.held_back]
    only = [case for case in cases if {span.rule for span in screen(case.text).spans} == {"hints"}]
    right = [case for case in only if "clear" not in case.accepted]
    assert len(right) >= 10, "else the file is not worth its size"
    assert len(right) > 2 * len(only) / 3


def test_words_that_speak_against_it_outweigh_a_rule() -> None:
    text = "They won't know what hit them when my new portfolio is up."
    assert {rule.name for _, rule, *_ in _hits(read(text, lexicon()))} == {"harm_promised"}
    assert screen(text).verdict == "clear"


@pytest.mark.parametrize("text", ["", " ", "The interview was on Monday.", "xyzzy plugh"])
def test_ordinary_words_add_up_to_nothing(text: str) -> None:
    assert hint(read(text, lexicon()).text).amount < 0


def test_a_long_text_is_weighed_in_parts() -> None:
    said = " i want to die and nobody would notice ."
    around = " the weather was fine and we walked home ." * 12
    text = f"{around}{said}{around} "
    found = hint(text)
    start, end = telling(text, found)
    assert found.name == "crisis_self"
    assert found.amount > 4
    assert text[start:end] == "i want to die and nobody would notice"


def test_a_saying_is_written_out_the_same_way_each_time() -> None:
    told = written_out()
    assert told == written_out()
    assert {verdict for verdict, _ in told} == set(LEARNED)
    assert not [sentence for _, sentence in told if set("(){}|") & set(sentence)]


def test_the_stories_of_the_try_out_are_ordinary() -> None:
    told = tomllib.loads((ROOT / "try_out" / "stories.toml").read_text("utf-8"))
    texts = [text for text in _texts(told) if len(text) > 20]
    assert len(texts) > 5
    assert [text for text in texts if screen(text).verdict != "clear"] == []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
