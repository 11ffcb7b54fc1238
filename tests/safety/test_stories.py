"""Ordinary stories of rejections pass, and the names in them are no insults."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.names import is_account, kinds
from bot.safety.reading import read
from bot.safety.rules import lexicon
from bot.safety.screen import screen
from tests.safety.cases import composed, ordinary_stories

STORIES = ordinary_stories()
ALARMS: set[str] = set()
"""Beginnings of the stories that raise a false alarm all the same."""


def test_no_ordinary_story_raises_an_alarm() -> None:
    assert len(STORIES) > 250
    assert {text[:40] for text in STORIES if screen(text).verdict != "clear"} == ALARMS


def test_no_sentence_of_one_does_either() -> None:
    sentences = {part for text in STORIES for part in re.split(r"(?<=[.!?]) ", text) if len(part.split()) > 3}
    assert len(sentences) > 1500
    alarms = sorted(part for part in sentences if screen(part).verdict != "clear")
    assert len(alarms) <= len(sentences) / 1000, alarms


def test_no_letter_that_the_bot_composes_does() -> None:
    letters = composed()
    assert len(letters) > 800
    assert [text for text in letters if screen(text).verdict != "clear"] == []


@given(st.sampled_from(STORIES), st.sampled_from(STORIES))
def test_two_stories_told_together_pass(one: str, other: str) -> None:
    assert screen(f"{one}\n\n{other}").verdict == "clear"


@pytest.mark.parametrize(
    "text",
    [
        "Meron Tadesse said my palate is international.",
        "Retha Moran and Idi Otte were on the panel.",
        "We talked about The Hag's Umbrella, their new show.",
        "I play bass in The Bastard Sons.",
        "Trial shift at The Dirty Dog in Leeds.",
        "Mr Dick and Ms Cow from the panel were kind.",
        "My lichess: lucena_or_die.",
        "Find me as die_hard_gardener.",
        "I speak German, French, some Russian.",
        "He signed me off himself.",
        "Second meeting was at their house in Forbes Park.",
    ],
)
def test_names_handles_and_languages(text: str) -> None:
    assert screen(text).verdict == "clear"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k m s. not joking this time. bye", "crisis_self"),
        ("what a c u n t that recruiter is", "abuse"),
        ("You Are A Stupid Bitch And Nobody Wants You", "abuse"),
        ("YOU ARE A STUPID BITCH", "abuse"),
        ("You Dirty Rat, nobody will ever hire you", "abuse"),
        ("i_want_to_die", "crisis_self"),
        ("I want to kill my_self", "crisis_self"),
        ("My husband has started cutting himself again. I found the blades.", "crisis_other"),
        ("that recruiter is a m0ron", "abuse"),
    ],
)
def test_a_capital_or_a_blank_hides_nothing(text: str, expected: str) -> None:
    assert screen(text).verdict == expected


@pytest.mark.parametrize(
    ("tokens", "found"),
    [
        (["we", "met", "Meron", "there"], ["", "", "name", ""]),
        (["Meron", "said", "no"], ["capital", "", ""]),
        (["the", "Hag's", "Umbrella", "is", "on"], ["", "title", "title", "", ""]),
        (["You", "Fat", "Pig"], ["", "", ""]),
        (["a", "Bastard", "Sons", "cover", "band", "played"], ["", "name", "title", "", "", ""]),
    ],
)
def test_which_words_are_names(tokens: list[str], found: list[str]) -> None:
    assert kinds(tokens, lexicon().sneers) == found


def test_an_account_has_a_strange_part_and_no_insult() -> None:
    known, insults = ({"or", "die", "want", "i", "to"},), {"bitch"}
    assert is_account(["lucena", "or", "die"], known, insults)
    assert not is_account(["i", "want", "to", "die"], known, insults)
    assert not is_account(["bitch", "xx"], known, insults)
    assert read("my lichess: lucena_or_die", lexicon()).text == " my lichess , @account "
