"""The reasons of a no: a guess reads as a guess, and what cannot be known is a choice."""

from __future__ import annotations

import pytest

from bot.reasons import CHOICES, CONTROLS, REASONS, UNKNOWABLE, Why


@pytest.mark.parametrize("reason", CHOICES)
@pytest.mark.parametrize("source", ["guessed", "stated", "inferred"])
def test_every_reason_has_words_and_keeps(reason: str, source: str) -> None:
    why = Why.of(reason, source)  # type: ignore[arg-type]  # the three names
    assert why is not None
    assert why.control in CONTROLS
    assert 0 < why.confidence <= 1
    assert why.topic in REASONS
    assert Why.load(why.dump()) == why
    if reason not in ("unknown", UNKNOWABLE):
        assert ("a guess" in why.words()) is (source == "guessed")
        assert ("not certain" in why.words()) is (source == "inferred")


def test_what_was_said_is_surer_than_what_was_guessed() -> None:
    said, read, guessed = (Why.of("terms", source) for source in ("stated", "inferred", "guessed"))  # type: ignore[arg-type]  # the three names
    assert said
    assert read
    assert guessed
    assert said.confidence > read.confidence > guessed.confidence


def test_a_control_of_ones_own_counts_and_an_unknown_name_is_none() -> None:
    why = Why.of("closed", control="mine")
    assert why is not None
    assert why.control == "mine"
    assert Why.of("closed", control="elsewhere") == Why.of("closed")
    assert Why.of("weather") is None
    assert Why.of("") is None


def test_the_unknowable_is_for_prompts_what_is_unknown() -> None:
    why = Why.of(UNKNOWABLE)
    assert why is not None
    assert (why.topic, why.confidence, why.control) == ("unknown", 1.0, "outside")
