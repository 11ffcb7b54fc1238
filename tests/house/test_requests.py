"""The log of REST calls that a checker reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.requests import RequestLog


def call(path: str) -> dict[str, Any]:
    body = {"type": 4, "data": {"content": "Noté"}}
    return {
        "method": "POST",
        "path": path,
        "query": {},
        "json": body,
        "multipart": False,
        "reason": None,
        "status": 200,
    }


def lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line) for file in folder.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()
    ]


def test_two_stories_never_share_an_interaction(tmp_path: Path) -> None:
    log = RequestLog(tmp_path / "log")
    answer, follow_up = call("/interactions/11/token/callback"), call("/webhooks/22/token/messages/@original")
    log.add([answer, follow_up])
    log.add([answer])
    first, its_follow_up, second = (line["path"].split("/")[3] for line in lines(tmp_path / "log"))
    assert first == its_follow_up != second


def test_two_logs_of_one_process_never_share_one_either(tmp_path: Path) -> None:
    for _ in range(2):
        RequestLog(tmp_path).add([call("/interactions/11/token/callback")])
    assert len({line["path"] for line in lines(tmp_path)}) == 2


def test_answers_in_a_dm_stand_apart(tmp_path: Path) -> None:
    calls = [
        call("/interactions/11/here/callback"),
        call("/interactions/12/there/callback"),
        call("/webhooks/22/there/messages/@original"),
        call("/channels/33/messages"),
    ]
    RequestLog(tmp_path).add(calls, dm_tokens={"there"})
    assert len(lines(tmp_path)) == 4
    assert ["there" in line["path"] for line in lines(tmp_path / "dms")] == [True, True]


def test_everything_else_is_kept_as_it_was(tmp_path: Path) -> None:
    RequestLog(tmp_path).add([call("/channels/33/messages")])
    assert lines(tmp_path) == [call("/channels/33/messages")]


def test_nothing_is_logged_unless_a_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONWARD_REQUEST_LOG", raising=False)
    assert RequestLog.from_environment() is None
    monkeypatch.setenv("ONWARD_REQUEST_LOG", str(tmp_path / "new"))
    log = RequestLog.from_environment()
    assert log is not None
    log.add([call("/channels/33/messages")])
    assert len(lines(tmp_path / "new")) == 1
