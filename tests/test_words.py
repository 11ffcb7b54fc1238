"""Every text passes through one call."""

from __future__ import annotations

from bot.words import t


def test_values_take_their_places() -> None:
    assert t("{handle} is {state}", handle="K7Q2", state="held") == "K7Q2 is held"


def test_what_was_put_in_is_not_read_again() -> None:
    assert t("{a}", a="{b}") == "{b}"


def test_a_text_without_values_may_hold_braces() -> None:
    assert t("a { brace") == "a { brace"
