"""The guide to feedback."""

from __future__ import annotations

from cogs.feedback.guide import guide


def test_the_guide_fits_where_it_stands() -> None:
    assert len(guide().line) <= 100
    assert len(guide().listen) <= 100
    assert len(guide().text) <= 2000
    assert "!" not in "".join(guide())
