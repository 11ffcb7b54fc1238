"""The filter of the command line."""

from __future__ import annotations

import io
import json

from bot.filters import run_filter
from bot.masking.tool import mask_line


def run(*lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    status = run_filter(mask_line, lines, out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_in_a_line_out() -> None:
    record = {
        "id": "a",
        "fields": {"company": "Zentrova", "role": "", "stage": ""},
        "text": "Zentrova said no.",
    }
    status, answers = run(json.dumps(record))
    assert status == 0
    assert answers == [
        {
            "id": "a",
            "masked": "[company] said no.",
            "masked_all": "[company] said no.",
            "spans": [
                {
                    "start": 0,
                    "end": 8,
                    "type": "COMPANY",
                    "rule": "known company",
                    "confidence": 0.98,
                    "action": "mask",
                    "replacement": "[company]",
                }
            ],
        }
    ]


def test_the_author_goes_too() -> None:
    _, answers = run(json.dumps({"id": 1, "author": ["Stoyan"], "text": "Thank you, Stoyan."}))
    assert answers[0]["masked"] == "Thank you, [me]."


def test_bad_lines_answer_for_themselves_and_the_rest_is_done() -> None:
    status, answers = run(
        "{no json",
        '{"id": 1}',
        '{"id": 2, "text": 5}',
        '{"id": 3, "text": "\\ud800"}',
        '{"id": 4, "text": "", "fields": []}',
        '{"id": 5, "text": "x", "fields": [1]}',
        '{"id": 6, "text": "x", "fields": {"company": 7}}',
        '{"id": 7, "text": "x", "author": "Sam"}',
        '{"id": 8, "text": "All fine."}',
    )
    assert status == 1
    assert [bool(a.get("error")) for a in answers] == [True, True, True, True, False, True, True, True, False]
    assert answers[-1]["masked"] == "All fine."
