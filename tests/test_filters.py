"""Filters of the command line: one answer a line, whatever the line holds."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StartupError
from bot.feature import find_filter
from bot.filters import Record, run_filter, text_of


def shout(record: Record) -> Record:
    return {"loud": text_of(record).upper()}


def answers(*lines: str) -> tuple[int, list[Record]]:
    out = io.StringIO()
    status = run_filter(shout, lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_answers_come_in_order_beside_their_ids() -> None:
    assert answers('{"id": 1, "text": "a"}', "", '{"id": "two", "text": "b"}') == (
        0, [{"id": 1, "loud": "A"}, {"id": "two", "loud": "B"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("not json", "this line is not valid JSON"),
        ("[" * 100000, "this line is not valid JSON"),
        ("[1]", "a line must hold one JSON object"),
        ('{"id": 3}', '"text" must be a string'),
        ('{"id": 3, "text": "\\ud800"}', '"text" holds a lone surrogate, which is no valid text'),
    ],
)
def test_a_bad_line_gives_an_error_in_its_place_and_the_rest_is_done(line: str, error: str) -> None:
    status, told = answers(line, '{"id": 4, "text": "a"}')
    assert status == 1
    assert told[0]["error"] == error
    assert told[1] == {"id": 4, "loud": "A"}


@given(st.lists(st.text(max_size=60), max_size=6))
def test_as_many_answers_as_lines(lines: list[str]) -> None:
    whole = [line.replace("\n", " ") for line in lines]
    _, told = answers(*whole)
    assert len(told) == sum(bool(line.strip()) for line in whole)


def test_an_unknown_filter_is_refused_with_those_that_are_there() -> None:
    with pytest.raises(StartupError, match="There is no tool dance; there are mask, screen"):
        find_filter("dance")
