"""The numbered lines of a letter: nothing is lost, and a line is never taken for another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cogs.feedback.guide import guide
from cogs.feedback.shape import MOST_LINES, line_at, line_key, lines_of


@given(st.text(alphabet="ab .!?\n", max_size=400))
def test_the_lines_hold_every_word_and_fit_a_select(text: str) -> None:
    lines = lines_of(text)
    assert " ".join(lines).split() == text.split()
    assert len(lines) <= MOST_LINES
    assert all(lines)


def test_a_line_that_is_no_line_is_none() -> None:
    assert line_at(None, "") == (0, "")
    assert line_at(None, "what:ever") == (0, "")
    assert line_at(None, line_key(3, "gone")) == (3, "")


def test_the_guide_fits_where_it_stands() -> None:
    line, text = guide()
    assert len(line) <= 100
    assert len(text) <= 2000
    assert "!" not in line + text
