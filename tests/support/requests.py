"""What the bot said to Discord while it was tested, kept for a checker of request bodies."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

_TOKEN = re.compile(r"(?<=/)(?P<kind>interactions|webhooks)/(?P<id>\d+)/(?P<token>[^/?]+)")


class RequestLog:
    """Appends the REST calls of every story to one JSON-lines file of this process.

    A line holds ``method``, ``path``, ``query``, ``json`` (of a multipart call: its payload_json),
    ``multipart``, ``reason`` (for the audit log) and ``status``.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._file = folder / f"{self._worker}.jsonl"
        self._stories = 0

    @classmethod
    def from_environment(cls) -> Self | None:
        """The log in the folder that ``ONWARD_REQUEST_LOG`` names; None where it names none."""
        folder = os.environ.get("ONWARD_REQUEST_LOG")
        return cls(Path(folder)) if folder else None

    def add(self, calls: Iterable[Mapping[str, Any]]) -> None:
        """Write down the calls of one story, in order.

        Every simulated Discord counts its interactions from the same start. In the log each token gets the
        story's number, so that two stories are not taken for two answers to one interaction.
        """
        self._stories += 1
        story = f"{self._worker}-{self._stories}"
        with self._file.open("a", encoding="utf-8") as file:
            for call in calls:
                path = _TOKEN.sub(rf"\g<kind>/\g<id>/\g<token>-{story}", call["path"])
                file.write(json.dumps({**call, "path": path}, ensure_ascii=False) + "\n")
