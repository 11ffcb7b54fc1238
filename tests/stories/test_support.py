"""The support path: a member quotes the code that they were shown, and the operator finds the one line about it."""

from __future__ import annotations

import json
import logging
import re

import pytest

from bot.board.drafts import Drafts
from bot.board.store import PostStore
from bot.logs import JsonLines, TextLines
from tests.support.stage import STORY, Stage

CODE = re.compile(r"Reference: `([0-9A-F]{6})`")


async def fails(*_: object, **__: object) -> None:
    raise RuntimeError(STORY)


@pytest.mark.parametrize("way", ["form", "button", "command"])
async def test_a_quoted_code_finds_the_line(
    way: str, ready: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    preview = await ready.share(ready.ana)
    for owner, method in ((Drafts, "write"), (Drafts, "post"), (PostStore, "by_author")):
        monkeypatch.setattr(owner, method, fails)
    with caplog.at_level(logging.INFO):
        if way == "form":
            shown = await ready.share(ready.ben)
        elif way == "button":
            shown = await ready.ana.click(preview.response, label="Post")
        else:
            shown = await ready.ana.slash(ready.general, "rejection mine")
    found = CODE.search(ready.heard(shown))
    assert found, ready.heard(shown)
    [line] = [line for line in map(JsonLines().format, caplog.records) if found[1] in line]
    told = json.loads(line)
    assert (told["level"], told["reference"], told["error"]) == ("error", found[1], "RuntimeError")
    assert told["where"] in {"write", "draft-post", "rejection mine"}
    assert "stories/test_support.py:20" in told["message"], "where in the code"
    for form in (JsonLines(), TextLines()):
        written = [form.format(record) for record in caplog.records]
        assert not any("Initech" in one or str(ready.ana.id) in one for one in written)
        assert not any("\n" in one for one in written), "one line an event"
