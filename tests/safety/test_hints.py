"""What words add up to: only where the rules saw nothing, only a crisis, and always with a sentence to show."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.hints import LEARNED, features, hint
from bot.safety.reading import read
from bot.safety.rules import lexicon
from bot.safety.screen import screen
from tests.house.files import ROOT
from tests.safety.cases import load


def test_every_row_weighs_every_verdict() -> None:
    told = (files("bot.safety") / "data" / "hints.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in told]
    assert rows[0][0] == ""
    assert len(rows) == len({row[0] for row in rows}) > 1000
    for _, *weights in rows:
        assert len([float(weight) for weight in weights]) == len(LEARNED)


def test_features_are_words_and_neighbours() -> None:
    assert features(" i am here ") == {"i", "am", "here", "i am", "am here"}


@given(st.lists(st.sampled_from(["i", "want", "die", ".", "?", ",", "job", "no", "she", "end"]), max_size=30))
def test_what_is_shown_is_a_stretch_of_the_reading(words: list[str]) -> None:
    text = " ".join(["", *words, ""])
    found = hint(text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.name in ("crisis_self", "crisis_other")


def test_some_cases_are_seen_by_nothing_else() -> None:
    cases = [case for case in load("screen_indirect_cases") if case.held_back]
    only = [case for case in cases if {span.rule for span in screen(case.text).spans} == {"hints"}]
    right = [case for case in only if "clear" not in case.accepted]
    assert len(right) >= 4, "else the file is not worth its size"
    assert len(right) > len(only) / 2


@pytest.mark.parametrize("text", ["", " ", "The interview was on Monday.", "xyzzy plugh"])
def test_most_texts_hint_at_nothing(text: str) -> None:
    assert hint(read(text, lexicon()).text) is None


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


def test_a_long_text_is_not_weighed() -> None:
    short = next(case.text for case in load("screen_indirect_cases") if _is_hinted(case.text))
    assert hint(read(short + " The weather was fine and we walked home." * 12, lexicon()).text) is None


def _is_hinted(text: str) -> bool:
    return {span.rule for span in screen(text).spans} == {"hints"}
