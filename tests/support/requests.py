"""What the bot said to Discord while it was tested, kept for a checker of request bodies."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, Self

_TOKEN = re.compile(r"(?<=/)(?P<kind>interactions|webhooks)/(?P<id>\d+)/(?P<token>[^/?]+)")


_stories = count(1)


class RequestLog:
    """Appends the REST calls of every story to a JSON-lines file of this process; the answers to interactions in
    a DM, which nobody else can see anyway, to one in the folder ``dms``.

    A line holds ``method``, ``path``, ``query``, ``json`` (of a multipart call: its payload_json),
    ``multipart``, ``reason`` (for the audit log) and ``status``.
    """

    def __init__(self, folder: Path) -> None:
        (folder / "dms").mkdir(parents=True, exist_ok=True)
        self._worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self._folder = folder

    @classmethod
    def from_environment(cls) -> Self | None:
        """The log in the folder that ``ONWARD_REQUEST_LOG`` names; None where it names none."""
        folder = os.environ.get("ONWARD_REQUEST_LOG")
        return cls(Path(folder)) if folder else None

    def add(self, calls: Iterable[Mapping[str, Any]], dm_tokens: Collection[str] = ()) -> None:
        """Write down the calls of one story, in order; ``dm_tokens`` are those of interactions in a DM.

        Every simulated Discord counts its interactions from the same start. In the log each token gets the
        story's number, so that two stories are not taken for two answers to one interaction.
        """
        story = f"{self._worker}-{next(_stories)}"
        for call in calls:
            found = _TOKEN.search(call["path"])
            in_dm = found is not None and found["token"] in dm_tokens
            path = _TOKEN.sub(rf"\g<kind>/\g<id>/\g<token>-{story}", call["path"])
            folder = self._folder / "dms" if in_dm else self._folder
            with (folder / f"{self._worker}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps({**call, "path": path}, ensure_ascii=False) + "\n")
