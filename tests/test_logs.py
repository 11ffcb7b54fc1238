"""Logs: text or JSON, never the message of an exception, discord.py never at DEBUG."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
from collections.abc import Iterator

import pytest

from bot.errors import report
from bot.logs import JsonLines, TextLines, set_up_logs, without_ids
from bot.operate import _astray


@pytest.fixture
def logs() -> Iterator[None]:
    """Puts the loggers back as they were."""
    loggers = [logging.getLogger(name) for name in (None, "onward", "discord")]
    before = [(logger, logger.level, list(logger.handlers)) for logger in loggers]
    yield
    for logger, level, handlers in before:
        logger.setLevel(level)
        logger.handlers = handlers


def record_of_a_failure() -> logging.LogRecord:
    try:
        raise ValueError("a member's words")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    return logging.LogRecord("onward", logging.ERROR, __file__, 1, "failed %d", (7,), info)


@pytest.mark.parametrize("form", [TextLines(), JsonLines()])
def test_an_exception_is_its_kind_and_place(form: logging.Formatter) -> None:
    line = form.format(record_of_a_failure())
    assert "failed 7" in line
    assert "ValueError" in line
    assert "tests/test_logs.py:" in line
    assert "a member's words" not in line


@pytest.mark.parametrize("form", [TextLines(), JsonLines()])
def test_an_event_is_one_line(form: logging.Formatter) -> None:
    record = record_of_a_failure()
    record.msg = "failed %d\nand more"
    assert "\n" not in form.format(record)


def test_a_reported_error_brings_its_facts(caplog: pytest.LogCaptureFixture) -> None:
    code = report(ValueError("a member's words"), "share")
    told = json.loads(JsonLines().format(caplog.records[-1]))
    assert (told["reference"], told["error"], told["where"]) == (code, "ValueError", "share")
    assert "words" not in str(told)


async def test_what_fails_where_nobody_waits_is_reported_like_anything_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fails() -> None:
        raise ValueError("a member's words")

    asyncio.get_running_loop().set_exception_handler(_astray)
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del task
    gc.collect()
    [told] = [json.loads(JsonLines().format(record)) for record in caplog.records]
    assert (told["error"], told["where"]) == ("ValueError", "a task of its own")
    assert "words" not in str(told)


def test_json_is_one_object_a_line() -> None:
    line = JsonLines().format(record_of_a_failure())
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("error", "onward", "failed 7")
    assert told["at"].endswith("+00:00")


@pytest.mark.parametrize(
    ("setting", "own", "discords"),
    [
        ("debug,json", logging.DEBUG, logging.INFO),
        ("info", logging.INFO, logging.INFO),
        ("error,text", logging.ERROR, logging.ERROR),
    ],
)
def test_levels(logs: None, setting: str, own: int, discords: int) -> None:
    set_up_logs(setting)
    assert logging.getLogger("onward").level == own
    assert logging.getLogger("discord").level == discords
    [handler] = logging.getLogger().handlers
    assert isinstance(handler.formatter, TextLines)
    assert isinstance(handler.formatter, JsonLines) == (setting != "error,text")


def test_what_discord_py_says_names_no_channel() -> None:
    """That of a DM would tell whose it is."""
    said = "We are being rate limited. POST %s responded with 429. Retrying in %.2f seconds."
    args = ("https://discord.com/api/v10/channels/1100000000000000000/messages", 0.2)
    record = logging.LogRecord("discord.http", logging.WARNING, __file__, 1, said, args, None)
    assert without_ids(record)
    assert record.getMessage() == (
        "We are being rate limited. POST https://discord.com/api/v10/channels/…/messages responded with 429. "
        "Retrying in 0.20 seconds."
    )
