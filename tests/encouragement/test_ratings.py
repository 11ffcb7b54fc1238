"""When a prompt retires, and what may be said of its ratings."""

from __future__ import annotations

import pytest

from cogs.encouragement.ratings import Figures


@pytest.mark.parametrize(
    ("figures", "harm"),
    [
        (Figures(helped=0, neutral=0, worse=19), False),
        (Figures(helped=18, neutral=0, worse=2), False),
        (Figures(helped=17, neutral=0, worse=3), True),
        (Figures(helped=80, neutral=10, worse=10), False),
        (Figures(helped=80, neutral=9, worse=11), True),
    ],
)
def test_twenty_ratings_and_more_than_a_tenth_worse(figures: Figures, harm: bool) -> None:
    assert figures.does_harm is harm


def test_a_share_is_rounded_and_not_told_of_few() -> None:
    assert Figures(helped=19).share("helped") is None
    assert Figures(helped=17, worse=3).share("worse") == 15
    assert Figures(helped=18, worse=4).share("worse") == 20, "18.2 rounded to fives"
