"""The one reporter: kind and place of an error under a code, never what the error says."""

from __future__ import annotations

import logging

import pytest

from bot.errors import report


def fail() -> None:
    try:
        raise KeyError("a member's words")
    except KeyError:
        raise ValueError("more of their words") from None


def fail_in_a_chain() -> None:
    try:
        raise KeyError("a member's words")
    except KeyError as cause:
        raise ValueError("more of their words") from cause


def test_an_error_is_found_by_its_code_and_quotes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="words") as caught:
        fail_in_a_chain()
    code = report(caught.value, "a test")
    [record] = caplog.records
    assert (record.name, record.levelno) == ("onward.errors", logging.ERROR)
    assert f"unexpected ValueError in a test [{code}]" in record.getMessage()
    assert "tests/test_errors.py:" in record.getMessage()
    assert "after KeyError" in record.getMessage()
    assert "words" not in record.getMessage()
    assert record.exc_info is None


def test_codes_differ(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="words") as caught:
        fail()
    assert len({report(caught.value, "a test") for _ in range(20)}) == 20
