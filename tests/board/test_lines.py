"""The numbered lines of a text: nothing is lost, and a line is never taken for another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.board.lines import MOST_LINES, line_at, line_key, lines_of


@given(st.text(alphabet="ab .!?\n", max_size=400))
def test_the_lines_hold_every_word_and_fit_a_select(text: str) -> None:
    lines = lines_of(text)
    assert " ".join(lines).split() == text.split()
    assert len(lines) <= MOST_LINES
    assert all(lines)


def test_a_line_is_found_again_until_the_text_changes() -> None:
    text = "Dear team,\nThank you. I would like to learn."
    key = line_key(3, "I would like to learn.")
    assert line_at(text, key) == (3, "I would like to learn.")
    assert line_at(f"Hello. {text}", key) == (3, "")


def test_a_line_that_is_no_line_is_none() -> None:
    assert line_at("", "") == (0, "")
    assert line_at("", "what:ever") == (0, "")
    assert line_at("", line_key(3, "gone")) == (3, "")
