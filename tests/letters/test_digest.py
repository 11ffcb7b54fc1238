"""Taking an answer apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.letters.aftercare import read_zone
from cogs.letters.digest import MOST, guessed_reason, proposed, reasons, sentences


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("You arrived ten minutes late.", "observation"),
        ("Your test had two open cases.", "observation"),
        ("You seemed tired.", "interpretation"),
        ("We felt that you were not ready.", "interpretation"),
        ("Honestly, it was a waste of our time.", "insult"),
        ("That was embarrassing.", "insult"),
    ],
)
def test_a_sentence_gets_a_proposal(sentence: str, kind: str) -> None:
    assert proposed(sentence) == kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We went with somebody who has more years of experience.", "experience"),
        ("There was a strong field with many applicants.", "strong_field"),
        ("An internal candidate was chosen.", "insider"),
        ("Your salary range did not match our budget.", "terms"),
        ("We have put the role on hold after a hiring freeze.", "closed"),
        ("Thank you for your interest.", "unknown"),
    ],
)
def test_a_reason_is_guessed_or_left_open(text: str, reason: str) -> None:
    assert guessed_reason(text) == reason


def test_greeting_and_closing_are_no_sentences() -> None:
    text = "Dear Rowan,\n\nThank you. Mr. Roe liked your work, e.g. the rye.\n\nKind regards,\nAnn"
    assert sentences(text) == ["Thank you.", "Mr. Roe liked your work, e.g. the rye.", "Ann"]


@given(st.text(max_size=500))
def test_no_text_breaks_it_and_none_is_endless(text: str) -> None:
    assert len(sentences(text)) <= MOST


def test_each_reason_has_a_step_and_fits_a_menu() -> None:
    assert len(reasons()) == 10
    assert all(reason.step and len(reason.label) <= 100 for reason in reasons().values())


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("New  York", "America/New_York"),
        ("utc", "UTC"),
        ("europe/london", "Europe/London"),
    ],
)
def test_a_timezone_is_known_by_its_city(typed: str, zone: str) -> None:
    assert read_zone(typed) == zone
