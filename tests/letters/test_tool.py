"""The filters of the command line: one record in, one record out, a sentence for a bad one."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from bot.filters import run_filter
from cogs.letters.tool import check_line, compose_line
from tests.letters.drafts import records


def test_check_line_gives_findings_with_all_their_parts() -> None:
    (first, *_) = check_line({"text": "I demand an answer.", "role": None})["findings"]
    assert set(first) == {"check", "level", "start", "end", "advice"}
    demand = next(f for f in check_line({"text": "I demand an answer."})["findings"] if f["check"] == 11)
    assert (demand["level"], demand["start"]) == ("W", 0)


def test_compose_line_gives_subject_and_body() -> None:
    made = compose_line({"variant": "final", "tone": "brief", "fields": {"role": "Baker", "sender": "Kit"}})
    assert made["subject"] == "Thank you – Baker, Kit"
    assert made["body"].endswith("\nKit")


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({}, '"text" must be a string'),
        ({"text": "x", "tone": "loud"}, '"tone" must be one of warm, formal, brief'),
        ({"text": "x", "role": 5}, '"role" must be a string'),
        ({"text": "\ud800"}, "lone surrogate"),
    ],
)
def test_a_bad_draft_is_answered_with_a_sentence(record: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        check_line(record)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        ({"tone": "warm"}, '"variant" must be a string'),
        ({"variant": "poem", "tone": "warm"}, '"variant" must be one of'),
        ({"variant": "final", "tone": "loud"}, '"tone" must be one of'),
        ({"variant": "final", "fields": []}, '"fields" must be an object'),
        ({"variant": "final", "fields": {"salary": "1"}}, 'no field "salary"'),
        ({"variant": "final", "fields": {"role": 1}}, '"role" must be a string'),
        ({"variant": "final", "fields": {"questions": "why"}}, '"questions" must be a list'),
        ({"variant": "final", "fields": {"role": "\ud800"}}, "lone surrogate"),
    ],
)
def test_a_bad_request_is_answered_with_a_sentence(record: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        compose_line(record)


def test_the_filter_goes_on_after_a_bad_line() -> None:
    cases = records("compose.jsonl")[:2]
    lines = [json.dumps(cases[0]), "nonsense", json.dumps(cases[1])]
    out = io.StringIO()
    assert run_filter(compose_line, lines, out) == 1
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [set(answer) for answer in answers] == [
        {"id", "subject", "body"},
        {"id", "error"},
        {"id", "subject", "body"},
    ]
