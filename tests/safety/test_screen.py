"""The text screen: what it sees, what it lets pass, and that no text breaks it or makes it slow.

The floors are measured figures rounded down. What was learned from or tuned on is seen nearly always and says little;
what was held back, and the halves in docs/screening.md, say what to expect of posts by others.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.safety.rules import rules
from bot.safety.screen import ORDER, screen
from tests.safety.cases import Case, false_alarms, load, recall

DEV, PLAIN, INDIRECT = load("screen_dev_cases"), load("screen_cases"), load("screen_indirect_cases")
FRESH, LATER, UNSEEN = load("screen_fresh_cases"), load("screen_later_cases"), load("screen_unseen_cases")
STRANGER, TOLD = load("screen_stranger_cases"), load("screen_told_cases")
TWINS, MANY = load("screen_twin_cases"), load("screen_many_cases")
UNDISGUISED = [
    case for case in PLAIN if case.text.isascii() and re.fullmatch(r"[\w ,.'?!:;()\"-]+", case.text)
]


def held(cases: list[Case]) -> list[Case]:
    return [case for case in cases if case.held_back]


def tuned(cases: list[Case]) -> list[Case]:
    return [case for case in cases if not case.held_back]


def verdict(text: str) -> str:
    return screen(text).verdict


@pytest.mark.parametrize(
    ("cases", "floors", "ceiling"),
    [
        pytest.param(DEV, (0.95, 0.95, 0.95, 0.95), 0.0, id="development"),
        pytest.param(tuned(PLAIN), (0.95, 0.95, 0.95, 0.95), 0.01, id="plain, tuned on"),
        pytest.param(held(PLAIN), (0.88, 0.90, 0.88, 0.92), 0.05, id="plain, held back"),
        pytest.param(FRESH, (0.97, 0.97, 0.97, 0.97), 0.01, id="fresh, each sitting tuned on afterwards"),
        pytest.param(tuned(INDIRECT), (0.94, 0.95, 0.95, 0.95), 0.015, id="indirect, tuned on"),
        pytest.param(held(INDIRECT), (0.80, 0.92, 0.85, 0.90), 0.05, id="indirect, held back"),
        pytest.param(STRANGER, (0.97, 0.90, 0.97, 0.97), 0.03, id="a stranger's, learned from afterwards"),
        pytest.param(TOLD, (0.92, 0.97, 0.95, 0.97), 0.01, id="told in many ways, learned from"),
        pytest.param(
            TWINS, (0.95, 0.90, 0.95, 0.95), 0.01, id="with harmless twins, learned from afterwards"
        ),
        pytest.param(MANY[::7], (0.95, 0.92, 0.95, 0.95), 0.01, id="by many writers, learned from"),
    ],
)
def test_measured_figures(cases: list[Case], floors: tuple[float, ...], ceiling: float) -> None:
    for label, floor in zip(ORDER, floors, strict=True):
        assert recall(cases, label, verdict) >= floor, label
    assert false_alarms(cases, verdict) <= ceiling


@pytest.mark.parametrize(
    ("cases", "threats", "insults", "ceiling"),
    [
        pytest.param(LATER, 0.98, 0.97, 0.01, id="four sittings and a stranger, tuned on afterwards"),
        pytest.param(UNSEEN, 0.5, 0.8, 0.05, id="never read"),
    ],
)
def test_threats_and_insults(cases: list[Case], threats: float, insults: float, ceiling: float) -> None:
    assert recall(cases, "threat", verdict) >= threats
    assert recall(cases, "abuse", verdict) >= insults
    assert false_alarms(cases, verdict) <= ceiling


def test_the_cases_are_many_and_half_of_them_harmless() -> None:
    assert len(PLAIN) >= 600
    assert 0.45 <= sum(case.accepted == ("clear",) for case in PLAIN) / len(PLAIN) <= 0.55
    assert 0.28 <= len(held(PLAIN)) / len(PLAIN) <= 0.38


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I want to die and I'll kill that recruiter, the idiot", "crisis_self"),
        ("My brother wants to die and you are an idiot", "crisis_other"),
        ("I'm going to kill that stupid bitch", "threat"),
        ("You are a worthless idiot", "abuse"),
        ("I'm not suicidal, only tired", "clear"),
        ("Please don't kill yourself", "crisis_other"),
        ("kill yourself", "abuse"),
        ("My client said he wants to die", "clear"),
        ("", "clear"),
        (" \n\t ", "clear"),
    ],
)
def test_the_gravest_goes_first(text: str, expected: str) -> None:
    assert verdict(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "I WANT TO KILL MYSELF",
        "I want to k1ll mys3lf",
        "I want to k!ll my self",
        "I want to kіll mуsеlf",
        "I want to ki\u200bll my\u200bself",
        "I want to k i l l m y s e l f",
        "I want to killmyself",
        "I want to k*ll myself",
        "I want to kiiiiill myself",
        "I wanna kill mysefl",
        "Ｉ ｗａｎｔ ｔｏ ｋｉｌｌ ｍｙｓｅｌｆ",
        "I want to 𝗸𝗶𝗹𝗹 myself",
        "I\nwant  to\tkill myself",
    ],
)
def test_disguises(text: str) -> None:
    assert verdict(text) == "crisis_self"


def test_spans_point_into_the_original() -> None:
    text = "Well — 🙂 then. I wаnt to d1e, they said."
    found = screen(text)
    assert found.verdict == "crisis_self"
    assert "wаnt to d1e" in {text[span.start : span.end] for span in found.spans}


@given(st.text(max_size=300))
def test_any_text_has_a_verdict(text: str) -> None:
    found = screen(text)
    assert (found.verdict == "clear") == (not found.spans)
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


WORDS = sorted(word for word in rules().by_word if word.isalpha())


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*WORDS, ".", ",", '"', "?"]), max_size=60).map(" ".join))
def test_the_rules_own_words_in_any_order(text: str) -> None:
    assert all(0 <= span.start < span.end <= len(text) for span in screen(text).spans)


@given(st.sampled_from(UNDISGUISED), st.sampled_from([str.upper, str.lower, lambda t: t.replace("'", "’")]))
def test_case_and_quotes_change_nothing(case: Case, disguise: object) -> None:
    assert callable(disguise)
    assert verdict(disguise(case.text)) == verdict(case.text)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("i want to ", "clear"),
        ("that the ", "clear"),
        ("kill myself ", "crisis_self"),
        ("you are the ", "clear"),
        ("*", "clear"),
        ("a'", "clear"),
        ("1!", "clear"),
    ],
)
def test_a_long_hostile_text_gets_its_verdict(phrase: str, expected: str) -> None:
    assert verdict(phrase * (20_000 // len(phrase))) == expected
