"""Logs: one line an event, text on a terminal and JSON otherwise; never the text of an exception.

The message of an exception may quote what a member typed or a name; the kind of error and the places in the code
are what an operator needs.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from types import TracebackType

from bot.errors import places

SNOWFLAKE = re.compile(r"\d{15,20}")


def set_up_logs(setting: str) -> None:
    """``info``, or with a form: ``debug,json``. discord.py stays at INFO: at DEBUG it writes bodies and tokens."""
    level, _, form = setting.partition(",")
    handler = logging.StreamHandler()
    as_text = form == "text" or (not form and sys.stderr.isatty())
    handler.addFilter(without_ids)
    handler.setFormatter(TextLines() if as_text else JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("onward").setLevel(level.upper())
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLevelName(level.upper())))


def without_ids(record: logging.LogRecord) -> bool:
    """discord.py names addresses where it is slowed down, and that of a DM tells whose it is."""
    if record.name.startswith("discord"):
        record.msg, record.args = SNOWFLAKE.sub("…", record.getMessage()), None
    return True


class TextLines(logging.Formatter):
    """For a person at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return " ".join(super().format(record).splitlines())

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return f"{ei[0].__name__}{places(ei[1])}" if ei[0] is not None else ""


class JsonLines(TextLines):
    """For a machine: what every event has, and the facts that some bring (``extra={"facts": {…}}``)."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line)
