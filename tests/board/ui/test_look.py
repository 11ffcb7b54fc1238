"""Words for counts, states and decisions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.board.ui.look import me_too_words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        *((count, "Me too") for count in (0, 1)),
        *((count, "Me too · a few") for count in (2, 4)),
        *((count, "Me too · 5+") for count in (5, 9)),
        *((count, "Me too · 10+") for count in (10, 24)),
        *((count, "Me too · 25+") for count in (25, 999)),
    ],
)
def test_a_count_is_shown_in_steps(count: int, words: str) -> None:
    assert me_too_words(count) == words


@given(st.integers(0, 500))
def test_one_more_changes_the_label_at_four_counts_only(count: int) -> None:
    changed = me_too_words(count) != me_too_words(count + 1)
    assert changed == (count in {1, 4, 9, 24})
