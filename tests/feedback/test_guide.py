"""The guide to feedback."""

from __future__ import annotations

from cogs.feedback.guide import guide


def test_the_guide_fits_where_it_stands() -> None:
    line, text = guide()
    assert len(line) <= 100
    assert len(text) <= 2000
    assert "!" not in line + text
